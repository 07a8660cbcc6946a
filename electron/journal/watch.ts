/** Notices what other programs write into the store, by looking: no notification works on every disk. */
import { performance } from 'node:perf_hooks'
import { STREAM_KINDS } from '../../shared/stream.ts'
import { nodeDisk, type Disk } from './disk.ts'
import { fingerprintOf, type Fingerprint } from './fingerprint.ts'
import { listStreams, streamFolder } from './layout.ts'
import type { News, Stream } from './stream.ts'

/** ms between two looks at the open streams */
export const OPEN_EVERY_MS = 500
/** ms between two looks at all others */
export const OTHERS_EVERY_MS = 5000
/** ms; with however many streams, what others write is met within 15 s */
const OTHERS_AT_LATEST_MS = 13_000
/** Looking takes no more than this share of the time: thousands of streams must not keep a laptop awake. */
const SHARE_OF_TIME = 1 / 20

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
  /** how the journals of every stream stood at a look, the first included */
  onLook?(prints: ReadonlyMap<string, Fingerprint>): void
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
  let known: ReadonlyMap<string, Fingerprint> | null = null
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
    if (stopped) return
    const before = known
    known = now
    if (before !== null) {
      const open = new Set([...followed].map(({ id }) => id))
      const ids = [...new Set([...before.keys(), ...now.keys()])]
      const changed = ids.filter((id) => !open.has(id) && before.get(id)?.print !== now.get(id)?.print)
      if (changed.length > 0) events.onChanged(changed)
    }
    events.onLook?.(now)
  }

  /** Looks now, and again each time that `ms` have passed since the last look ended; later where a look takes long. Answers how to end it. */
  function repeat(ms: number, atLatest: number, look: () => Promise<void>): () => Promise<void> {
    let callOff = (): void => undefined
    const run = async (): Promise<void> => {
      const began = performance.now()
      await look()
      const pause = Math.max(ms, Math.min((performance.now() - began) / SHARE_OF_TIME, atLatest))
      if (!stopped) callOff = timers.after(pause, () => void (running = run()))
    }
    let running = run()
    return () => {
      callOff()
      return running
    }
  }

  const looks = [repeat(OPEN_EVERY_MS, OPEN_EVERY_MS, lookAtFollowed), repeat(OTHERS_EVERY_MS, OTHERS_AT_LATEST_MS, lookAtOthers)]

  return {
    follow: (stream) => void followed.add(stream),
    unfollow: (stream) => void followed.delete(stream),
    async stop() {
      stopped = true
      await Promise.all(looks.map((end) => end()))
    },
  }
}

/** By stream, how its journals stand; null where the store cannot be read. */
async function fingerprints(dataDir: string, disk: Disk): Promise<Map<string, Fingerprint> | null> {
  const prints = new Map<string, Fingerprint>()
  for (const kind of STREAM_KINDS) {
    const listed = await listStreams(dataDir, kind, disk)
    if (!listed.ok) return null
    for (const id of listed.ids) prints.set(id, await fingerprintOf(streamFolder(dataDir, id), disk))
  }
  return prints
}
