/** Whatever the journals hold and whatever is redacted: after erasing, merging with a copy that was not, and erasing, no byte of the words is left, and every other fact is. */
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fact } from '../../../shared/facts/fact.ts'
import { streamFolder } from '../../../electron/journal/layout.ts'
import { verifyStream } from '../../../electron/journal/verify.ts'
import { filesBelow, holding, note, opened, putJournal, redaction, STREAM, tempFolder } from './facts.ts'
import { journalByHand } from './hand-made.ts'

/** Hard to find: JSON spells it in two ways, and UTF-8 takes more bytes than characters. */
const MARK = 'mark"er\\ ü\n✓'
const WRITERS = ['k7f3q9a2', 'q2w3e4r5', 'x5c6v7b8'] as const

interface Planned {
  /** it amends the fact so many before it */
  readonly amends: number | null
  readonly key: string | null
  readonly writer: number
  /** on the line of the fact before, if that is the same writer's */
  readonly together: boolean
  /** it stands a second time under its id, with another body, in another journal */
  readonly twice: boolean
}

const planned = fc.record<Planned>({
  amends: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 2 }),
  key: fc.option(fc.constantFrom('alert:1', 'alert:2'), { freq: 3 }),
  writer: fc.nat(WRITERS.length - 1),
  together: fc.boolean(),
  twice: fc.boolean(),
})

/** Worked out from what is said, to the last consequence, however slowly: named, of the same key, or amending. */
function reachOf(plan: readonly Planned[], named: readonly number[]): Set<number> {
  const reached = new Set(named)
  for (let before = -1; before !== reached.size; ) {
    before = reached.size
    plan.forEach(({ amends, key }, n) => {
      if (amends !== null && reached.has(n - amends)) reached.add(n)
      if (key !== null && plan.some((other, m) => other.key === key && reached.has(m))) reached.add(n)
    })
  }
  return reached
}

function factsOf(plan: readonly Planned[], reached: ReadonlySet<number>): Fact[] {
  return plan.map(({ amends, key }, n) => {
    const words = reached.has(n) ? `${MARK} ${String(n)}` : `fact ${String(n)}`
    const target = amends !== null && n - amends >= 0 ? note(n - amends).id : null
    return note(n, words, {
      ...(target !== null && { type: 'EntryAmended', data: { target, data: { text: words } } }),
      ...(key !== null && { key }),
      ...(reached.has(n) && { evidence: [{ url: `https://example.org/${String(n)}`, title: MARK }] }),
    })
  })
}

describe('a redaction', () => {
  it('leaves no byte of the words, here or after a merge, and every byte of the rest', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(planned, { minLength: 1, maxLength: 10 }), fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 3 }), fc.boolean(), async (plan, wanted, ours) => {
        const named = [...new Set(wanted.map((n) => n % plan.length))]
        const valid = plan.map((one, n) => ({ ...one, amends: one.amends !== null && n - one.amends >= 0 ? one.amends : null }))
        const reached = reachOf(valid, named)
        const facts = factsOf(valid, reached)
        const dataDir = await tempFolder()
        await mkdir(streamFolder(dataDir, STREAM), { recursive: true })

        const lines: { name: string; erased: boolean }[] = []
        const originals: [name: string, bytes: Buffer][] = []
        for (const [index, writer] of WRITERS.entries()) {
          const groups: Fact[][] = []
          for (const [n, { writer: author, together, twice }] of valid.entries()) {
            if (author !== index && !(twice && author + 1 === index)) continue
            const body = author === index ? facts[n]! : { ...facts[n]!, source: 'peer' }
            if (together && groups.length > 0) groups.at(-1)!.push(body)
            else groups.push([body])
          }
          const { bytes } = journalByHand(writer, STREAM, groups)
          originals.push([`${writer}.jsonl`, bytes])
          for (const group of groups) lines.push({ name: writer, erased: group.some(({ id }) => facts.some((fact, n) => fact.id === id && reached.has(n))) })
        }
        for (const [name, bytes] of originals) await putJournal(dataDir, name, bytes)
        const rest = facts.filter((_, n) => !reached.has(n)).map((fact) => JSON.stringify(fact))

        const stream = opened(dataDir)
        await stream.poll()
        if (ours) await stream.append([note(50, 'ours')])
        await stream.append([redaction(60, ...named.map((n) => facts[n]!.id))])
        const toErase = lines.filter(({ erased }) => erased).length
        expect(await stream.erase()).toMatchObject({ lines: toErase, notices: [], done: true })
        await expectClean(dataDir, rest, toErase)

        // The folder is merged with one where nothing was redacted: each journal comes back, some under their own names.
        for (const [index, [name, bytes]] of originals.entries()) await putJournal(dataDir, index === 0 ? name : name.replace('.jsonl', ' (peer).jsonl'), bytes)
        const { facts: told } = await stream.poll()
        expect(JSON.stringify(told)).not.toContain('mark')
        expect(stream.needsErasing()).toBe(toErase > 0)
        if (stream.needsErasing()) expect(await stream.erase()).toMatchObject({ notices: [], done: true })
        await expectClean(dataDir, rest, toErase + lines.filter(({ name, erased }) => erased && name !== WRITERS[0]).length)
        // A reader that meets all of it for the first time has nothing left to do.
        const fresh = opened(dataDir)
        expect((await fresh.poll()).findings).toEqual([])
        expect(fresh.needsErasing()).toBe(false)
      }),
      { numRuns: 40 },
    )
  })
})

async function expectClean(dataDir: string, rest: readonly string[], redactedLines: number): Promise<void> {
  expect(await holding(dataDir, MARK)).toEqual([])
  expect(await holding(dataDir, 'mark')).toEqual([])
  const report = await verifyStream(dataDir, STREAM)
  expect(report.findings.filter(({ code }) => code !== 'two-bodies')).toEqual([])
  expect(report.redactedLines).toBe(redactedLines)
  const all = [...(await filesBelow(dirname(streamFolder(dataDir, STREAM)))).values()].map(String).join('\n')
  for (const fact of rest) expect(all).toContain(fact)
}
