/** How facts are spread over journals makes no difference to what is read. */
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Disk } from '../../../electron/journal/disk.ts'
import { streamFolder } from '../../../electron/journal/layout.ts'
import { createReader } from '../../../electron/journal/reader.ts'
import { brittleDisk } from './brittle-disk.ts'
import { idsOf, note, opened, pathOf, STREAM, tempFolder } from './facts.ts'
import { journalByHand } from './hand-made.ts'
import { memoryDisk } from './memory-disk.ts'

describe('how facts are spread over journals', () => {
  it('makes no difference: split, merged, copied, or cut and copied', async () => {
    const writers = ['k7f3q9a2', 'q2w3e4r5', 'x5c6v7b8', 'm9n0p1q2'] as const
    const plan = fc.array(fc.record({ writer: fc.nat(writers.length - 1), n: fc.nat(30), together: fc.boolean() }), { minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(plan, fc.nat(200), fc.boolean(), async (appends, cut, reversed) => {
        const { disk, put } = memoryDisk()
        const folder = streamFolder('/data', STREAM)
        const names: string[] = []
        for (const [index, writer] of writers.entries()) {
          const groups: ReturnType<typeof note>[][] = []
          for (const { n, together } of appends.filter((append) => append.writer === index)) {
            if (together && groups.length > 0) groups.at(-1)!.push(note(n))
            else groups.push([note(n)])
          }
          const { bytes } = journalByHand(writer, STREAM, groups)
          put(join(folder, `${writer}.jsonl`), bytes)
          // An older conflict copy beside it: a prefix of the same bytes, perhaps torn.
          put(join(folder, `${writer} (2).jsonl`), bytes.subarray(0, Math.max(0, bytes.length - cut)))
          names.push(writer)
        }
        const shuffled: Disk = { ...disk, list: async (path) => (reversed ? (await disk.list(path)).reverse() : disk.list(path)) }
        const reader = createReader('/data', STREAM, shuffled)
        const ids = new Set<string>()
        await reader.poll(({ fact }) => ids.add(fact.id))
        expect([...ids].sort()).toEqual(idsOf(appends.map(({ n }) => note(n))))
        expect(reader.findings()).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it('makes no difference to a reader that polls while two writers write', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('first', 'second', 'poll', 'fail', 'copy'), { maxLength: 25 }), async (steps) => {
        const folder = await tempFolder()
        await mkdir(streamFolder(folder, STREAM), { recursive: true })
        const { disk, failNext } = brittleDisk()
        const writers = { first: opened(folder, disk), second: opened(folder) }
        const reader = opened(folder)
        const seen: string[] = []
        const confirmed: string[] = []
        const poll = async (): Promise<void> => void seen.push(...(await reader.poll()).facts.map(({ id }) => id))
        for (const [n, step] of steps.entries()) {
          if (step === 'poll') await poll()
          else if (step === 'fail') failNext('datasync', 'EIO')
          else if (step === 'copy') {
            const name = `${writers.second.writer}.jsonl`
            await copyFile(pathOf(folder, name), pathOf(folder, `copy ${n}.jsonl`)).catch(() => undefined)
          } else {
            const answer = await writers[step].append([note(n)])
            if (answer.ok) confirmed.push(note(n).id)
          }
        }
        await poll()
        // Each once, and all that was confirmed; what was not may be there too.
        expect(new Set(seen).size).toBe(seen.length)
        expect(seen).toEqual(expect.arrayContaining(confirmed))
        expect(reader.findings()).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})
