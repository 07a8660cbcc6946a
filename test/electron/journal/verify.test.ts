/** What a check of the store says, with file, line and byte. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Fact } from '../../../shared/facts/fact.ts'
import { streamFolder } from '../../../electron/journal/layout.ts'
import { redactLine } from '../../../electron/journal/line.ts'
import { verifyStore, verifyStream } from '../../../electron/journal/verify.ts'
import { A, B, note, opened, pathOf, putJournal, STREAM, tempFolder } from './facts.ts'
import { headerByHand, journalByHand, sha } from './hand-made.ts'

const RELEASE = 'rel-0000000a'
const atOnce = { pause: () => Promise.resolve() }

let dataDir: string
beforeEach(async () => {
  dataDir = await tempFolder()
  await mkdir(streamFolder(dataDir, STREAM), { recursive: true })
})

describe('a store', () => {
  it('without any stream is sound', async () => {
    expect(await verifyStore(join(dataDir, 'nowhere'))).toEqual({
      ok: true,
      report: { streams: 0, files: 0, lines: 0, facts: 0, redactedLines: 0, findings: [], exports: [] },
    })
  })

  it('is counted over all its incidents and releases', async () => {
    await opened(dataDir).append([note(1), note(2)])
    await opened(dataDir).append([note(3)])
    await opened(dataDir, undefined, RELEASE).append([note(1)])
    expect(await verifyStore(dataDir)).toEqual({
      ok: true,
      report: { streams: 2, files: 3, lines: 6, facts: 4, redactedLines: 0, findings: [], exports: [] },
    })
  })

  it('names what is wrong, stream by stream', async () => {
    await putJournal(dataDir, `${A}.jsonl`, 'noise\n')
    await mkdir(streamFolder(dataDir, RELEASE), { recursive: true })
    await putJournal(dataDir, `${B}.jsonl`, 'noise\n', RELEASE)
    const checked = await verifyStore(dataDir)
    expect(checked.ok && checked.report.findings.map(({ file, line, byte, sentence }) => [file, line, byte, sentence])).toEqual([
      [`incidents/${STREAM}/${A}.jsonl`, 1, 0, `Line 1 (byte 0) of incidents/${STREAM}/${A}.jsonl is damaged: its checksum does not hold. Only what it said is lost.`],
      [`releases/${RELEASE}/${B}.jsonl`, 1, 0, `Line 1 (byte 0) of releases/${RELEASE}/${B}.jsonl is damaged: its checksum does not hold. Only what it said is lost.`],
    ])
  })

  it('that cannot be listed is a fault', async () => {
    await writeFile(join(dataDir, 'releases'), 'no folder')
    expect(await verifyStore(dataDir)).toMatchObject({ ok: false, fault: { code: 'gone' } })
  })
})

describe('a torn tail', () => {
  const { bytes } = journalByHand(A, STREAM, [[note(1)], [note(2)]])
  const cut = bytes.subarray(0, bytes.length - 20)
  const lastLine = bytes.lastIndexOf(0x0a, bytes.length - 2) + 1

  it('that stays is worth knowing', async () => {
    await putJournal(dataDir, `${A}.jsonl`, cut)
    const { findings, facts } = await verifyStream(dataDir, STREAM, atOnce)
    expect(facts).toBe(1)
    expect(findings).toMatchObject([{ code: 'torn-tail', grave: false, line: 3, byte: lastLine, file: `incidents/${STREAM}/${A}.jsonl` }])
    expect(findings[0]!.sentence).toContain(`ends in ${cut.length - lastLine} bytes`)
  })

  it('that is finished meanwhile was an append in flight', async () => {
    await putJournal(dataDir, `${A}.jsonl`, cut)
    const pause = () => writeFile(pathOf(dataDir, `${A}.jsonl`), bytes)
    expect(await verifyStream(dataDir, STREAM, { pause })).toMatchObject({ facts: 2, findings: [] })
  })

  it('is not waited for where there is none', async () => {
    await putJournal(dataDir, `${A}.jsonl`, bytes)
    const pause = () => Promise.reject(new Error('waited'))
    expect(await verifyStream(dataDir, STREAM, { pause })).toMatchObject({ findings: [] })
  })

  it('that is a whole line has lost its line break', async () => {
    await putJournal(dataDir, `${A}.jsonl`, bytes.subarray(0, bytes.length - 1))
    expect((await verifyStream(dataDir, STREAM, atOnce)).findings).toMatchObject([{ code: 'no-line-break', grave: true, line: 3, byte: lastLine }])
  })
})

describe('one id', () => {
  async function findingsFor(ours: readonly Fact[], theirs: readonly Fact[]) {
    await putJournal(dataDir, `${A}.jsonl`, journalByHand(A, STREAM, [ours]).bytes)
    await putJournal(dataDir, `${B}.jsonl`, journalByHand(B, STREAM, [theirs]).bytes)
    return (await verifyStream(dataDir, STREAM)).findings
  }

  it('with one body, however its fields are ordered, is one fact', async () => {
    const shuffled = Object.fromEntries(Object.entries(note(1)).reverse()) as unknown as Fact
    expect(await findingsFor([note(1)], [shuffled])).toEqual([])
  })

  it('with two bodies is a finding that names both places', async () => {
    const findings = await findingsFor([note(1)], [note(2), note(1, 'something else')])
    expect(findings).toMatchObject([{ code: 'two-bodies', file: `incidents/${STREAM}/${B}.jsonl`, line: 2 }])
    expect(findings[0]!.sentence).toContain(note(1).id)
    expect(findings[0]!.sentence).toContain(`line 2 of incidents/${STREAM}/${A}.jsonl`)
  })
})

describe('a redacted line', () => {
  const redaction = (target: string): Fact => note(9, '', { type: 'Redacted', data: { targets: [target], reason: 'a password' } })

  /** A journal with each of `facts` on a line of its own, of which some have been erased. */
  async function putRedacted(facts: readonly Fact[], erased: readonly string[]): Promise<void> {
    const lines = journalByHand(A, STREAM, facts.map((fact) => [fact])).bytes.toString('utf8').split('\n')
    const left = lines.map((line) => redactLine(Buffer.from(line), new Set(erased))?.toString('utf8') ?? line)
    await putJournal(dataDir, `${A}.jsonl`, left.join('\n'))
  }

  it('is counted, and sound with the fact that explains it', async () => {
    await putRedacted([note(1), note(2), redaction(note(1).id)], [note(1).id])
    expect(await verifyStream(dataDir, STREAM)).toMatchObject({ lines: 4, facts: 3, redactedLines: 1, findings: [] })
  })

  it('is a finding without it', async () => {
    await putRedacted([note(1), note(2), redaction(note(5).id)], [note(2).id])
    expect((await verifyStream(dataDir, STREAM)).findings).toMatchObject([{ code: 'unexplained-redaction', line: 3 }])
  })

  it('is explained by a redaction of the fact that it amends, or of one with the same key', async () => {
    const amendment = note(2, '', { type: 'EntryAmended', data: { target: note(1).id, data: { text: 'hunter3' } } })
    const keyed = [note(3, 'hunter2', { key: 'import:1' }), note(4, 'hunter2', { key: 'import:1' })]
    const facts = [note(1), amendment, ...keyed, redaction(note(1).id), note(10, '', { type: 'Redacted', data: { targets: [note(3).id] } })]
    await putRedacted(facts, [note(1).id, amendment.id, note(3).id, note(4).id])
    expect(await verifyStream(dataDir, STREAM)).toMatchObject({ redactedLines: 4, findings: [] })
  })

  it.each(['0 read before it.jsonl', 'z read after it.jsonl'])('beside a copy that was not redacted (%s) is no rival of it', async (copy) => {
    await putRedacted([note(1), redaction(note(1).id)], [note(1).id])
    await putJournal(dataDir, copy, journalByHand(A, STREAM, [[note(1)]]).bytes)
    const { findings } = await verifyStream(dataDir, STREAM)
    expect(findings).toMatchObject([{ code: 'unerased', grave: true, file: `incidents/${STREAM}/${copy}`, line: 2, byte: headerByHand(A, STREAM).text.length }])
    expect(findings[0]!.sentence).toContain('still holds words that were redacted')
  })

  it('in which nothing is erased is a finding', async () => {
    const header = headerByHand(A, STREAM)
    const covered = `"prev":"${header.sum}","facts":[${JSON.stringify(note(1))}]}`
    const old = sha('the line that it was')
    await putJournal(dataDir, `${A}.jsonl`, `${header.text}{"sum":"${old}","left":"${sha(old, covered)}",${covered}\n`)
    expect((await verifyStream(dataDir, STREAM)).findings).toMatchObject([{ code: 'unexplained-redaction', line: 2 }])
  })
})

it('a missing and a shortened journal are named by whoever had read them', async () => {
  const [ours, theirs] = [journalByHand(A, STREAM, [[note(1)], [note(2)]]), journalByHand(B, STREAM, [[note(3)]])]
  const third = journalByHand('x5c6v7b8', STREAM, [[note(4)]], { [A]: [3, ours.sums[2]!], [B]: [2, theirs.sums[1]!] })
  await putJournal(dataDir, 'x5c6v7b8.jsonl', third.bytes)
  await putJournal(dataDir, `${A}.jsonl`, ours.bytes.subarray(0, ours.bytes.lastIndexOf(0x0a, ours.bytes.length - 2) + 1))
  const { findings } = await verifyStream(dataDir, STREAM)
  expect(findings.map(({ code, file, sentence }) => ({ code, file, sentence }))).toEqual([
    {
      code: 'missing-lines',
      file: `incidents/${STREAM}/${A}.jsonl`,
      sentence: `incidents/${STREAM}/${A}.jsonl has lost lines: writer x5c6v7b8 had read 3 lines of it, 2 can be read now.`,
    },
    {
      code: 'missing-file',
      file: `incidents/${STREAM}/${B}.jsonl`,
      sentence: `incidents/${STREAM}/${B}.jsonl is missing: writer x5c6v7b8 had read 2 lines of it.`,
    },
  ])
})
