/** Runs in Electron's main process, bundled by scripts/bench/store.mjs: what one more fact costs, by the size of the incident. */
import { open, rename } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { app } from 'electron'
import Store from 'electron-store'
import type { Fact } from '../../shared/facts/fact.ts'
import { formatStamp } from '../../shared/facts/stamp.ts'
import { openDesk, type Desk } from '../../electron/desk.ts'
import { openStream } from '../../electron/journal/stream.ts'
import { createElsewhere } from '../../electron/reading/elsewhere.ts'

interface Job {
  readonly kind: 'append' | 'cold'
  readonly folder: string
  /** of the built worker */
  readonly worker: string
  /** by the number of facts, two incidents that hold them (one is only appended to, one takes commands) and how often the slow ways are tried */
  readonly incidents: readonly { readonly facts: number; readonly id: string; readonly commanded: string; readonly rivalSamples: number }[]
  readonly samples: number
}

const job = JSON.parse(process.env['BENCH_JOB'] ?? '') as Job

void app.whenReady().then(async () => {
  const result = job.kind === 'append' ? await measureAppends() : await measureCold()
  process.stdout.write(`${JSON.stringify(result)}\n`, () => app.exit())
})

/** One way of keeping a fact; every sample is one fact more, safe on disk. */
interface Way {
  readonly name: 'append' | 'command' | 'electron-store' | 'whole file'
  readonly facts: number
  /** so many rounds pass between two samples */
  readonly every: number
  keep(fact: Fact): Promise<void>
}

/** Every way at every size, in turn: whatever else the machine does hits all alike. */
async function measureAppends() {
  const data = join(job.folder, 'store')
  const desk = deskOn(data)
  const ways: Way[] = []
  for (const { facts, id, commanded, rivalSamples } of job.incidents) {
    const every = Math.ceil(job.samples / rivalSamples)
    const stream = openStream(data, id)
    const { facts: stored } = await stream.poll()
    await desk.open(commanded)
    await desk.read(commanded)
    ways.push(
      { name: 'append', facts, every: 1, keep: async (fact) => certain(await stream.append([fact])) },
      { name: 'command', facts, every: 1, keep: async (fact) => certain(await desk.dispatch(commanded, { type: 'AddNote', text: String(fact.data['text']) })) },
      { name: 'electron-store', facts, every, keep: electronStore(join(job.folder, 'rivals', String(facts)), [...stored]) },
      { name: 'whole file', facts, every, keep: wholeFile(join(job.folder, 'rivals', String(facts), 'incident.json'), [...stored]) },
    )
  }
  const took = new Map(ways.map((way) => [way, [] as number[]]))
  const warmUp = Math.ceil(job.samples / 10)
  for (let round = -warmUp; round < job.samples; round++) {
    for (const way of ways) {
      if (round % way.every !== 0) continue
      const fact = note(round + warmUp)
      const start = performance.now()
      await way.keep(fact)
      if (round >= 0) took.get(way)!.push(performance.now() - start)
    }
  }
  await desk.close()
  return ways.map((way) => ({ name: way.name, facts: way.facts, took: took.get(way)! }))
}

/** The longest incident in a process that has read nothing yet: until its last text is there, until main has folded it, and what that takes. */
async function measureCold() {
  const { commanded: id } = job.incidents.at(-1)!
  const before = pss()
  const start = performance.now()
  const desk = deskOn(join(job.folder, 'store'))
  let characters = 0
  const opened = await desk.open(id, (text) => (characters += text.length))
  const read = performance.now() - start
  const { incident } = (await desk.read(id))!
  const folded = performance.now() - start
  const after = pss()
  await desk.close()
  return { read, folded, facts: incident.entries.length, characters: characters + opened!.text.length, before, after }
}

function deskOn(dataDir: string): Desk {
  return openDesk({
    dataDir,
    clock: { now: () => Date.now() },
    actor: () => ({ person: 'bench', name: 'Bench' }),
    source: 'bench',
    zone: () => 'UTC',
    readElsewhere: createElsewhere(job.worker, dataDir).read,
  })
}

/** The incident as one value, as an app keeps its state that knows of no better way. */
function electronStore(folder: string, facts: Fact[]): Way['keep'] {
  const store = new Store<{ incident: { facts: Fact[] } }>({ cwd: folder, name: 'incident' })
  return (fact) => {
    facts.push(fact)
    store.set('incident', { facts })
    return Promise.resolve()
  }
}

/** The careful way to keep a whole file: write it anew beside the old one, sync, rename, sync the folder. */
function wholeFile(path: string, facts: Fact[]): Way['keep'] {
  return async (fact) => {
    facts.push(fact)
    const file = await open(`${path}.new`, 'w')
    await file.writeFile(JSON.stringify({ facts }))
    await file.sync()
    await file.close()
    await rename(`${path}.new`, path)
    const folder = await open(dirname(path), 'r')
    await folder.sync()
    await folder.close()
  }
}

/** A fact that was not kept would make the fastest figure. */
function certain(answer: { readonly ok: boolean }): void {
  if (!answer.ok) throw new Error(JSON.stringify(answer))
}

/** @param index ms after the start of 2026: behind every fact of the incident */
function note(index: number): Fact {
  const wall = Date.UTC(2026, 0, 1) + index
  const time = new Date(wall).toISOString()
  return {
    v: 1,
    id: formatStamp({ wall, counter: 0, writer: '0bench00' }),
    type: 'NoteAdded',
    data: { text: 'Connections to the database climb in step with the deployment; latency follows' },
    at: { time, precision: 'exact', zone: 'UTC' },
    recordedAt: time,
    by: { person: 'bench', name: 'Bench' },
    source: 'bench',
  }
}

/** MB of this process; null where the system does not say. */
function pss(): number | null {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync('/proc/self/smaps_rollup', 'utf8'))![1]) / 1024
  } catch {
    return null
  }
}
