/** Notices what other programs write into the store, by looking: no notification works on every disk. */
import { join } from 'node:path'
import { STREAM_KINDS } from '../../shared/stream.ts'
import { nodeDisk, type Disk } from './disk.ts'
import { systemCode } from './fault.ts'
import { isJournalName, listStreams, streamFolder } from './layout.ts'
import type { News, Stream } from './stream.ts'

/** ms between two looks at the open streams */
export const OPEN_EVERY_MS = 500
/** ms between two looks at all others */
export const OTHERS_EVERY_MS = 5000

/** The passing of time, so that a test can hurry it. */
export interface Timers {
  /** Runs once after `ms`; answers how to call it off. */
  after(ms: number, run: () => void): () => void
}

export const realTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

export interface WatchEvents {
  /** others have added facts to a followed stream, or what is wrong in it has changed */
  onNews(stream: Stream, news: News): void
  /** journals of these streams have changed, come or gone; none of them is followed */
  onChanged(ids: readonly string[]): void
  /** in a followed stream words may stand that were redacted; said at each look for as long as it is so */
  onUnerased?(stream: Stream): void
}

export interface Watch {
  follow(stream: Stream): void
  unfollow(stream: Stream): void
  /** Looks no more, and waits for the look that is under way. */
  stop(): Promise<void>
}

/**
 * Starts to watch. What is there already is not reported, so start it before the first listing. News goes to whoever polls: a caller
 * that polls a followed stream itself tells the others what it met.
 */
export function watchStore(dataDir: string, events: WatchEvents, disk: Disk = nodeDisk, timers: Timers = realTimers): Watch {
  const followed = new Set<Stream>()
  let known: ReadonlyMap<string, string> | null = null
  let stopped = false

  async function lookAtFollowed(): Promise<void> {
    for (const stream of [...followed]) {
      const news = await stream.poll()
      if (!stopped && (news.facts.length > 0 || news.findings.length > 0 || news.healed)) events.onNews(stream, news)
      if (!stopped && stream.needsErasing()) events.onUnerased?.(stream)
    }
  }

  async function lookAtOthers(): Promise<void> {
    const now = await fingerprints(dataDir, disk)
    // A store that cannot be read for a moment, or is away with its drive, has not lost its streams.
    if (now === null || (now.size === 0 && known !== null && known.size > 0)) return
    const before = known
    known = now
    if (before === null || stopped) return
    const open = new Set([...followed].map(({ id }) => id))
    const ids = [...new Set([...before.keys(), ...now.keys()])]
    const changed = ids.filter((id) => !open.has(id) && before.get(id) !== now.get(id))
    if (changed.length > 0) events.onChanged(changed)
  }

  /** Looks now, and again each time that `ms` have passed since the last look ended. Answers how to end it. */
  function repeat(ms: number, look: () => Promise<void>): () => Promise<void> {
    let callOff = (): void => undefined
    const run = async (): Promise<void> => {
      await look()
      if (!stopped) callOff = timers.after(ms, () => void (running = run()))
    }
    let running = run()
    return () => {
      callOff()
      return running
    }
  }

  const looks = [repeat(OPEN_EVERY_MS, lookAtFollowed), repeat(OTHERS_EVERY_MS, lookAtOthers)]

  return {
    follow: (stream) => void followed.add(stream),
    unfollow: (stream) => void followed.delete(stream),
    async stop() {
      stopped = true
      await Promise.all(looks.map((end) => end()))
    },
  }
}

/** By stream, a text that changes whenever its journals do; null where the store cannot be read. */
async function fingerprints(dataDir: string, disk: Disk): Promise<Map<string, string> | null> {
  const prints = new Map<string, string>()
  for (const kind of STREAM_KINDS) {
    const listed = await listStreams(dataDir, kind, disk)
    if (!listed.ok) return null
    for (const id of listed.ids) prints.set(id, await fingerprint(streamFolder(dataDir, id), disk))
  }
  return prints
}

async function fingerprint(folder: string, disk: Disk): Promise<string> {
  try {
    const names = (await disk.list(folder)).filter(({ name, file }) => file && isJournalName(name)).map(({ name }) => name)
    const prints: string[] = []
    for (const name of names.sort()) {
      const { size, modified, identity } = await disk.stat(join(folder, name))
      prints.push(`${name} ${size} ${modified} ${identity}`)
    }
    return prints.join('\n')
  } catch (error) {
    // Gone or unreadable in between: the same print for as long as it is so.
    const code = systemCode(error)
    if (code === null) throw error
    return code
  }
}
