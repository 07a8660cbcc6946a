/** The app listens for its own user alone, once a store, and nothing that is said to it does any harm. */
import { spawn } from 'node:child_process'
import { chmod, mkdir, stat, writeFile } from 'node:fs/promises'
import { createConnection, createServer, type Socket } from 'node:net'
import { dirname } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { callApp } from '../../../electron/one-mind/call.ts'
import { listenForCommands, MOST_CONNECTIONS } from '../../../electron/one-mind/listen.ts'
import { keyOf, type Meeting } from '../../../electron/one-mind/meeting.ts'
import { LONGEST_MESSAGE, proofOf, type HandedCommand } from '../../../electron/one-mind/protocol.ts'
import type { Answer } from '../../../shared/api.ts'
import { BEN, listening, NEVER, place, terminal, VERSION } from './one-mind.ts'

const DONE: Answer = { ok: true, incident: 'inc-00000000', facts: [] }
const command = (text: string): HandedCommand => ({ incident: 'inc-00000000', command: { type: 'AddNote', text }, by: BEN, zone: 'UTC', name: '00000000' })
const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8)

/** What whoever can read the key, and no more, may call. */
async function call({ meeting }: { meeting: Meeting }): Promise<Socket> {
  const socket = createConnection(meeting.address((await keyOf(meeting))!))
  socket.on('error', () => undefined)
  onTestFinished(() => void socket.destroy())
  return socket
}

const ended = (socket: Socket): Promise<void> => new Promise((resolve) => (socket.destroyed ? resolve() : socket.once('close', () => resolve())))

/** Whether a command is still answered. */
async function answers({ meeting }: { meeting: Meeting }, text = 'still there?'): Promise<boolean> {
  const line = await callApp(meeting, VERSION)
  const handed = await line?.handOver(command(text))
  line?.hangUp()
  return handed?.kind === 'answered'
}

describe('for its own user alone', () => {
  it('the socket and the key are 0600, in a folder that is 0700', async () => {
    const where = await place()
    await listening(where, () => Promise.resolve(DONE))
    expect(await modeOf(where.meeting.folder)).toBe('700')
    expect(await modeOf(where.meeting.address(''))).toBe('600')
    expect(await modeOf(where.meeting.keyFile)).toBe('600')
  })

  it('a folder that was left open is closed before anything is put there', async () => {
    const where = await place()
    await mkdir(where.meeting.folder, { recursive: true })
    await chmod(where.meeting.folder, 0o777)
    await listening(where, () => Promise.resolve(DONE))
    expect(await modeOf(where.meeting.folder)).toBe('700')
  })

  it('a file in the folder’s place is not followed: nobody listens', async () => {
    const where = await place()
    await mkdir(dirname(where.meeting.folder), { recursive: true })
    await writeFile(where.meeting.folder, '')
    expect(await listenForCommands({ meeting: where.meeting, version: VERSION, dispatch: () => NEVER })).toMatchObject({ ok: false })
  })

  it('another user cannot connect', async () => {
    const where = await place()
    await listening(where, () => Promise.resolve(DONE))
    const attempt = `require('net').createConnection(process.argv[1]).on('connect', () => console.log('connected')).on('error', (error) => console.log(error.code)).on('close', () => process.exit())`
    const tried = (uid?: number): Promise<string> =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, ['-e', attempt, where.meeting.address('')], { cwd: '/', ...(uid !== undefined && { uid, gid: uid }) })
        child.stdout.on('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
      })
    // Only root may become somebody else; for everybody, what is asked of the system is in the modes above.
    if (process.getuid?.() === 0) {
      for (const folder of [where.folder, dirname(where.meeting.folder)]) await chmod(folder, 0o755)
      expect(await tried(65534)).toBe('EACCES')
    }
  })
})

describe('once a store', () => {
  it('the first app keeps the address; when it has ended, the next one has it', async () => {
    const where = await place()
    const first = await listening(where, () => Promise.resolve(DONE))
    const second = await listenForCommands({ meeting: where.meeting, version: VERSION, dispatch: () => NEVER })
    expect(second).toEqual({ ok: false, why: 'another Knowngood listens for this store' })
    expect(await answers(where)).toBe(true)
    await first.close()
    await expect(stat(where.meeting.address(''))).rejects.toThrow('ENOENT')
    await expect(stat(where.meeting.keyFile)).rejects.toThrow('ENOENT')
    await listening(where, () => Promise.resolve(DONE))
    expect(await answers(where)).toBe(true)
  })

  it('what a crash left behind is no app: nobody is called there, and the next app takes its place', async () => {
    const where = await place()
    await mkdir(where.meeting.folder, { recursive: true })
    await writeFile(where.meeting.keyFile, 'the key of an app that was killed')
    const killed = spawn(process.execPath, ['-e', `require('net').createServer().listen(process.argv[1], () => console.log('listening'))`, where.meeting.address('')])
    await new Promise((resolve) => killed.stdout.once('data', resolve))
    killed.kill('SIGKILL')
    await new Promise((resolve) => killed.once('exit', resolve))
    await stat(where.meeting.address(''))
    expect(await callApp(where.meeting, VERSION)).toBeNull()
    await listening(where, () => Promise.resolve(DONE))
    expect(await answers(where)).toBe(true)
  })
})

describe('whoever cannot prove who they are', () => {
  it('is not listened to, with whatever proof', async () => {
    const where = await place()
    const dispatch = vi.fn(() => Promise.resolve(DONE))
    await listening(where, dispatch)
    for (const proof of ['A'.repeat(43), proofOf('another key', 'command line', 'x')]) {
      const socket = await call(where)
      socket.write(`${JSON.stringify({ knowngood: 1, version: VERSION, nonce: 'n'.repeat(22) })}\n${JSON.stringify({ proof })}\n${JSON.stringify(command('forged'))}\n`)
      await ended(socket.resume())
    }
    expect(dispatch).not.toHaveBeenCalled()
  })

  it('an app that cannot is not told a word', async () => {
    const where = await place()
    await mkdir(where.meeting.folder, { recursive: true })
    await writeFile(where.meeting.keyFile, 'the key of the app that was here before')
    let heard = ''
    const stranger = createServer((socket) => {
      socket.on('error', () => undefined).on('data', (chunk: Buffer) => (heard += chunk.toString()))
      socket.write(`${JSON.stringify({ knowngood: 1, version: VERSION, nonce: 'n'.repeat(22), proof: 'A'.repeat(43) })}\n`)
    })
    await new Promise<void>((resolve) => stranger.listen(where.meeting.address(''), resolve))
    onTestFinished(() => void stranger.close())
    expect(await callApp(where.meeting, VERSION)).toBeNull()
    expect(await terminal(where).dispatch(null, { type: 'DeclareIncident', title: 'Not for strangers' })).toMatchObject({ ok: true })
    expect(heard).not.toContain('strangers')
    expect(heard.trim().split('\n').map((line) => Object.keys(JSON.parse(line) as object))).toEqual([['knowngood', 'version', 'nonce'], ['knowngood', 'version', 'nonce']])
  })
})

describe('whatever is said to it', () => {
  it('noise, half a line and nothing at all do no harm', async () => {
    const where = await place()
    const dispatch = vi.fn(() => Promise.resolve(DONE))
    await listening(where, dispatch)
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      fc.json().map((json) => Buffer.from(`${json}\n`)),
      fc.constantFrom('\n', '{', '{"knowngood":1', `{"knowngood":1,"version":"${VERSION}","nonce":"${'n'.repeat(22)}"}\n`, '{"proof":""}\n').map((text) => Buffer.from(text)),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), async (pieces) => {
        const socket = await call(where)
        for (const bytes of pieces) socket.write(bytes)
        socket.end()
        await ended(socket.resume())
      }),
      { numRuns: 150 },
    )
    expect(dispatch).not.toHaveBeenCalled()
    expect(await answers(where)).toBe(true)
  })

  it('nor does noise from one who has proved who they are: it is hung up on, and nothing is carried out', async () => {
    const where = await place()
    const dispatch = vi.fn(() => Promise.resolve(DONE))
    await listening(where, dispatch)
    const wrong: unknown[] = [
      null,
      [],
      { ...command('x'), incident: '../../etc' },
      { ...command('x'), incident: 7 },
      { ...command('x'), zone: 'Mars/Olympus' },
      { ...command('x'), name: 'lower-l1' },
      { ...command('x'), by: { person: '', name: '' } },
      { ...command('x'), by: { person: 'x'.repeat(201), name: 'x' } },
    ]
    for (const request of wrong) {
      const line = await callApp(where.meeting, VERSION)
      expect(await line!.handOver(request as HandedCommand)).toEqual({ kind: 'cut off' })
    }
    const long = await callApp(where.meeting, VERSION)
    expect(await long!.handOver(command('x'.repeat(LONGEST_MESSAGE)))).toEqual({ kind: 'cut off' })
    expect(dispatch).not.toHaveBeenCalled()
    expect(await answers(where)).toBe(true)
  })

  it('a thousand that connect are not all let in, and when they have gone there is room again', async () => {
    const where = await place()
    await listening(where, () => Promise.resolve(DONE))
    const sockets = await Promise.all(Array.from({ length: 1000 }, () => call(where)))
    const open = (): number => sockets.filter((socket) => !socket.destroyed).length
    for (const socket of sockets) socket.resume()
    await vi.waitFor(() => expect(open()).toBe(MOST_CONNECTIONS), { timeout: 10_000 })
    for (const socket of sockets) socket.destroy()
    await vi.waitFor(async () => expect(await answers(where)).toBe(true), { timeout: 10_000 })
  })
})

describe('an app that ends', () => {
  it('answers the command that was begun, begins none that waits, and hangs up', async () => {
    const where = await place()
    let finish: (answer: Answer) => void = () => undefined
    const begun: unknown[] = []
    const app = await listening(where, (handed) => {
      begun.push(handed.command)
      return new Promise((resolve) => (finish = resolve))
    })
    const [busy, idle] = [await callApp(where.meeting, VERSION), await callApp(where.meeting, VERSION)]
    const first = busy!.handOver(command('begun'))
    await vi.waitFor(() => expect(begun).toHaveLength(1))
    const second = busy!.handOver(command('waits'))
    let closed = false
    const closing = app.close().then(() => (closed = true))
    expect(await idle!.handOver(command('too late'))).toEqual({ kind: 'cut off' })
    expect(await callApp(where.meeting, VERSION)).toBeNull()
    expect(closed).toBe(false)
    finish(DONE)
    expect(await first).toEqual({ kind: 'answered', answer: DONE })
    expect(await second).toEqual({ kind: 'cut off' })
    await closing
    expect(begun).toEqual([{ type: 'AddNote', text: 'begun' }])
  })
})
