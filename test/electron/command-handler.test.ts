/** A command lands whole or not at all, in order, above everything that was read; and nothing is passed on before it is on disk. */
import { access, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parseStamp } from '../../shared/facts/stamp.ts'
import { deskOn, steppedClock, textsOf } from '../helpers/desk.ts'
import { utc } from '../helpers/facts.ts'
import { brittleDisk } from './journal/brittle-disk.ts'
import { journalsOf, tempFolder } from './journal/facts.ts'
import { smallDisk } from './journal/small-disk.ts'

describe('a command', () => {
  it('makes facts with the time, the person, the source and the zone of the desk', async () => {
    const { desk, published, stored } = deskOn(await tempFolder())
    const answer = await desk.dispatch(null, { type: 'DeclareIncident', title: 'API errors', severity: 'P1' })

    expect(answer).toMatchObject({ ok: true, incident: expect.stringMatching(/^inc-[0-9a-hjkmnp-tv-z]{8}$/) as string })
    if (!answer.ok) return
    const facts = await stored(answer.incident)
    expect(facts.map(({ id }) => id)).toEqual(answer.facts)
    expect(facts).toEqual(published)
    expect(facts).toMatchObject([
      {
        type: 'IncidentDeclared',
        data: { title: 'API errors' },
        at: { time: utc('14:00'), zone: 'Europe/Berlin' },
        recordedAt: utc('14:00'),
        by: { name: 'Ana' },
        source: 'app',
      },
      { type: 'SeverityChanged', data: { severity: 'P1' } },
    ])
  })

  it('names the playbook that the incident begins with, and keeps it in the store', async () => {
    const folder = await tempFolder()
    const { declared, stored } = deskOn(folder)
    const [declaration] = await stored(await declared())
    const hash = declaration!.data['playbook'] as string
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    await expect(access(join(folder, 'playbooks', `${hash}.json`))).resolves.toBeUndefined()
  })

  it('waits for the one before it: facts stand in the order in which they were asked for', async () => {
    const { declared, note, stored } = deskOn(await tempFolder())
    const incident = await declared()
    const texts = Array.from({ length: 50 }, (_, index) => `note ${String(index)}`)
    const answers = await Promise.all(texts.map((text) => note(incident, text)))
    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(textsOf((await stored(incident)).slice(1))).toEqual(texts)
  })

  it('is decided on what stands when its turn comes, not when it was asked', async () => {
    const { desk, declared } = deskOn(await tempFolder())
    const incident = await declared()
    const [first, second] = await Promise.all([desk.dispatch(incident, { type: 'ResolveIncident' }), desk.dispatch(incident, { type: 'ResolveIncident' })])
    expect(first).toMatchObject({ ok: true })
    expect(second).toMatchObject({ ok: false, kind: 'refused', sentence: expect.stringContaining('resolved already') as string })
  })

  it('gets a stamp above every one before, though the clock went back', async () => {
    const clock = steppedClock('14:00')
    const { declared, note, stored } = deskOn(await tempFolder(), { clock })
    const incident = await declared()
    clock.set('13:00')
    await note(incident, 'after the clock was set back')
    const [first, second] = await stored(incident)
    expect(second!.id > first!.id).toBe(true)
    expect(second!.recordedAt).toBe(utc('13:00'))
  })

  it('may be by somebody else than the person who sits here', async () => {
    const { desk, declared, published } = deskOn(await tempFolder())
    const incident = await declared()
    await desk.dispatch(incident, { type: 'AddNote', text: 'noticed' }, { by: { person: 'knowngood', name: 'Knowngood' } })
    expect(published.at(-1)!.by).toEqual({ person: 'knowngood', name: 'Knowngood' })
  })
})

describe('a refusal', () => {
  it('reads like a sentence, and writes nothing', async () => {
    const folder = await tempFolder()
    const { desk, published } = deskOn(folder)
    expect(await desk.dispatch(null, { type: 'DeclareIncident' })).toEqual({
      ok: false,
      kind: 'refused',
      sentence: 'An incident needs a title: a few words on what is wrong.',
    })
    expect(await desk.dispatch(null, { type: 'AddNote', text: 'to nobody' })).toMatchObject({ ok: false, kind: 'refused' })
    expect(await desk.dispatch(null, 'nonsense')).toMatchObject({ ok: false, kind: 'refused' })
    expect(published).toEqual([])
    expect(await readdir(folder)).toEqual([])
  })

  it('names an incident that is not there, and does not make it', async () => {
    const folder = await tempFolder()
    const { desk } = deskOn(folder)
    for (const command of [{ type: 'AddNote', text: 'x' }, { type: 'DeclareIncident', title: 'x' }]) {
      expect(await desk.dispatch('inc-7kq2m9xa', command)).toEqual({ ok: false, kind: 'refused', sentence: 'There is no incident INC-7KQ2M9XA.' })
    }
    expect(await readdir(folder)).toEqual([])
  })

  it('does not stand in the way of the next command', async () => {
    const { desk, declared, note } = deskOn(await tempFolder())
    const incident = await declared()
    await desk.dispatch(incident, { type: 'SetSeverity', severity: 'P9' })
    expect(await note(incident, 'still here')).toMatchObject({ ok: true })
  })
})

describe('two desks on one folder', () => {
  it('see what the other wrote before they decide', async () => {
    const folder = await tempFolder()
    const [ana, ben] = [deskOn(folder), deskOn(folder, { source: 'cli' })]
    const incident = await ana.declared()
    expect(await ben.desk.dispatch(incident, { type: 'ResolveIncident' })).toMatchObject({ ok: true })
    expect(await ana.desk.dispatch(incident, { type: 'ResolveIncident' })).toMatchObject({ ok: false, kind: 'refused' })
    expect(ana.published.map(({ type, source }) => `${type} ${source}`)).toEqual(['IncidentDeclared app', 'IncidentResolved cli'])
  })

  it('write above what they have read, however their clocks differ', async () => {
    const folder = await tempFolder()
    const [ahead, behind] = [deskOn(folder, { clock: steppedClock('14:30') }), deskOn(folder, { clock: steppedClock('14:00') })]
    const incident = await ahead.declared()
    await behind.note(incident, 'written second')
    const [first, second] = await ahead.stored(incident)
    expect(textsOf([first!, second!])).toEqual(['API errors', 'written second'])
    expect(parseStamp(second!.id)!.wall).toBe(parseStamp(first!.id)!.wall)
  })

  it('lose nothing when both write at once', async () => {
    const folder = await tempFolder()
    const [ana, ben] = [deskOn(folder), deskOn(folder)]
    const incident = await ana.declared()
    await Promise.all(Array.from({ length: 40 }, (_, index) => (index % 2 ? ana : ben).note(incident, String(index))))
    expect(textsOf(await ana.stored(incident)).slice(1).map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index))
  })

  it('tell the window by themselves what the other wrote: the open incident, and that others changed', { timeout: 20_000 }, async () => {
    const folder = await tempFolder()
    const [app, cli] = [deskOn(folder), deskOn(folder, { source: 'cli' })]
    const [open, other] = [await cli.declared('open here'), await cli.declared('not open')]
    app.desk.watch()
    await app.desk.open(open)
    await cli.note(open, 'from the terminal')
    await expect.poll(() => textsOf(app.published), { timeout: 2000 }).toEqual(['from the terminal'])
    await cli.note(other, 'elsewhere')
    await expect.poll(() => app.changed, { timeout: 15_000 }).toContain(other)
    expect(textsOf(app.published)).toEqual(['from the terminal'])
  })
})

describe('a disk that fails', () => {
  for (const [step, code, words] of [
    ['write', 'ENOSPC', 'is full, so nothing was recorded'],
    ['datasync', 'EIO', 'nothing was recorded'],
    ['short write', 'ENOSPC', 'is full, so nothing was recorded'],
  ] as const) {
    it(`is said, and nothing is passed on: ${step} (${code})`, async () => {
      const { disk, failNext } = brittleDisk()
      const { declared, note, published, faults } = deskOn(await tempFolder(), { disk })
      const incident = await declared()
      failNext(step, code)
      expect(await note(incident, 'lost?')).toMatchObject({ ok: false, kind: 'fault', sentence: expect.stringContaining(words) as string })
      expect(textsOf(published)).toEqual(['API errors'])
      expect(faults).toMatchObject([{ sentence: expect.stringContaining(words) as string }])
    })
  }

  it('is tried again by the next command, and is said to work once it does', async () => {
    const { disk, failNext } = brittleDisk()
    const { declared, note, faults, stored } = deskOn(await tempFolder(), { disk })
    const incident = await declared()
    failNext('write', 'ENOSPC')
    await note(incident, 'first try')
    expect(await note(incident, 'first try')).toMatchObject({ ok: true })
    expect(faults).toMatchObject([{ code: 'full' }, null])
    await note(incident, 'and on')
    expect(faults).toHaveLength(2)
    expect(textsOf(await stored(incident))).toEqual(['API errors', 'first try', 'and on'])
  })

  it('had kept the words although it said no: asked again, they stand there once', async () => {
    const { disk, failNext } = brittleDisk()
    const { desk, declared, note, stored } = deskOn(await tempFolder(), { disk })
    const incident = await declared()
    failNext('datasync', 'EIO')
    const refused = await note(incident, 'written, then the sync failed')
    expect(refused).toMatchObject({ ok: false, kind: 'fault' })
    const again = await note(incident, 'written, then the sync failed')
    expect(again).toMatchObject({ ok: true })
    const notes = (await desk.read(incident))!.incident.entries.filter(({ fact }) => fact.type === 'NoteAdded')
    expect(notes).toHaveLength(1)
    // Two lines, one fact: the second is the one that is safe.
    const lines = (await stored(incident)).filter(({ type }) => type === 'NoteAdded')
    expect(new Set(lines.map(({ id }) => id)).size).toBe(1)
    expect(again.ok && again.facts).toEqual([notes[0]!.fact.id])
  })

  it('while declaring leaves no incident behind, and the second try makes one', async () => {
    const { disk, failNext } = brittleDisk()
    const { desk, published } = deskOn(await tempFolder(), { disk })
    failNext('create', 'ENOSPC')
    expect(await desk.dispatch(null, { type: 'DeclareIncident', title: 'API errors' })).toMatchObject({ ok: false, kind: 'fault' })
    expect(await desk.list()).toEqual({ ok: true, ids: [] })
    expect(await desk.dispatch(null, { type: 'DeclareIncident', title: 'API errors' })).toMatchObject({ ok: true })
    expect(textsOf(published)).toEqual(['API errors'])
  })
})

describe('what was in doubt', () => {
  /** The bytes of every journal of an incident, by name. */
  const journals = (folder: string, incident: string): Promise<Map<string, Buffer>> => journalsOf(folder, incident)

  it.each([
    ['datasync', 'EIO'],
    ['write', 'ENOSPC'],
    ['short write', 'ENOSPC'],
    ['write', 'EROFS'],
    ['write', 'EACCES'],
    ['write', 'ENOENT'],
  ] as const)('at %s (%s) goes to a new file under the same id, as of the first try, and the file it failed on is never written again', async (step, code) => {
    const folder = await tempFolder()
    const { disk, failNext } = brittleDisk()
    const clock = steppedClock('14:00')
    const { desk, declared, note, stored } = deskOn(folder, { disk, clock })
    const incident = await declared()
    const add = (): ReturnType<typeof desk.dispatch> => desk.dispatch(incident, { type: 'AddNote', text: 'in doubt' }, { attempt: 'press 1' })
    clock.set('14:02')
    failNext(step, code)
    expect(await add()).toMatchObject({ ok: false, kind: 'fault' })
    const [[failed, bytes]] = [...(await journals(folder, incident))] as [[string, Buffer]]

    clock.set('14:30')
    const answer = await add()
    expect(answer).toMatchObject({ ok: true })
    for (let n = 0; n < 3; n++) await note(incident, `later ${String(n)}`)
    expect((await journals(folder, incident)).get(failed)).toEqual(bytes)
    expect((await journals(folder, incident)).size).toBe(2)

    const found = (await stored(incident)).filter(({ data }) => data['text'] === 'in doubt')
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set(answer.ok ? answer.facts : []))
    expect(found[0]).toMatchObject({ at: { time: utc('14:02') }, recordedAt: utc('14:02') })
    const read = (await desk.read(incident))!
    expect(read.incident.entries.filter(({ fact }) => fact.data['text'] === 'in doubt')).toHaveLength(1)
    expect(read.incident.rivals).toEqual([])
  })

  it('and failed again and again is still one entry, whichever of the tries the disk kept', async () => {
    const folder = await tempFolder()
    const { disk, failNext } = brittleDisk()
    const { desk, declared } = deskOn(folder, { disk })
    const incident = await declared()
    const add = (): ReturnType<typeof desk.dispatch> => desk.dispatch(incident, { type: 'AddNote', text: 'in doubt' }, { attempt: 'press 1' })
    for (const step of ['datasync', 'datasync', 'create', 'datasync'] as const) {
      failNext(step, 'EIO')
      expect(await add()).toMatchObject({ ok: false })
    }
    expect(await add()).toMatchObject({ ok: true })
    expect((await desk.read(incident))!.incident.entries).toHaveLength(2)
  })

  it('sent again after it was recorded is answered as before, and not recorded twice', async () => {
    const { desk, declared } = deskOn(await tempFolder())
    const incident = await declared()
    const add = (attempt: string): ReturnType<typeof desk.dispatch> => desk.dispatch(incident, { type: 'AddNote', text: 'once' }, { attempt })
    const [first, second] = await Promise.all([add('press 1'), add('press 1')])
    expect(second).toEqual(first)
    expect(await add('press 2')).not.toEqual(first)
    expect((await desk.read(incident))!.incident.entries).toHaveLength(3)
  })

  it('is refused where it would not be right any more', async () => {
    const folder = await tempFolder()
    const { disk, failNext } = brittleDisk()
    const [app, other] = [deskOn(folder, { disk }), deskOn(folder)]
    const incident = await app.declared()
    const resolve = (): ReturnType<typeof app.desk.dispatch> => app.desk.dispatch(incident, { type: 'ResolveIncident' }, { attempt: 'press 1' })
    failNext('write', 'ENOSPC')
    expect(await resolve()).toMatchObject({ ok: false, kind: 'fault' })
    await other.desk.dispatch(incident, { type: 'ResolveIncident' })
    expect(await resolve()).toMatchObject({ ok: false, kind: 'refused', sentence: expect.stringContaining('resolved already') as string })
  })

  it('and under no name is the same for ten minutes; the same words later tell of something else', async () => {
    const clock = steppedClock('14:00')
    const { disk, failNext } = brittleDisk()
    const { declared, note, stored } = deskOn(await tempFolder(), { disk, clock })
    const incident = await declared()
    failNext('write', 'ENOSPC')
    await note(incident, 'restarted the pod')
    clock.set('14:20')
    expect(await note(incident, 'restarted the pod')).toMatchObject({ ok: true })
    expect((await stored(incident)).at(-1)).toMatchObject({ at: { time: utc('14:20') } })
  })

  it('while declaring is one incident, of one id', async () => {
    const { disk, failNext } = brittleDisk()
    const { desk } = deskOn(await tempFolder(), { disk })
    const declare = (): ReturnType<typeof desk.dispatch> => desk.dispatch(null, { type: 'DeclareIncident', title: 'API errors' }, { attempt: 'press 1' })
    // The first is the playbook's.
    failNext('datasync', 'EIO')
    expect(await declare()).toMatchObject({ ok: false })
    failNext('syncFolder', 'EIO')
    expect(await declare()).toMatchObject({ ok: false })
    const answer = await declare()
    const listed = await desk.list()
    expect(listed.ok && listed.ids).toEqual([answer.ok && answer.incident])
  })
})

describe('a file that is to be named', () => {
  it('is there first: nobody records one that is not', async () => {
    const { desk, declared } = deskOn(await tempFolder())
    const incident = await declared()
    expect(await desk.dispatch(incident, { type: 'AttachFile', name: 'rates.png', size: 3, sha256: 'a'.repeat(64) })).toEqual({
      ok: false,
      kind: 'refused',
      sentence: 'That file is not in the incident’s folder. Attach it in the window, or with `knowngood attach`.',
    })
  })
})

describe('a full disk', () => {
  it('costs nothing that was confirmed, and is written to again when it has room', async () => {
    const small = smallDisk()
    onTestFinished(() => small.remove())
    const { declared, note, stored } = deskOn(join(small.folder, 'store'), { disk: small.disk })
    const incident = await declared()
    await note(incident, 'before')
    small.fill(0)
    expect(await note(incident, 'x'.repeat(10_000))).toMatchObject({ ok: false, kind: 'fault', sentence: expect.stringContaining('is full') as string })
    small.empty()
    expect(await note(incident, 'after')).toMatchObject({ ok: true })
    expect(textsOf(await stored(incident))).toEqual(['API errors', 'before', 'after'])
  })
})
