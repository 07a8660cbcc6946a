/** The app's side: listens where the command line calls, for this user alone, and answers each command as the window's are answered. */
import { randomBytes } from 'node:crypto'
import { chmod, lstat, mkdir, rename, unlink, writeFile } from 'node:fs/promises'
import { createConnection, createServer, type Server } from 'node:net'
import { dirname } from 'node:path'
import type { Answer } from '../../shared/api.ts'
import { systemCode } from '../journal/fault.ts'
import { converse, type Conversation } from './converse.ts'
import { keyOf, type Meeting } from './meeting.ts'
import type { HandedCommand } from './protocol.ts'

/** Terminals that may be connected at once; one more writes its own file. */
export const MOST_CONNECTIONS = 32
/** ms; a neighbour answers within one */
const PROBE_MS = 1000

export interface ListenOptions {
  /** null where the address would be too long */
  readonly meeting: Meeting | null
  /** of Knowngood */
  readonly version: string
  /** Carries a command out. Answers once its facts are on disk. */
  dispatch(command: HandedCommand): Promise<Answer>
}

export interface Listening {
  /** Begins nothing more, answers what was begun, and hangs up. */
  close(): Promise<void>
}

export type Listened = { readonly ok: true; readonly listening: Listening } | { readonly ok: false; readonly why: string }

/** Begins to listen. Not where another app does so for the same store, nor where the folder cannot be this user's alone: the command line then writes its own files. */
export async function listenForCommands({ meeting, version, dispatch }: ListenOptions): Promise<Listened> {
  if (meeting === null) return { ok: false, why: 'the path of its socket would be too long' }
  const conversations = new Set<Conversation>()
  const key = randomBytes(32).toString('base64url')
  const server = createServer((socket) => {
    const conversation = converse(socket, { key, version, dispatch })
    conversations.add(conversation)
    void conversation.ended.finally(() => conversations.delete(conversation))
  })
  server.maxConnections = MOST_CONNECTIONS
  try {
    await makePrivateFolder(meeting.folder)
    if (await isAnswered(meeting)) return { ok: false, why: 'another Knowngood listens for this store' }
    // On Windows an address is no file, and nothing of the app that had the old one is left.
    if (process.platform !== 'win32') await removeIfThere(meeting.address(key))
    await listen(server, meeting.address(key))
    // Too many open files, for instance: that terminal writes its own file.
    server.on('error', (error) => console.error(`A terminal could not be connected: ${error.message}`))
    if (process.platform !== 'win32') await chmod(meeting.address(key), 0o600)
    await keepKey(meeting.keyFile, key)
  } catch (error) {
    server.close()
    const code = systemCode(error)
    if (code === null) throw error
    return { ok: false, why: `${meeting.folder} could not be prepared (${code})` }
  }
  return {
    ok: true,
    listening: {
      async close() {
        server.close()
        // What went wrong in one of them has been shown there; the others are to end all the same.
        await Promise.allSettled([...conversations].map((conversation) => conversation.end()))
        // A key that stays opens nothing.
        if ((await keyOf(meeting)) === key) await removeIfThere(meeting.keyFile).catch(() => undefined)
      },
    },
  }
}

/**
 * The folder keeps strangers out from the first moment: between a socket's making and its chmod nobody could reach it anyway.
 * On Windows the profile's own rights do.
 */
async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true })
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error
  }
  if (process.platform === 'win32') return
  const found = await lstat(folder)
  if (!found.isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' })
  if (found.uid !== process.getuid!()) throw Object.assign(new Error('not our folder'), { code: 'EPERM' })
  if ((found.mode & 0o777) !== 0o700) await chmod(folder, 0o700)
}

/** Whether an app listens there already. What a crash left behind answers nobody. */
async function isAnswered(meeting: Meeting): Promise<boolean> {
  const key = await keyOf(meeting)
  return new Promise((resolve) => {
    // Without a key nobody can be called, and on Windows nobody be found.
    if (key === null) return resolve(false)
    const socket = createConnection(meeting.address(key))
    const say = (answered: boolean) => (): void => {
      socket.destroy()
      resolve(answered)
    }
    socket.setTimeout(PROBE_MS, say(true)).once('connect', say(true)).once('error', say(false))
  })
}

function listen(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** Whole or not at all, and never readable for others. */
async function keepKey(path: string, key: string): Promise<void> {
  const temporary = `${path}.${randomBytes(4).toString('hex')}`
  await writeFile(temporary, key, { mode: 0o600, flag: 'wx' })
  await rename(temporary, path)
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await unlink(path)
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
  }
}
