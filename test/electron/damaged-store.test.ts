/** Whatever is done to the bytes of one journal: the incident opens, at most the lines that were touched are missing, the place is named, and nothing else changes. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openDesk, type Desk } from '../../electron/desk.ts'
import { summaryOf } from '../../electron/incident-summary.ts'
import type { Disk } from '../../electron/journal/disk.ts'
import type { Finding } from '../../electron/journal/finding.ts'
import { redactLine } from '../../electron/journal/line.ts'
import { openStream } from '../../electron/journal/stream.ts'
import { verifyStore } from '../../electron/journal/verify.ts'
import type { Fact } from '../../shared/facts/fact.ts'
import { canonicalJson } from '../../shared/facts/canonical.ts'
import { deskOn, steppedClock } from '../helpers/desk.ts'
import { ANA, redaction } from '../helpers/facts.ts'
import { tempFolder } from './journal/facts.ts'
import { memoryDisk } from './journal/memory-disk.ts'

/** 500 in the suite; `npm run damage -- --runs 10000` does more. */
const RUNS = Number(process.env['KNOWNGOOD_DAMAGE_RUNS'] ?? 500)
const SEED = process.env['KNOWNGOOD_DAMAGE_SEED']
const LINE_BREAK = 0x0a

interface Journal {
  readonly incident: string
  readonly path: string
  /** as a finding names it */
  readonly file: string
  readonly bytes: Buffer
  /** where each line begins, and where the file ends */
  readonly starts: readonly number[]
  /** ids of the facts on each line, read with nothing but JSON.parse (docs/journal-format.md, "Lines") */
  readonly ids: readonly (readonly string[])[]
}

/** In the journal's own bytes: what goes, and what comes in its place. */
interface Edit {
  readonly at: number
  readonly remove: number
  readonly insert: Buffer
}

/** Three incidents, each written to by three processes that take turns, with all that a line can hold. */
async function store(dataDir: string): Promise<Journal[]> {
  const clock = steppedClock('14:00')
  const first = deskOn(dataDir, { clock })
  const ids = [await first.declared('API errors'), await first.declared('größer als erwartet 🔥'), await first.declared('{"sum":"not a frame"}')]
  for (const source of ['app', 'cli', 'app']) {
    const { desk, note } = deskOn(dataDir, { clock, source })
    for (const id of ids) {
      for (let turn = 1; turn <= 3; turn++) await note(id, `${source} writes “${'words '.repeat(turn * 5)}”`)
      await desk.dispatch(id, { type: 'AddAction', text: 'Size the pool', owner: 'Bo', due: '2025-02-14', priority: 'high' })
    }
    await desk.dispatch(ids[1]!, { type: 'RecordExport', format: 'html' })
  }
  await redactSomething(dataDir, ids[0]!, first.desk)
  await first.desk.close()
  return (await Promise.all(ids.map((id) => journalsIn(dataDir, id)))).flat()
}

/** The first note of the incident, in the way that the format describes. */
async function redactSomething(dataDir: string, id: string, desk: Desk): Promise<void> {
  const note = (await desk.facts(id)).find(({ type }) => type === 'NoteAdded')!
  const folder = join(dataDir, 'incidents', id)
  for (const name of await readdir(folder)) {
    const lines = (await readFile(join(folder, name), 'utf8')).split('\n')
    await writeFile(join(folder, name), lines.map((line) => redactLine(Buffer.from(line), new Set([note.id]))?.toString('utf8') ?? line).join('\n'))
  }
  const stream = openStream(dataDir, id)
  await stream.append([redaction(600, note.id)])
  await stream.close()
}

async function journalsIn(dataDir: string, incident: string): Promise<Journal[]> {
  const folder = join(dataDir, 'incidents', incident)
  return Promise.all(
    (await readdir(folder)).sort().map(async (name) => {
      const path = join(folder, name)
      const bytes = await readFile(path)
      const starts = [0]
      for (let end = bytes.indexOf(LINE_BREAK); end >= 0; end = bytes.indexOf(LINE_BREAK, end + 1)) starts.push(end + 1)
      const lines = bytes.toString('utf8').split('\n').slice(0, -1).map((line) => JSON.parse(line) as { facts?: Fact[] })
      return { incident, path, file: `incidents/${incident}/${name}`, bytes, starts, ids: lines.map(({ facts = [] }) => facts.map(({ id }) => id)) }
    }),
  )
}

/** A place in a file of this length: anywhere, at the edges of a line, or at the edges of the file. */
function placeIn({ bytes, starts }: Journal): fc.Arbitrary<number> {
  const edges = starts.flatMap((start) => [start - 1, start, start + 1]).filter((at) => at >= 0 && at <= bytes.length)
  return fc.oneof({ weight: 3, arbitrary: fc.nat(bytes.length) }, { weight: 2, arbitrary: fc.constantFrom(...edges) })
}

const garbage = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom('\n', '\r', '\n\n', '\0', '{"sum":"', '{}\n', '{"facts":[]}\n', 'noise\n'.repeat(20)).map((text) => Buffer.from(text)),
)

/** One kind of harm, as edits that do not overlap, in the order of the file. */
function harmTo(journal: Journal): fc.Arbitrary<readonly Edit[]> {
  const { bytes, starts } = journal
  const place = placeIn(journal)
  const range = fc.tuple(place, place).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)])
  const short = fc.tuple(place, fc.integer({ min: 1, max: 300 })).map(([at, length]): [number, number] => [at, Math.min(bytes.length, at + length)])
  const span = fc.oneof({ weight: 3, arbitrary: short }, { weight: 1, arbitrary: range })
  const line = fc.nat(starts.length - 2)
  const over = (to: (byte: number, index: number) => number) => ([from, end]: [number, number]): Edit[] => [{ at: from, remove: end - from, insert: Buffer.from(bytes.subarray(from, end).map(to)) }]
  const lineBytes = (index: number): Buffer => bytes.subarray(starts[index], starts[index + 1])
  return fc.oneof(
    fc.tuple(place, fc.integer({ min: 1, max: 255 })).map(([at, mask]) => over((byte) => byte ^ mask)([at, Math.min(bytes.length, at + 1)])),
    fc.tuple(span, fc.integer({ min: 1, max: 255 })).map(([part, mask]) => over((byte, index) => byte ^ ((mask + index) & 0xff))(part)),
    span.map(over(() => 0)),
    span.map(([from, end]) => [{ at: from, remove: end - from, insert: Buffer.alloc(0) }]),
    fc.tuple(place, garbage).map(([at, insert]) => [{ at, remove: 0, insert }]),
    garbage.map((insert) => [{ at: bytes.length, remove: 0, insert }]),
    span.map(([from, end]) => [{ at: end, remove: 0, insert: bytes.subarray(from, end) }]),
    line.map((index) => [{ at: starts[index + 1]! - 1, remove: 1, insert: Buffer.from(' ') }]),
    line.map((index) => [{ at: starts[index + 1]! - 1, remove: 0, insert: Buffer.from('\r') }]),
    fc.tuple(line, line).filter(([a, b]) => a < b).map(([a, b]) => [
      { at: starts[a]!, remove: lineBytes(a).length, insert: lineBytes(b) },
      { at: starts[b]!, remove: lineBytes(b).length, insert: lineBytes(a) },
    ]),
    fc.constant([{ at: 0, remove: bytes.length, insert: Buffer.alloc(0) }]),
    fc.nat(200).map((at) => over((byte) => byte ^ 0x15)([at, at + 1])),
    fc.tuple(place, garbage, place, garbage).map(([a, one, b, two]) => [{ at: Math.min(a, b), remove: 0, insert: one }, { at: Math.max(a, b), remove: 0, insert: two }]),
  )
}

function apply(bytes: Buffer, edits: readonly Edit[]): Buffer {
  return edits.toReversed().reduce((changed, { at, remove, insert }) => Buffer.concat([changed.subarray(0, at), insert, changed.subarray(at + remove)]), bytes)
}

/** The lines that have lost a byte, or have one in their midst that is not theirs. A line break belongs to the line that it ends. */
function touchedLines({ starts }: Journal, edits: readonly Edit[]): ReadonlySet<number> {
  const lines = starts.slice(0, -1).map((start, index) => ({ index, start, end: starts[index + 1]! }))
  return new Set(edits.flatMap(({ at, remove }) => lines.filter(({ start, end }) => (remove > 0 ? at < end && at + remove > start : at > start && at < end)).map(({ index }) => index)))
}

/** Where the file is not what it was any more: the line as the file now stands, counted from 1, and where that begins. */
function firstChange(before: Buffer, after: Buffer): { line: number; byte: number } {
  let at = 0
  while (at < after.length && before[at] === after[at]) at += 1
  const upTo = after.subarray(0, at)
  return { line: upTo.filter((byte) => byte === LINE_BREAK).length + 1, byte: upTo.lastIndexOf(LINE_BREAK) + 1 }
}

/** Whole lines were cut off the end: the file itself cannot show that. */
const isCutBetweenLines = (before: Buffer, after: Buffer): boolean => before.subarray(0, after.length).equals(after) && after.at(-1) === LINE_BREAK

interface Told {
  readonly row: string
  /** by id, as `canonicalJson` */
  readonly bodies: ReadonlyMap<string, string>
  readonly findings: readonly Finding[]
}

/** What a desk that has read nothing yet can say of the incidents. */
async function told(dataDir: string, ids: readonly string[], disk: Disk): Promise<ReadonlyMap<string, Told>> {
  const desk = openDesk({ dataDir, clock: steppedClock('15:00'), actor: () => ANA, source: 'app', zone: () => 'UTC', disk })
  const found = new Map<string, Told>()
  for (const id of ids) {
    const opened = await desk.open(id)
    const read = await desk.read(id)
    if (!opened || !read) throw new Error(`${id} does not open`)
    const facts = opened.text.split('\n').flatMap((text) => (text === '' ? [] : [JSON.parse(text) as Fact]))
    found.set(id, { row: JSON.stringify(summaryOf(read).row), bodies: new Map(facts.map((fact) => [fact.id, canonicalJson(fact)])), findings: opened.findings })
  }
  await desk.close()
  return found
}

describe('a store of which one journal is harmed', () => {
  it(`opens, misses at most what was touched, and names the place (${String(RUNS)} times)`, async () => {
    const dataDir = await tempFolder()
    const journals = await store(dataDir)
    const incidents = [...new Set(journals.map(({ incident }) => incident))]
    // From here on in memory: thousands of harmed stores are read in no time.
    const { disk, put } = memoryDisk()
    for (const { path, bytes } of journals) put(path, bytes)
    const before = await told(dataDir, incidents, disk)
    const sound = await verifyStore(dataDir, { disk })
    expect(sound.ok && [sound.report.findings, sound.report.redactedLines, sound.report.exports.length]).toEqual([[], 1, 1])
    expect(journals.length).toBeGreaterThanOrEqual(9)

    let named = 0
    const harm = fc.nat(journals.length - 1).chain((index) => harmTo(journals[index]!).map((edits) => ({ index, edits })))
    const outcome = await fc.check(
      fc.asyncProperty(harm, async ({ index, edits }) => {
        const journal = journals[index]!
        const { incident, path, file, bytes } = journal
        const harmed = apply(bytes, edits)
        fc.pre(!harmed.equals(bytes))
        put(path, harmed)
        try {
          const touched = touchedLines(journal, edits)
          const now = await told(dataDir, incidents, disk)
          const { bodies } = now.get(incident)!
          const mustBeThere = journals.filter((each) => each.incident === incident).flatMap(({ ids, path: at }) => ids.filter((_, line) => at !== path || !touched.has(line)).flat())
          expect(mustBeThere.filter((id) => !bodies.has(id))).toEqual([])
          for (const [id, body] of bodies) expect(body).toBe(before.get(incident)!.bodies.get(id))

          for (const other of incidents.filter((id) => id !== incident)) expect(now.get(other)).toEqual(before.get(other))

          const verified = await verifyStore(dataDir, { disk, pause: () => Promise.resolve() })
          const findings = verified.ok ? verified.report.findings : []
          expect(findings.every((finding) => finding.file.startsWith(`incidents/${incident}/`))).toBe(true)
          if (isCutBetweenLines(bytes, harmed)) return
          named += 1
          const { line, byte } = firstChange(bytes, harmed)
          const here = findings.filter((finding) => finding.file === file && (harmed.length === 0 ? finding.code === 'empty-file' : finding.line === line && finding.byte === byte))
          expect(here, `line ${String(line)}, byte ${String(byte)}: ${JSON.stringify(findings)}`).not.toEqual([])
          expect(here.every(({ sentence }) => sentence.includes(file))).toBe(true)
        } finally {
          put(path, bytes)
        }
      }),
      { numRuns: RUNS, ...(SEED !== undefined && { seed: Number(SEED) }) },
    )
    if (RUNS > 500) console.log(`${String(outcome.numRuns)} harmed journals (seed ${String(outcome.seed)}); the place was there to be named in ${String(named)} of them.`)
    expect(outcome.failed, fc.defaultReportMessage(outcome) ?? '').toBe(false)
    expect(named).toBeGreaterThan(RUNS / 2)
  }, Math.max(120_000, RUNS * 200))
})
