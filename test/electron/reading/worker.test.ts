/** What a worker reads is what is read here: the same facts, texts, findings and reach, of sound journals and of damaged ones. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Fact } from '../../../shared/facts/fact.ts'
import { foldIncident, type FoldedIncident } from '../../../shared/incident/evolve.ts'
import { summaryOf } from '../../../electron/incident-summary.ts'
import { streamFolder } from '../../../electron/journal/layout.ts'
import { PART_LENGTH, type Loaded, type LoadPart } from '../../../electron/journal/load.ts'
import { createReader } from '../../../electron/journal/reader.ts'
import { openStream, WORTH_A_WORKER, type ReadElsewhere, type Stream } from '../../../electron/journal/stream.ts'
import { createElsewhere } from '../../../electron/reading/elsewhere.ts'
import type { Summarised } from '../../../electron/reading/jobs.ts'
import { deskOn } from '../../helpers/desk.ts'
import { longIncident } from '../../helpers/long-incident.ts'
import { A, B, holding, note, notes, opened, STREAM, tempFolder } from '../journal/facts.ts'
import { journalByHand } from '../journal/hand-made.ts'
import { memoryDisk } from '../journal/memory-disk.ts'

const WORKER = join(import.meta.dirname, '..', '..', '..', 'out', 'worker', 'worker.cjs')
const REQUEST = { now: Date.parse('2025-02-01T15:00:00Z'), wanted: ['IncidentDeclared'] }

// A worker is a thread with a bundle to read, and a busy machine starts it slowly.
vi.setConfig({ testTimeout: 60_000 })

describe('a reader that goes on in another thread', () => {
  it('knows what the first one knew: findings, reach, and which lines it has met, whatever the journals hold', async () => {
    const change = fc.record({ file: fc.nat(1), at: fc.nat(4000), kind: fc.constantFrom('flip', 'cut', 'insert', 'zero', 'none') })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 4 }), fc.nat(6), async (changes, more) => {
        const { disk, put, grow } = memoryDisk()
        const folder = streamFolder('/data', STREAM)
        const first = journalByHand(A, STREAM, [notes(1, 3), [note(4)], [note(5)]])
        const second = journalByHand(B, STREAM, [[note(6)], [note(2)]], { [A]: [3, first.sums[2]!] })
        const files = [first.bytes, second.bytes].map((bytes, file) => changes.filter((each) => each.file === file).reduce(damaged, bytes))
        files.forEach((bytes, file) => put(join(folder, `${file === 0 ? A : B}.jsonl`), bytes))

        const plain = createReader('/data', STREAM, disk)
        const handed = createReader('/data', STREAM, disk)
        const [metPlain, metHanded]: [string[], string[]] = [[], []]
        await plain.poll(() => undefined)
        await handed.poll(() => undefined)
        const next = createReader('/data', STREAM, disk)
        next.takeOver(structuredClone(handed.handOver()))
        expect(next.findings()).toEqual(plain.findings())
        expect(next.seen()).toEqual(plain.seen())
        expect(next.hasUnsettledTail()).toBe(plain.hasUnsettledTail())
        expect(next.files.map(({ scan }) => [scan.lines, scan.damagedLines, scan.redactedLines, scan.offset, scan.number, scan.sum, scan.header])).toEqual(
          plain.files.map(({ scan }) => [scan.lines, scan.damagedLines, scan.redactedLines, scan.offset, scan.number, scan.sum, scan.header]),
        )
        // A copy of the first journal, longer by some lines: only those are news to either.
        put(join(folder, `${A} (2).jsonl`), journalByHand(A, STREAM, [notes(1, 3), [note(4)], [note(5)], ...notes(20, 20 + more).map((fact) => [fact])]).bytes)
        // What its writer adds to a file that was damaged meanwhile.
        grow(join(folder, `${B}.jsonl`), journalByHand(B, STREAM, [[note(6)], [note(2)], [note(30)]], { [A]: [3, first.sums[2]!] }).bytes.subarray(second.bytes.length))
        await plain.poll(({ text }) => metPlain.push(text))
        await next.poll(({ text }) => metHanded.push(text))
        expect(metHanded).toEqual(metPlain)
        expect(next.findings()).toEqual(plain.findings())
      }),
      { numRuns: 200 },
    )
  })
})

describe('the worker', () => {
  it('reads what is read here, passes it on in parts, and later polls read only what is new', async () => {
    const dataDir = await tempFolder()
    const facts = await longIncident(dataDir, STREAM, 26_000)
    await writeFile(join(streamFolder(dataDir, STREAM), `${B}.jsonl`), 'noise\n{"sum":"half a line')
    const here = await loaded(openStream(dataDir, STREAM))
    const elsewhere = createElsewhere(WORKER, dataDir)
    let asked = 0
    const read: ReadElsewhere = (...all) => {
      asked += 1
      return elsewhere.read(...all)
    }
    const there = await loaded(openStream(dataDir, STREAM, undefined, undefined, read))
    expect(asked).toBe(1)
    expect(there.parts.length).toBeGreaterThan(5)
    expect(there.parts.every(({ facts, text }, index) => facts === null && (index === there.parts.length - 1 || (text.length >= PART_LENGTH && text.length < PART_LENGTH + 10_000)))).toBe(true)
    expect(there.text).toBe(here.text)
    expect(there.text.split('\n').length).toBe(26_000)
    expect(there.loaded).toEqual(here.loaded)
    expect(there.loaded.newest).toBe(facts.at(-1)!.id)
    expect(there.stream.findings()).toEqual(here.stream.findings())
    expect(here.stream.findings().length).toBeGreaterThan(0)

    await opened(dataDir).append([note(1, 'after it')])
    const [newHere, newThere] = [await here.stream.poll(), await there.stream.poll()]
    expect(newThere.facts.map(({ data }) => data['text'])).toEqual(['after it'])
    expect(newThere).toEqual(newHere)
  })

  it('is not asked where there is little to read', async () => {
    const dataDir = await tempFolder()
    await longIncident(dataDir, STREAM, 500)
    expect(await bytesOf(dataDir)).toBeLessThan(WORTH_A_WORKER)
    const refuse: ReadElsewhere = () => Promise.reject(new Error('nobody asked for a worker'))
    expect((await loaded(openStream(dataDir, STREAM, undefined, undefined, refuse))).loaded.count).toBe(500)
  })

  it('that cannot start is done without, and that is said', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    onTestFinished(() => said.mockRestore())
    const dataDir = await tempFolder()
    await longIncident(dataDir, STREAM, 26_000)
    const { read, summarise } = createElsewhere(join(dataDir, 'no worker.cjs'), dataDir)
    expect((await loaded(openStream(dataDir, STREAM, undefined, undefined, read))).loaded.count).toBe(26_000)
    expect(await summarise([STREAM], () => undefined)).toBe(false)
    expect(said.mock.calls.every(([text]) => text === 'The reading worker failed, so Knowngood reads without it.')).toBe(true)
    expect(said).toHaveBeenCalledTimes(2)
  })

  it('summarises incidents as they are summarised here, and says where there is none', async () => {
    const dataDir = await tempFolder()
    const { declared, desk } = deskOn(dataDir)
    const ids = [await declared('API errors'), await declared('Queue is stuck')]
    await desk.dispatch(ids[1]!, { type: 'ResolveIncident' })
    await mkdir(streamFolder(dataDir, STREAM), { recursive: true })
    const found: Summarised[] = []
    expect(await createElsewhere(WORKER, dataDir).summarise([...ids, STREAM], (some) => found.push(...some))).toBe(true)
    const expected = await Promise.all(ids.map(async (id) => ({ id, summary: summaryOf((await desk.read(id))!), lacksPlaybook: false, hasRedactedWords: false })))
    expect(found).toEqual([...expected, { id: STREAM, summary: null, lacksPlaybook: false, hasRedactedWords: false }])
  })
})

describe('what was redacted and still stands', () => {
  it('is noticed by the worker, so that whoever asked it can erase', async () => {
    const dataDir = await tempFolder()
    const [secret] = (await longIncident(dataDir, STREAM, 26_000)).filter(({ type }) => type === 'NoteAdded')
    const words = String(secret!.data['text'])
    const writing = openStream(dataDir, STREAM)
    const redaction: Fact = { ...note(9), id: `2026-11-22T04:05:06.123Z-0000-${A}`, type: 'Redacted', data: { targets: [secret!.id] } }
    expect(await writing.append([redaction])).toEqual({ ok: true })
    await writing.close()
    expect(await holding(dataDir, words)).not.toEqual([])

    const found: Summarised[] = []
    const elsewhere = createElsewhere(WORKER, dataDir)
    await elsewhere.summarise([STREAM], (some) => found.push(...some))
    expect(found.map(({ hasRedactedWords }) => hasRedactedWords)).toEqual([true])

    const stream = openStream(dataDir, STREAM, undefined, undefined, elsewhere.read)
    expect((await loaded(stream)).loaded.hasRedactedWords).toBe(true)
    expect(stream.needsErasing()).toBe(true)
    expect((await stream.erase()).done).toBe(true)
    expect(JSON.stringify((await openStream(dataDir, STREAM).poll()).facts.find(({ id }) => id === secret!.id))).not.toContain(words)
    expect(stream.needsErasing()).toBe(false)
  })
})

describe('a desk that reads elsewhere', () => {
  it('opens a long incident, takes commands on it at once, and knows all of it', async () => {
    const dataDir = await tempFolder()
    const facts = await longIncident(dataDir, STREAM, 26_000)
    const { desk, published } = deskOn(dataDir, { readElsewhere: createElsewhere(WORKER, dataDir).read })
    const parts: string[] = []
    const rest = (await desk.open(STREAM, (text) => parts.push(text)))!
    expect(parts.length).toBeGreaterThan(5)
    const answer = await desk.dispatch(STREAM, { type: 'AddNote', text: 'in the middle of it' })
    expect(answer).toMatchObject({ ok: true })
    const lines = [...parts, rest.text].flatMap((text) => text.split('\n')).map((line) => JSON.parse(line) as Fact)
    const { incident } = (await desk.read(STREAM))!
    const told = ({ entries }: FoldedIncident): string => entries.map(({ fact, struckBy }) => `${JSON.stringify(fact)} ${struckBy?.id ?? ''}`).join('\n')
    expect(told(incident)).toBe(told(foldIncident([...facts, ...published])))
    expect(lines.map((fact) => JSON.stringify(fact)).sort()).toEqual(facts.map((fact) => JSON.stringify(fact)).sort())
    // The new stamp stands above all that was read, although the clock is years behind.
    expect(incident.entries.at(-1)!.fact.data['text']).toBe('in the middle of it')
    await desk.close()
  })
})

async function loaded(stream: Stream): Promise<{ stream: Stream; parts: LoadPart[]; text: string; loaded: Loaded }> {
  const parts: LoadPart[] = []
  const result = await stream.load(REQUEST, (part) => parts.push(part))
  return { stream, parts, loaded: result, text: parts.map(({ text }) => text).join('\n') }
}

async function bytesOf(dataDir: string): Promise<number> {
  return (await deskOn(dataDir).desk.look(STREAM)).bytes
}

function damaged(bytes: Buffer, { at, kind }: { at: number; kind: string }): Buffer {
  const place = at % (bytes.length + 1)
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)]
  switch (kind) {
    case 'flip':
      return Buffer.concat([before, Buffer.from([(after[0] ?? 0) ^ 4]), after.subarray(1)])
    case 'cut':
      return before
    case 'insert':
      return Buffer.concat([before, Buffer.from('\n{"x'), after])
    case 'zero':
      return Buffer.concat([before, Buffer.alloc(Math.min(30, after.length)), after.subarray(30)])
    default:
      return bytes
  }
}
