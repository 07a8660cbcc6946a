/** A power cut at any step of an erasing loses no fact that was confirmed, whatever became of names and bytes that were not synced; and what was begun is ended. */
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { streamFolder } from '../../../electron/journal/layout.ts'
import { openStream, type Stream } from '../../../electron/journal/stream.ts'
import { verifyStream } from '../../../electron/journal/verify.ts'
import { chanceOf } from '../../crash/chance.ts'
import { idsOf, note, redaction, STREAM } from './facts.ts'
import { powerCutDisk, type PowerCutDisk } from './power-cut-disk.ts'

const STORE = '/people/ana/store'
const SECRET = 'hunter2'
const PASTED = note(2, `the password is ${SECRET}`)
/** more than the steps of one erasing */
const MOST_STEPS = 40
const CHANCES = 25

async function confirmedBy(stream: Stream, facts: readonly ReturnType<typeof note>[], confirmed: string[]): Promise<void> {
  if ((await stream.append(facts)).ok) confirmed.push(...idsOf(facts))
}

/** Every byte of the stream's folder, hidden files too. */
async function bytesOf({ disk }: PowerCutDisk): Promise<string> {
  const folder = streamFolder(STORE, STREAM)
  const names = (await disk.list(folder)).map(({ name }) => name)
  return (await Promise.all(names.map((name) => disk.readWhole(join(folder, name))))).map(String).join('\n')
}

it('loses nothing, and the next start finishes it', { timeout: 60_000 }, async () => {
  let whole = 0
  for (let step = 0; step < MOST_STEPS && whole < CHANCES; step++) {
    whole = 0
    for (let seed = 0; seed < CHANCES; seed++) {
      const power = powerCutDisk()
      const confirmed: string[] = []
      const theirs = openStream(STORE, STREAM, power.disk)
      await confirmedBy(theirs, [note(1)], confirmed)
      await confirmedBy(theirs, [PASTED, note(3)], confirmed)
      const ours = openStream(STORE, STREAM, {
        ...power.disk,
        async rename(from, to) {
          await confirmedBy(theirs, [note(20)], confirmed)
          return power.disk.rename(from, to)
        },
      })
      await ours.poll()
      await confirmedBy(ours, [redaction(9, PASTED.id)], confirmed)

      power.cutAt(step)
      if ((await ours.erase()).done) whole += 1
      power.cut(chanceOf(seed * 7919 + step))

      const next = openStream(STORE, STREAM, power.disk)
      const found = [...(await next.poll()).facts]
      for (let tries = 0; next.needsErasing() && tries < 3; tries++) {
        await next.erase()
        found.push(...(await next.poll()).facts)
      }
      const where = `cut at step ${String(step)}, chance ${String(seed)}`
      expect(idsOf(found), where).toEqual(expect.arrayContaining(confirmed))
      expect(next.needsErasing(), where).toBe(false)
      expect(await bytesOf(power), where).not.toContain(SECRET)
      const { findings } = await verifyStream(STORE, STREAM, { disk: power.disk, pause: () => Promise.resolve() })
      expect(findings.filter(({ grave }) => grave), where).toEqual([])
    }
  }
  expect(whole).toBe(CHANCES)
})
