/** While the app runs, one mind decides: the command line hands its commands over, and each is recorded once, whatever becomes of the app meanwhile. */
import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { HandedCommand } from '../../../electron/one-mind/protocol.ts'
import type { Answer } from '../../../shared/api.ts'
import { parseStamp } from '../../../shared/facts/stamp.ts'
import { appDesk, BEN, carriedOutBy, declaredOn, faithlessApp, journals, listening, NEVER, notes, place, terminal, type Place } from './one-mind.ts'

const note = (text: string) => ({ type: 'AddNote', text })
const factsOf = (answer: Answer | { ok: false }): readonly string[] => (answer.ok ? answer.facts : [])

/** An app that dies with a command in its hands, once it has come so far with it. */
function hangsUpAfter(where: Place, doing: (command: HandedCommand) => Promise<unknown>): Promise<void> {
  return faithlessApp(where, async (command, socket) => {
    await doing(command)
    socket.destroy()
    return NEVER
  })
}

describe('with the app', () => {
  it('a command lands in the journal of the app, by who sits at the command line', async () => {
    const where = await place()
    const app = appDesk(where)
    await listening(where, carriedOutBy(app))
    const desk = terminal(where)
    const incident = await declaredOn(desk)
    const answer = await desk.dispatch(incident, note('from the terminal'))
    expect(answer).toMatchObject({ ok: true, incident })
    expect(await journals(where, incident)).toHaveLength(1)
    const [declared, added] = await app.facts(incident)
    expect(declared).toMatchObject({ type: 'IncidentDeclared', source: 'cli', by: BEN, at: { zone: 'Asia/Kolkata' } })
    expect(added).toMatchObject({ id: factsOf(answer)[0], data: { text: 'from the terminal' }, source: 'cli', by: BEN, at: { zone: 'Asia/Kolkata' } })
    // And what the app confirmed is there for whoever reads the disk.
    expect(await notes(where, incident)).toEqual([{ id: factsOf(answer)[0], text: 'from the terminal' }])
  })

  it('is told of at once, as the window’s own are', async () => {
    const where = await place()
    const app = appDesk(where)
    await listening(where, carriedOutBy(app))
    const incident = await declaredOn(app)
    const desk = terminal(where)
    await desk.dispatch(incident, { type: 'ResolveIncident' })
    expect(await app.dispatch(incident, { type: 'ResolveIncident' })).toMatchObject({ ok: false, kind: 'refused' })
  })

  it('a refusal is the app’s, in its words, and nothing is written', async () => {
    const where = await place()
    const app = appDesk(where)
    await listening(where, carriedOutBy(app))
    const desk = terminal(where)
    const incident = await declaredOn(desk)
    for (const command of [{ type: 'AddNote', text: ' ' }, { type: 'Nonsense' }, null, 'words', { type: 'AcknowledgePage' }]) {
      expect(await desk.dispatch(incident, command)).toEqual(await app.dispatch(incident, command))
    }
    expect(await desk.dispatch('inc-00000000', note('to nobody'))).toMatchObject({ ok: false, kind: 'refused', sentence: 'There is no incident INC-00000000.' })
    expect(await app.facts(incident)).toHaveLength(1)
  })

  it('facts of one command share a name that is drawn for it alone', async () => {
    const where = await place()
    const app = appDesk(where)
    await listening(where, carriedOutBy(app))
    const desk = terminal(where)
    const declared = await desk.dispatch(null, { type: 'DeclareIncident', title: 'API errors', severity: 'P1' })
    const incident = declared.ok ? declared.incident : ''
    const [one, two] = [await desk.dispatch(incident, note('one')), await desk.dispatch(incident, note('two'))]
    const names = [declared, one, two].map((answer) => [...new Set(factsOf(answer).map((id) => parseStamp(id)!.writer))])
    expect(names.map((each) => each.length)).toEqual([1, 1, 1])
    expect(new Set(names.flat()).size).toBe(3)
    expect(incident).toBe(`inc-${names[0]![0]!}`)
  })

  it('commands of many terminals and of the window take turns, and none is lost', async () => {
    const where = await place()
    const app = appDesk(where)
    await listening(where, carriedOutBy(app))
    const incident = await declaredOn(app)
    const desks = Array.from({ length: 10 }, () => terminal(where))
    const asked = desks.flatMap((desk, number) => Array.from({ length: 10 }, (_, line) => ({ desk, text: `${String(number)}.${String(line)}` })))
    const answers = await Promise.all(
      desks.map(async (desk) => {
        const ids: string[] = []
        for (const { text } of asked.filter((one) => one.desk === desk)) ids.push(...factsOf(await desk.dispatch(incident, note(text))))
        return ids
      }),
    )
    const found = await notes(where, incident)
    expect(found.map(({ text }) => text).sort()).toEqual(asked.map(({ text }) => text).sort())
    expect(found.map(({ id }) => id).sort()).toEqual(answers.flat().sort())
    expect(await journals(where, incident)).toHaveLength(1)
  })
})

describe('without the app', () => {
  it('the command line writes its own file', async () => {
    const where = await place()
    const desk = terminal(where)
    const incident = await declaredOn(desk)
    expect(await desk.dispatch(incident, note('alone'))).toMatchObject({ ok: true })
    expect((await notes(where, incident)).map(({ text }) => text)).toEqual(['alone'])
  })

  it('of its own version it does so too: another one may not know its commands', async () => {
    const where = await place()
    const app = appDesk(where)
    await listening(where, () => NEVER, '1.2.4')
    const incident = await declaredOn(app)
    expect(await terminal(where).dispatch(incident, note('alone'))).toMatchObject({ ok: true })
    expect(await journals(where, incident)).toHaveLength(2)
  })

  it('and where a command is too long for the line', async () => {
    const where = await place()
    const app = appDesk(where)
    await listening(where, () => NEVER)
    const incident = await declaredOn(app)
    const evidence = [{ url: 'https://example.org', title: 'x'.repeat(5_000_000) }]
    expect(await terminal(where).dispatch(incident, { ...note('long'), evidence })).toMatchObject({ ok: false, kind: 'refused' })
  })

  it('an app that ended and came back is handed commands again', async () => {
    const where = await place()
    const app = appDesk(where)
    const first = await listening(where, carriedOutBy(app))
    const desk = terminal(where)
    const incident = await declaredOn(desk)
    await first.close()
    await desk.dispatch(incident, note('to nobody'))
    expect(await journals(where, incident)).toHaveLength(2)
    const handed: string[] = []
    await listening(where, ({ name, ...command }) => {
      handed.push(name)
      return carriedOutBy(app)({ name, ...command })
    })
    await expect.poll(async () => (await desk.dispatch(incident, note('to the new one'))) && handed.length, { timeout: 10_000, interval: 100 }).toBe(1)
  })
})

describe('an app that ends between a command and its answer', () => {
  it('after it was written: it stands there once, under the id that is answered', async () => {
    const where = await place()
    const app = appDesk(where)
    const incident = await declaredOn(app)
    await hangsUpAfter(where, carriedOutBy(app))
    const answer = await terminal(where).dispatch(incident, note('written, not answered'))
    expect(await notes(where, incident)).toEqual([{ id: factsOf(answer)[0], text: 'written, not answered' }])
    // Whether the app had synced it nobody knows: it is safe in a file of the command line's own.
    expect(await journals(where, incident)).toHaveLength(2)
  })

  it('before it was written: the command line carries it out', async () => {
    const where = await place()
    const app = appDesk(where)
    const incident = await declaredOn(app)
    await hangsUpAfter(where, () => Promise.resolve())
    const answer = await terminal(where).dispatch(incident, note('not written'))
    expect(await notes(where, incident)).toEqual([{ id: factsOf(answer)[0], text: 'not written' }])
  })

  it('while it was written: half a line counts for nothing', async () => {
    const where = await place()
    const app = appDesk(where)
    const incident = await declaredOn(app)
    await hangsUpAfter(where, async () => {
      const [journal] = await journals(where, incident)
      await appendFile(join(where.store, 'incidents', incident, journal!), '{"sum":"half a li')
    })
    const answer = await terminal(where).dispatch(incident, note('half written'))
    expect(await notes(where, incident)).toEqual([{ id: factsOf(answer)[0], text: 'half written' }])
  })

  it('a command of several facts is there whole', async () => {
    const where = await place()
    const app = appDesk(where)
    const incident = await declaredOn(app)
    await hangsUpAfter(where, carriedOutBy(app))
    const answer = await terminal(where).dispatch(incident, { type: 'AddAction', text: 'Alert on it', owner: 'Ben', due: '2030-01-01', priority: 'high' })
    const typeOf = new Map((await app.facts(incident)).map(({ id, type }) => [id, type]))
    expect(factsOf(answer).map((id) => typeOf.get(id))).toEqual(['ActionItemAdded', 'ActionItemChanged', 'ActionItemChanged', 'ActionItemChanged'])
    // Those, and the declaration.
    expect(typeOf.size).toBe(5)
  })

  for (const written of [true, false]) {
    it(`a declaration, ${written ? 'written' : 'not written'}: one incident`, async () => {
      const where = await place()
      const app = appDesk(where)
      await hangsUpAfter(where, (command) => (written ? carriedOutBy(app)(command) : Promise.resolve()))
      const incident = await declaredOn(terminal(where))
      expect(await app.list()).toEqual({ ok: true, ids: [incident] })
      const ids = (await app.facts(incident)).map(({ id }) => id)
      expect(new Set(ids).size).toBe(1)
    })
  }
})

describe('an app that is there and silent', () => {
  const patience = { greeting: 5000, answer: 100 }

  it('may record it yet: nobody writes it a second time, and that is said', async () => {
    const where = await place()
    const app = appDesk(where)
    const incident = await declaredOn(app)
    let wake: () => void = () => undefined
    const asleep = new Promise<void>((resolve) => (wake = resolve))
    await listening(where, async (command) => {
      await asleep
      return carriedOutBy(app)(command)
    })
    const answer = await terminal(where, { patience }).dispatch(incident, note('slow'))
    expect(answer).toMatchObject({ ok: false, kind: 'unanswered', sentence: expect.stringContaining('may record this yet') as string })
    expect(await notes(where, incident)).toEqual([])
    wake()
    await expect.poll(() => notes(where, incident), { timeout: 10_000 }).toHaveLength(1)
  })

  it('but has written it: it is recorded, once', async () => {
    const where = await place()
    const app = appDesk(where)
    const incident = await declaredOn(app)
    await faithlessApp(where, async (command) => {
      await carriedOutBy(app)(command)
      return NEVER
    })
    const answer = await terminal(where, { patience }).dispatch(incident, note('written, then silence'))
    expect(await notes(where, incident)).toEqual([{ id: factsOf(answer)[0], text: 'written, then silence' }])
  })

  it('from the beginning: nothing was handed over, so the command line writes its own file', async () => {
    const where = await place()
    const app = appDesk(where)
    const incident = await declaredOn(app)
    const silent = createServer()
    await mkdir(where.meeting.folder, { recursive: true })
    await writeFile(where.meeting.keyFile, 'a key')
    await new Promise<void>((resolve) => silent.listen(where.meeting.address('a key'), resolve))
    const answer = await terminal(where, { patience: { greeting: 100, answer: 100 } }).dispatch(incident, note('alone'))
    expect(answer).toMatchObject({ ok: true })
    silent.close()
  })
})
