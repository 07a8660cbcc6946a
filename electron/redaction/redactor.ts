/** Carries redactions to every place that keeps words, and tries again what could not be erased. */
import { join } from 'node:path'
import { STREAM_KINDS } from '../../shared/stream.ts'
import { systemClock } from '../clock.ts'
import type { Disk } from '../journal/disk.ts'
import type { Erased } from '../journal/erase-journals.ts'
import { systemCode } from '../journal/fault.ts'
import { removeIfThere } from '../journal/if-there.ts'
import { listStreams, streamFolder } from '../journal/layout.ts'
import { isLeftover, UNERASED_MARK } from '../journal/leftovers.ts'
import type { Stream } from '../journal/stream.ts'
import type { Place } from './place.ts'

export interface RedactorOptions {
  readonly dataDir: string
  readonly disk: Disk
  /** where else words are kept, besides the journals */
  readonly places: readonly Place[]
  open(id: string): Stream
}

export interface Redactor {
  /** Erases everywhere what the stream's `Redacted` facts name, as far as it was read. What could not be done is in the notices, and tried again. */
  erase(stream: Stream): Promise<Erased>
  /** The same where it seems to be needed, and not too soon after a try that failed. */
  sweep(stream: Stream): Promise<void>
  /** Asks every place again for the attachments that a stream's redactions name: a merge may have brought them back, and no journal says so. */
  lookElsewhere(stream: Stream): Promise<void>
  /** Sweeps every stream whose folder says that something was left; reads no journal of any other. */
  sweepStore(): Promise<void>
  /** Waits for what is under way, and begins nothing more. */
  close(): Promise<void>
}

/** ms between tries: the first waits for a program to let go of a file, the last for somebody to plug in a disk */
const FIRST_WAIT_MS = 2000
const LONGEST_WAIT_MS = 10 * 60_000

export function createRedactor({ dataDir, disk, places, open }: RedactorOptions): Redactor {
  const underWay = new Map<string, Promise<Erased>>()
  const waits = new Map<string, { until: number; ms: number }>()
  let closed = false

  function erase(stream: Stream): Promise<Erased> {
    // One after another: a second try that begins while the first is at work would meet its hidden files.
    const erasing = (underWay.get(stream.id) ?? Promise.resolve()).then(() => eraseNow(stream))
    underWay.set(stream.id, erasing)
    return erasing.finally(() => {
      if (underWay.get(stream.id) === erasing) underWay.delete(stream.id)
    })
  }

  async function eraseNow(stream: Stream): Promise<Erased> {
    const erased = await stream.erase()
    const redaction = stream.redaction()
    const elsewhere: string[] = []
    for (const place of places) elsewhere.push(...(await place.erase(redaction)))
    const done = erased.done && elsewhere.length === 0
    await mark(stream.id, done)
    if (done) waits.delete(stream.id)
    else wait(stream.id)
    return { ...erased, done, notices: [...erased.notices, ...elsewhere] }
  }

  function wait(id: string): void {
    const ms = Math.min((waits.get(id)?.ms ?? FIRST_WAIT_MS / 2) * 2, LONGEST_WAIT_MS)
    waits.set(id, { until: systemClock.now() + ms, ms })
  }

  /** A disk that takes no mark is no reason to fail: whoever opens the stream finds what is left by reading it. */
  async function mark(id: string, done: boolean): Promise<void> {
    const path = join(streamFolder(dataDir, id), UNERASED_MARK)
    try {
      if (done) await removeIfThere(path, disk)
      else await (await disk.create(path)).close()
    } catch (error) {
      if (systemCode(error) === null) throw error
    }
  }

  async function sweep(stream: Stream): Promise<void> {
    if (closed || !stream.needsErasing() || underWay.has(stream.id)) return
    if ((waits.get(stream.id)?.until ?? 0) > systemClock.now()) return
    await erase(stream)
  }

  async function lookElsewhere(stream: Stream): Promise<void> {
    const redaction = stream.redaction()
    if (closed || redaction.files.size === 0) return
    // What it cannot do now has been said before, or is said when it is asked for again.
    for (const place of places) await place.erase(redaction)
  }

  async function sweepStore(): Promise<void> {
    for (const kind of STREAM_KINDS) {
      const listed = await listStreams(dataDir, kind, disk)
      if (!listed.ok) continue
      for (const id of listed.ids) {
        if (closed) return
        if (await hasLeftovers(id)) await sweepUnread(id)
      }
    }
  }

  async function hasLeftovers(id: string): Promise<boolean> {
    try {
      return (await disk.list(streamFolder(dataDir, id))).some(({ name }) => isLeftover(name))
    } catch (error) {
      if (systemCode(error) === null) throw error
      return false
    }
  }

  async function sweepUnread(id: string): Promise<void> {
    const stream = open(id)
    await stream.poll()
    await sweep(stream)
    await stream.close()
  }

  return {
    erase,
    sweep,
    lookElsewhere,
    sweepStore,
    async close() {
      closed = true
      await Promise.all(underWay.values())
    },
  }
}
