/** An append costs the same however long its incident is: a ratio within one run, with room for a busy machine. */
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { opened, note } from '../electron/journal/facts.ts'
import { longIncident } from '../helpers/long-incident.ts'

vi.setConfig({ testTimeout: 60_000 })

const SHORT = 'inc-000sh0rt'
const LONG = 'inc-0000ng00'
const SAMPLES = 60

it('an append to 20,000 facts takes no longer than one to 100', async () => {
  // Beside the build, not in the system's temporary folder: that may be memory, which syncs nothing.
  const dataDir = await mkdtemp(join(import.meta.dirname, '..', '..', 'out', 'bench-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  await longIncident(dataDir, SHORT, 100)
  await longIncident(dataDir, LONG, 20_000)
  const streams = [SHORT, LONG].map((id) => opened(dataDir, undefined, id))
  for (const stream of streams) await stream.poll()
  const took = streams.map((): number[] => [])
  // In turn, so that whatever else the machine does hits both alike.
  for (let sample = 0; sample < SAMPLES; sample++) {
    for (const [index, stream] of streams.entries()) {
      const start = performance.now()
      expect((await stream.append([note(sample)])).ok).toBe(true)
      took[index]!.push(performance.now() - start)
    }
  }
  const [short, long] = took.map((times) => times.toSorted((a, b) => a - b)[SAMPLES / 2]!)
  // Growing with the incident, it would be two hundred times as long.
  expect(long! / short!).toBeLessThan(4)
})
