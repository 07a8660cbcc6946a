/** The set of line sums does what a Set does, and goes on where it was handed over. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createSumSet } from '../../../electron/journal/sum-set.ts'

const sum = (n: number): string => createHash('sha256').update(String(n)).digest('base64url')
/** Sums that begin alike meet in the table. */
const alike = (n: number): string => 'AAAAAAAAAAAA' + sum(n).slice(12)

it('holds what was added and nothing else, before and after it was handed over', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(300), { maxLength: 400, size: 'max' }), fc.array(fc.nat(300), { maxLength: 200, size: 'max' }), fc.constantFrom(sum, alike), (first, second, spell) => {
      const plain = new Set(first.map(spell))
      const sums = createSumSet()
      for (const n of first) sums.add(spell(n))
      const handed = createSumSet(structuredClone(sums.handOver()))
      for (const n of second) {
        plain.add(spell(n))
        handed.add(spell(n))
      }
      expect(handed.size).toBe(plain.size)
      for (let n = 0; n <= 300; n++) expect(handed.has(spell(n))).toBe(plain.has(spell(n)))
    }),
  )
})

it('knows nothing of texts that are no sums', () => {
  const sums = createSumSet()
  sums.add(sum(1))
  expect([sums.has(''), sums.has(sum(1).slice(1)), sums.has(`${sum(1)} `)]).toEqual([false, false, false])
  expect(() => sums.add('short')).toThrow('43')
})
