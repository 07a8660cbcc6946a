/** What a bundle carries from one store to another: everything, once, and nothing that was redacted. */
import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eraseFact, isControl } from '../../../shared/facts/control.ts'
import type { Fact } from '../../../shared/facts/fact.ts'
import { foldIncident } from '../../../shared/incident/evolve.ts'
import { importBundle } from '../../../electron/bundle/import-bundle.ts'
import { openBundle } from '../../../electron/bundle/read-bundle.ts'
import { writeBundle } from '../../../electron/bundle/write-bundle.ts'
import { mergedSentence } from '../../../electron/merge/merge.ts'
import { streamFolder } from '../../../electron/journal/layout.ts'
import { openStream } from '../../../electron/journal/stream.ts'
import { verifyStore } from '../../../electron/journal/verify.ts'
import { redaction } from '../../helpers/facts.ts'
import { someFacts, textOf } from '../../helpers/generated.ts'
import { A, B, idsOf, journalsOf, note, OTHER_STREAM, putJournal, STREAM, tempFolder } from '../journal/facts.ts'
import { factsByHand, journalByHand } from '../journal/hand-made.ts'
import { contentsOf } from './store-contents.ts'

const MADE = { made: '2025-02-01T15:00:00.000Z', by: 'knowngood test' }

/** Appends facts as one process would: a journal of its own, up to ten facts a line. */
async function write(store: string, facts: readonly Fact[], stream = STREAM): Promise<void> {
  const open = openStream(store, stream)
  await open.poll()
  for (let from = 0; from < facts.length; from += 10) expect(await open.append(facts.slice(from, from + 10))).toEqual({ ok: true })
  await open.close()
}

async function factsOf(store: string, stream = STREAM): Promise<readonly Fact[]> {
  return (await openStream(store, stream).poll()).facts
}

async function exported(store: string, ids = [STREAM], path = join(store, '..', `${String(Math.random())}.knowngood`)): Promise<string> {
  expect(await writeBundle(store, ids, path, MADE)).toMatchObject({ ok: true })
  return path
}

async function twoStores(): Promise<[string, string]> {
  const folder = await tempFolder()
  return [join(folder, 'a'), join(folder, 'b')]
}

/**
 * The same facts as programs write them: one body an id (of one that is redacted somewhere, that copy is erased), no key on what acts on others,
 * and no redaction of a redaction.
 */
function oneBodyAnId(stores: readonly (readonly Fact[])[]): Fact[][] {
  const bodies = new Map(stores.flat().toReversed().map((fact) => [fact.id, fact]))
  const isRedaction = (id: unknown): boolean => bodies.get(String(id))?.type === 'Redacted'
  const copy = ({ id, redacted }: Fact): Fact => {
    const body: Fact = { ...bodies.get(id)!, redacted: undefined, ...(isControl(bodies.get(id)!.type) && { key: undefined }) }
    const { targets } = body.data
    const sane: Fact = isRedaction(id) && Array.isArray(targets) ? { ...body, data: { targets: targets.filter((target) => !isRedaction(target)) } } : body
    return JSON.parse(JSON.stringify(redacted ? eraseFact(sane) : sane)) as Fact
  }
  return stores.map((facts) => [...new Map(facts.map((fact) => [fact.id, copy(fact)])).values()])
}

/** The sum of a journal's last line. */
function readSum(journal: Buffer): string {
  return (JSON.parse(journal.toString().trimEnd().split('\n').at(-1)!) as { sum: string }).sum
}

async function attach(store: string, text: string): Promise<string> {
  const hash = createHash('sha256').update(text).digest('hex')
  const folder = join(streamFolder(store, STREAM), 'files')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, hash), text)
  return hash
}

describe('a bundle', () => {
  it('opened in another store folds there to the union of both, and opened again adds no file', async () => {
    await fc.assert(
      fc.asyncProperty(someFacts, someFacts, async (one, other) => {
        const [ours, theirs] = oneBodyAnId([one, other]) as [Fact[], Fact[]]
        const [a, b] = await twoStores()
        await write(a, [note(0), ...ours])
        await write(b, theirs)
        const before = await factsOf(b)
        const bundle = await exported(a)
        expect(await importBundle(b, bundle)).toMatchObject({ ok: true })
        expect(textOf(foldIncident(await factsOf(b)))).toBe(textOf(foldIncident([...(await factsOf(a)), ...before])))
        const contents = await contentsOf(b)
        const again = await importBundle(b, bundle)
        expect(again.ok && mergedSentence(again.merged)).toBe('Nothing new: everything in it was here already.')
        expect(await contentsOf(b)).toEqual(contents)
      }),
      { numRuns: 15 },
    )
  }, 60_000)

  it('says what was new', async () => {
    const [a, b] = await twoStores()
    await write(a, [note(1), note(2)])
    await write(a, [note(3)], OTHER_STREAM)
    await attach(a, 'a screenshot')
    await write(b, [note(1)])
    const result = await importBundle(b, await exported(a, [STREAM, OTHER_STREAM]))
    expect(result.ok && mergedSentence(result.merged)).toBe('Merged 2 incidents: 2 new facts, 1 file.')
    expect(await verifyStore(b)).toMatchObject({ ok: true, report: { findings: [] } })
  })

  it('leaves every journal that is there as it is, also one that has grown elsewhere', async () => {
    const [a, b] = await twoStores()
    const journal = journalByHand(A, STREAM, [[note(1)], [note(2)], [note(3)]]).bytes
    const shorter = journal.subarray(0, journal.lastIndexOf(0x0a, journal.length - 2) + 1)
    for (const store of [a, b]) await mkdir(streamFolder(store, STREAM), { recursive: true })
    await putJournal(a, `${A}.jsonl`, journal)
    await putJournal(b, `${A}.jsonl`, shorter)
    expect(await importBundle(b, await exported(a))).toMatchObject({ ok: true, merged: { facts: 1 } })
    const after = await journalsOf(b)
    expect(after.get(`${A}.jsonl`)).toEqual(shorter)
    expect([...after.keys()].filter((name) => name !== `${A}.jsonl`)).toEqual([`${A}.${createHash('sha256').update(journal).digest('hex').slice(0, 12)}.jsonl`])
    expect(idsOf(await factsOf(b))).toEqual(idsOf([note(1), note(2), note(3)]))
  })

  it('that is older than what is there adds no file', async () => {
    const [a, b] = await twoStores()
    await write(a, [note(1)])
    const bundle = await exported(a)
    const [name, bytes] = [...(await journalsOf(a))][0]!
    await mkdir(streamFolder(b, STREAM), { recursive: true })
    await putJournal(b, name, Buffer.concat([bytes, Buffer.from(factsByHand(readSum(bytes), [note(2)]).text)]))
    const before = await contentsOf(b)
    expect(await importBundle(b, bundle)).toMatchObject({ ok: true, merged: { changed: [], facts: 0 } })
    expect(await contentsOf(b)).toEqual(before)
  })

  it('has the same bytes for the same store', async () => {
    const [a] = await twoStores()
    await write(a, [note(1), note(2, 'x'.repeat(300_000))])
    await attach(a, 'a screenshot')
    expect(await readFile(await exported(a))).toEqual(await readFile(await exported(a)))
  })

  it('ends each journal at its last line break, and leaves out what could not be opened', async () => {
    const [a, b] = await twoStores()
    await write(a, [note(1)])
    const [name, bytes] = [...(await journalsOf(a))][0]!
    await putJournal(a, name, Buffer.concat([bytes, Buffer.from('{"sum":"half a li')]))
    await putJournal(a, 'noise.jsonl', 'nothing that anybody wrote\n')
    await putJournal(a, `${B}.jsonl`, journalByHand(B, OTHER_STREAM, [[note(5)]]).bytes)
    const bundle = join(a, '..', 'one.knowngood')
    expect(await writeBundle(a, [STREAM], bundle, MADE)).toMatchObject({ ok: true, leftOut: [`incidents/${STREAM}/noise.jsonl`, `incidents/${STREAM}/${B}.jsonl`].sort() })
    expect(await importBundle(b, bundle)).toMatchObject({ ok: true })
    expect(await journalsOf(b)).toEqual(new Map([[name, bytes]]))
  })

  it('carries a damaged line as it is; whole it heals one that is damaged elsewhere', async () => {
    const [a, b, c] = [...(await twoStores()), await tempFolder()] as [string, string, string]
    const whole = journalByHand(A, STREAM, [[note(1, 'first')], [note(2, 'second')]]).bytes
    const damaged = Buffer.from(whole.toString().replace('first', 'fi?st'))
    for (const [store, bytes] of [[a, whole], [b, damaged]] as const) {
      await mkdir(streamFolder(store, STREAM), { recursive: true })
      await putJournal(store, `${A}.jsonl`, bytes)
    }
    expect(await importBundle(c, await exported(b))).toMatchObject({ ok: true, damagedLines: 1 })
    expect((await journalsOf(c)).get(`${A}.jsonl`)).toEqual(damaged)
    expect(await importBundle(b, await exported(a))).toMatchObject({ ok: true, merged: { facts: 1 } })
    expect(idsOf(await factsOf(b))).toEqual(idsOf([note(1), note(2)]))
  })

  it('takes conflict copies along under names that every system takes', async () => {
    const [a, b] = await twoStores()
    await write(a, [note(1)])
    await putJournal(a, 'k7f3q9a2 (Ben’s conflicted copy).jsonl', journalByHand(A, STREAM, [[note(2)]]).bytes)
    expect(await importBundle(b, await exported(a))).toMatchObject({ ok: true, merged: { facts: 2 } })
    for (const name of await readdir(streamFolder(b, STREAM))) expect(name).toMatch(/^[0-9a-z]{8}(\.[0-9a-f]{12})?\.jsonl$/)
  })
})

describe('a redaction', () => {
  const secret = 'hunter2-hunter2'

  it('that only the store knows is applied to what comes in', async () => {
    const [a, b] = await twoStores()
    await write(a, [note(1, secret), note(2, 'kept')])
    await write(b, [{ ...redaction(90, note(1).id), at: note(1).at }])
    expect(await importBundle(b, await exported(a))).toMatchObject({ ok: true, merged: { facts: 2 } })
    expect(JSON.stringify([...(await contentsOf(b)).values()])).not.toContain(secret)
    expect(JSON.stringify([...(await contentsOf(b)).values()])).toContain('kept')
    expect(await verifyStore(b)).toMatchObject({ report: { findings: [], redactedLines: 1 } })
  })

  it('is applied to what goes out, though a journal still holds the words', async () => {
    const [a, b] = await twoStores()
    const hash = await attach(a, 'a screenshot of a password')
    await write(a, [note(1, secret), { ...redaction(90, note(1).id), data: { targets: [note(1).id], files: [hash] } }])
    const bundle = await exported(a)
    const { source, close } = await openBundle(bundle)
    expect(source.streams.flatMap(({ attachments }) => attachments)).toEqual([])
    for (const { read } of source.streams.flatMap(({ journals }) => journals)) for await (const chunk of read()) expect(chunk.toString()).not.toContain(secret)
    await close()
    expect(await importBundle(b, bundle)).toMatchObject({ ok: true, merged: { files: 0 } })
    await expect(readdir(join(streamFolder(b, STREAM), 'files'))).rejects.toThrow('ENOENT')
  })

  it('keeps out an attachment that it names, and what amends a redacted fact', async () => {
    const [a, b] = await twoStores()
    const hash = await attach(a, 'a screenshot of a password')
    await write(a, [note(1, 'first'), { ...note(2), type: 'EntryAmended', data: { target: note(1).id, data: { text: secret } } }])
    await write(b, [{ ...redaction(90, note(1).id), data: { targets: [note(1).id], files: [hash] } }])
    expect(await importBundle(b, await exported(a))).toMatchObject({ ok: true, merged: { files: 0 } })
    expect(JSON.stringify([...(await contentsOf(b)).values()])).not.toContain(secret)
  })

  it('erases the words in damaged bytes too, and costs no line that is whole', async () => {
    const [a, b] = await twoStores()
    await mkdir(streamFolder(a, STREAM), { recursive: true })
    const [first, ...rest] = journalByHand(A, STREAM, [[note(1, secret)], [note(2, `${secret}!`)], [note(3, 'kept')]]).bytes.toString().split('\n')
    const [one, two, three] = rest as [string, string, string]
    // The first fact's line is damaged, the second's line break was converted, so that both ran together with a carriage return.
    await putJournal(a, `${A}.jsonl`, `${first!}\n${one.replace('NoteAdded', 'NoteAddeX')}\n${two}\r\n${three}\n`)
    await write(b, [redaction(90, note(1).id, note(2).id)])
    expect(await importBundle(b, await exported(a))).toMatchObject({ ok: true })
    const text = JSON.stringify([...(await contentsOf(b)).values()])
    expect(text).not.toContain(secret)
    expect(text).toContain('kept')
    expect(idsOf(await factsOf(b))).toEqual(idsOf([note(2), note(3), redaction(90)]))
  })
})
