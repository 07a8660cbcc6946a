/** A redaction reaches every place, says what it could not reach, and is taken up again: at the desk, by the watch, and at the next start. */
import { copyFile, readdir, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Answer } from '../../../shared/api.ts'
import { filesFolder } from '../../../electron/attachments/layout.ts'
import { receiveFile } from '../../../electron/attachments/receive.ts'
import { openDesk, type Desk } from '../../../electron/desk.ts'
import { nodeDisk, type Disk } from '../../../electron/journal/disk.ts'
import { UNERASED_MARK } from '../../../electron/journal/leftovers.ts'
import type { Place, Redaction } from '../../../electron/redaction/place.ts'
import { brittleDisk } from '../journal/brittle-disk.ts'
import { holding, tempFolder } from '../journal/facts.ts'
import { deskOn } from '../../helpers/desk.ts'
import { ANA } from '../../helpers/facts.ts'

const SECRET = 'hunter2'

interface Surroundings {
  readonly desk: Desk
  readonly pushed: string[]
}

function deskIn(dataDir: string, { disk, places }: { disk?: Disk; places?: readonly Place[] } = {}): Surroundings {
  const pushed: string[] = []
  const desk = openDesk({
    dataDir,
    clock: { now: () => Date.parse('2025-02-01T14:00:00Z') },
    actor: () => ANA,
    source: 'app',
    zone: () => 'UTC',
    ...(disk && { disk }),
    ...(places && { places }),
    events: { onFacts: (_, texts) => void pushed.push(...texts), onFindings: () => undefined, onChanged: () => undefined, onFault: () => undefined },
  })
  onTestFinished(() => desk.close())
  return { desk, pushed }
}

type Recorded = Extract<Answer, { ok: true }>

async function done(answer: Promise<Answer>): Promise<Recorded> {
  const given = await answer
  if (!given.ok) throw new Error(given.sentence)
  return given
}

/** An incident with the secret in it; the ids of the incident and of the entry. */
async function pasted(desk: Desk): Promise<{ incident: string; entry: string }> {
  const { incident } = await done(desk.dispatch(null, { type: 'DeclareIncident', title: 'API errors' }))
  const { facts } = await done(desk.dispatch(incident, { type: 'AddNote', text: `the password is ${SECRET}` }))
  return { incident, entry: facts[0]! }
}

const folderOf = (dataDir: string, incident: string): string => join(dataDir, 'incidents', incident)

describe('redacting at the desk', () => {
  it('answers when the words are gone from the journals and every place was asked, with what each had to say', async () => {
    const dataDir = await tempFolder()
    const asked: Redaction[] = []
    const places: Place[] = [
      { erase: (redaction) => (asked.push(redaction), Promise.resolve([])) },
      { erase: async () => ((await holding(dataDir, SECRET)).length === 0 ? ['The backup in /mnt is not there.'] : ['asked too early']) },
    ]
    const { desk, pushed } = deskIn(dataDir, { places })
    const { incident, entry } = await pasted(desk)
    const answer = await done(desk.dispatch(incident, { type: 'Redact', targets: [entry], reason: 'a password' }))
    expect(answer).toMatchObject({ erased: { lines: 1, journals: 1 }, notices: ['The backup in /mnt is not there.'] })
    expect(await holding(dataDir, SECRET)).toEqual([])
    expect(asked).toEqual([{ stream: incident, facts: new Set([entry]), files: new Set() }])
    expect(pushed.at(-1)).toContain('"type":"Redacted"')

    const after = pushed.length
    await done(desk.dispatch(incident, { type: 'AddNote', text: 'harmless' }))
    expect(JSON.stringify([...(await desk.read(incident))!.incident.entryOf.values()])).not.toContain(SECRET)
    expect((await desk.open(incident))!.text).not.toContain(SECRET)
    expect(pushed.slice(after).join('')).not.toContain(SECRET)
  })

  it('holds nobody up: what is recorded meanwhile is answered first', async () => {
    let finish = (): void => undefined
    const held = new Promise<readonly string[]>((resolve) => (finish = () => resolve([])))
    const { desk } = deskIn(await tempFolder(), { places: [{ erase: () => held }] })
    const { incident, entry } = await pasted(desk)
    const order: string[] = []
    const redacting = desk.dispatch(incident, { type: 'Redact', targets: [entry] }).then(() => order.push('redacted'))
    await desk.dispatch(incident, { type: 'AddNote', text: 'meanwhile' }).then(() => order.push('noted'))
    finish()
    await redacting
    expect(order).toEqual(['noted', 'redacted'])
  })

  it('that is refused erases nothing', async () => {
    const { desk } = deskIn(await tempFolder())
    const { incident } = await pasted(desk)
    expect(await desk.dispatch(incident, { type: 'Redact', targets: ['nothing'] })).toEqual({ ok: false, kind: 'refused', sentence: 'That entry is not in this incident.' })
  })

  it('is recorded though the words cannot be erased yet, says so, and leaves a mark for the next start', async () => {
    const dataDir = await tempFolder()
    const { disk, failNext } = brittleDisk()
    const { desk } = deskIn(dataDir, { disk })
    const { incident, entry } = await pasted(desk)
    failNext('rename', 'EBUSY')
    const answer = await done(desk.dispatch(incident, { type: 'Redact', targets: [entry] }))
    expect(answer.erased).toEqual({ lines: 0, journals: 0 })
    expect(answer.notices).toHaveLength(1)
    expect(await readdir(folderOf(dataDir, incident))).toContain(UNERASED_MARK)
    await desk.close()

    const next = deskIn(dataDir)
    await next.desk.sweep()
    expect(await holding(dataDir, SECRET)).toEqual([])
    expect(await readdir(folderOf(dataDir, incident))).not.toContain(UNERASED_MARK)
  })

  it('of another desk closes no journal of ours for long: we go on in a new one', async () => {
    const dataDir = await tempFolder()
    const [app, cli] = [deskIn(dataDir), deskOn(dataDir, { source: 'cli' })]
    const { incident, entry } = await pasted(app.desk)
    await done(cli.desk.dispatch(incident, { type: 'Redact', targets: [entry] }))
    for (const text of ['one', 'two']) await done(app.desk.dispatch(incident, { type: 'AddNote', text }))
    expect((await cli.stored(incident)).map(({ data }) => data['text'])).toEqual([undefined, undefined, undefined, 'one', 'two'])
    expect(await holding(dataDir, SECRET)).toEqual([])
  })
})

describe('what brings the words back', () => {
  it('into an open incident is erased within a second or so', { timeout: 20_000 }, async () => {
    const dataDir = await tempFolder()
    const { desk, pushed } = deskIn(dataDir)
    const { incident, entry } = await pasted(desk)
    const [journal] = await readdir(folderOf(dataDir, incident))
    await copyFile(join(folderOf(dataDir, incident), journal!), join(dataDir, 'peer'))
    await done(desk.dispatch(incident, { type: 'Redact', targets: [entry] }))
    desk.watch()
    await desk.open(incident)
    const before = pushed.length
    await copyFile(join(dataDir, 'peer'), join(folderOf(dataDir, incident), 'peer.jsonl'))
    await expect.poll(async () => (await holding(folderOf(dataDir, incident), SECRET)).length, { timeout: 3000 }).toBe(0)
    expect(pushed.slice(before).join('')).not.toContain(SECRET)
  })

  it('into one that nobody has open is erased when it is read for the list', { timeout: 20_000 }, async () => {
    const dataDir = await tempFolder()
    const first = deskIn(dataDir)
    const { incident, entry } = await pasted(first.desk)
    const [journal] = await readdir(folderOf(dataDir, incident))
    await copyFile(join(folderOf(dataDir, incident), journal!), join(dataDir, 'peer'))
    await done(first.desk.dispatch(incident, { type: 'Redact', targets: [entry] }))
    await copyFile(join(dataDir, 'peer'), join(folderOf(dataDir, incident), 'peer.jsonl'))
    await first.desk.close()

    // Whoever only reads, as `knowngood show` does, writes nothing.
    const reading = deskIn(dataDir)
    expect(JSON.stringify([...(await reading.desk.read(incident))!.incident.entryOf.values()])).not.toContain(SECRET)
    await reading.desk.close()
    expect(await holding(folderOf(dataDir, incident), SECRET)).toHaveLength(1)

    const app = deskIn(dataDir)
    app.desk.watch()
    await app.desk.read(incident)
    await expect.poll(() => holding(folderOf(dataDir, incident), SECRET), { timeout: 5000 }).toEqual([])
  })
})

describe('an attached file', () => {
  it('goes with its entry, and again when a merge brings it back', async () => {
    const dataDir = await tempFolder()
    const { desk } = deskIn(dataDir)
    const { incident } = await done(desk.dispatch(null, { type: 'DeclareIncident', title: 'API errors' }))
    const begun = await receiveFile(dataDir, incident, { name: 'screen.log', size: SECRET.length })
    if (!begun.ok) throw new Error(begun.sentence)
    await begun.receiving.take(Buffer.from(SECRET))
    const received = await begun.receiving.finish()
    if (!received.ok) throw new Error(received.sentence)
    const { facts } = await done(desk.dispatch(incident, { type: 'AttachFile', ...received.file }))
    const path = join(filesFolder(dataDir, incident), received.file.sha256)
    await copyFile(path, join(dataDir, 'peer'))
    await done(desk.dispatch(incident, { type: 'Redact', targets: [...facts] }))
    expect(await holding(folderOf(dataDir, incident), SECRET)).toEqual([])

    await copyFile(join(dataDir, 'peer'), path)
    desk.watch()
    await desk.open(incident)
    await expect.poll(() => holding(folderOf(dataDir, incident), SECRET)).toEqual([])
  })
})

describe('a sweep of the store', () => {
  it('reads no journal of an incident that has nothing left', async () => {
    const dataDir = await tempFolder()
    const first = deskIn(dataDir)
    const { incident, entry } = await pasted(first.desk)
    const clean = await pasted(first.desk)
    await done(first.desk.dispatch(incident, { type: 'Redact', targets: [entry] }))
    await first.desk.close()
    const read: string[] = []
    const { desk } = deskIn(dataDir, { disk: { ...nodeDisk, openToRead: (path) => (read.push(path), nodeDisk.openToRead(path)) } })
    await desk.sweep()
    expect(read).toEqual([])
    expect(await holding(folderOf(dataDir, clean.incident), SECRET)).toHaveLength(1)
  })

  it('removes what a crash left of a writing', async () => {
    const dataDir = await tempFolder()
    const first = deskIn(dataDir)
    const { incident } = await pasted(first.desk)
    await first.desk.close()
    const folder = folderOf(dataDir, incident)
    const [journal] = await readdir(folder)
    const left = join(folder, `.${journal!}.a1b2c3d4.tmp`)
    await copyFile(join(folder, journal!), left)
    const { desk } = deskIn(dataDir)
    await desk.sweep()
    expect((await stat(left)).size).toBeGreaterThan(0)
    await utimes(left, new Date(0), new Date(0))
    const next = deskIn(dataDir)
    await next.desk.sweep()
    expect(await readdir(folder)).toEqual([journal])
  })
})
