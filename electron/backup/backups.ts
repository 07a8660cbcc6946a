/** Keeps backups while the app runs: soon after changes, never more often than every quarter of an hour, and never in anybody's way. */
import type { BackupStatus } from '../../shared/api.ts'
import { isoTime, type Clock } from '../clock.ts'
import type { Copies } from '../copies.ts'
import { nodeDisk, type Disk } from '../journal/disk.ts'
import { createQueue } from '../journal/queue.ts'
import type { BackupSettings } from '../settings-file.ts'
import { adoptFolder } from './folder.ts'
import { backUp, type BackUpResult } from './back-up.ts'

/** ms after the window shows: start-up is over by then */
export const FIRST_AFTER_MS = 60_000
/** ms between two backups */
export const EVERY_MS = 15 * 60_000
/** ms for which backups may fail before it is said above everything */
export const OVERDUE_MS = 3 * 24 * 60 * 60_000
/** ms; nobody waits longer than this for the app to quit */
export const AT_QUIT_MS = 1500

export interface BackupsOptions {
  readonly dataDir: string
  readonly clock: Clock
  /** IANA, asked each time */
  zone(): string
  /** the program: `knowngood 0.1.0` */
  readonly by: string
  readonly copies: Copies
  readonly kept: {
    current(): BackupSettings
    /** Answers the sentence that says why it could not be kept, or null. */
    keep(settings: BackupSettings): Promise<string | null>
  }
  /** told whenever {@link Backups.status} has changed */
  onStatus(status: BackupStatus): void
  /** Runs once after ms; answers how to call it off. */
  after(ms: number, run: () => void): () => void
  readonly disk?: Disk
}

export interface Backups {
  status(): BackupStatus
  /** The window is there: from now on backups are made by themselves. */
  begin(): void
  /** The store has changed. */
  touch(): void
  /** Begins to keep backups in a folder, with one at once; or the sentence that says why not there. */
  use(folder: string, onProgress?: (part: number) => void, signal?: AbortSignal): Promise<BackUpResult>
  stop(): Promise<string | null>
  now(onProgress?: (part: number) => void, signal?: AbortSignal): Promise<BackUpResult>
  /** Backs up what has changed, if that is quickly done, and then no more. */
  end(): Promise<void>
}

export function createBackups({ dataDir, clock, zone, by, copies, kept, onStatus, after, disk = nodeDisk }: BackupsOptions): Backups {
  const enqueue = createQueue()
  let [begun, ended, dirty, running] = [false, false, true, false]
  let trouble: string | null = null
  const quitting = new AbortController()
  let callOff = (): void => undefined

  function status(): BackupStatus {
    const { folder, last, failingSince } = kept.current()
    const overdue = folder !== null && failingSince !== null && clock.now() - Date.parse(failingSince) >= OVERDUE_MS
    return { folder, running, last, trouble: folder === null ? null : trouble, overdue }
  }

  async function run(isNew: boolean, onProgress: (part: number) => void = () => undefined, signal?: AbortSignal): Promise<BackUpResult> {
    const { folder } = kept.current()
    if (folder === null) return { ok: false, kind: 'fault', sentence: 'No folder was chosen for backups.' }
    callOff()
    dirty = false
    running = true
    onStatus(status())
    const now = isoTime(clock.now())
    const stopping = new AbortController()
    for (const asked of [quitting.signal, signal]) asked?.addEventListener('abort', () => stopping.abort(), { signal: stopping.signal })
    const result = await backUp(dataDir, folder, { now, zone: zone(), by, disk, onProgress, signal: stopping.signal }, isNew).finally(() => {
      running = false
      // Lets go of both signals.
      stopping.abort()
    })
    if (kept.current().folder === folder) await note(result, now)
    onStatus(status())
    if (begun && !ended) sleep(EVERY_MS)
    return result
  }

  /** Where even the settings cannot be kept, the next backup says it all again. */
  async function note(result: BackUpResult, now: string): Promise<void> {
    const before = kept.current()
    if (!result.ok) {
      dirty = true
      if (result.kind === 'cancelled') return
      trouble = result.sentence
      await kept.keep({ ...before, failingSince: before.failingSince ?? now })
      return
    }
    trouble = result.troubles.length > 0 ? result.troubles.join(' ') : null
    const about = result.newest?.about
    const last = about ? { at: about.made, incidents: about.incidents, files: about.files, bytes: about.bytes } : null
    await kept.keep({ ...before, last, failingSince: null })
  }

  /** One that failed is tried again even if nothing changes: its folder may be back. */
  function sleep(ms: number): void {
    callOff()
    callOff = after(ms, () => {
      if (dirty && kept.current().folder !== null) void enqueue(() => run(false))
      else sleep(EVERY_MS)
    })
  }

  return {
    status,
    begin() {
      begun = true
      sleep(FIRST_AFTER_MS)
    },
    touch: () => void (dirty = true),
    use: (folder, onProgress, signal) =>
      enqueue(async () => {
        const adopted = await adoptFolder(folder, dataDir, disk)
        if (!adopted.ok) return { ok: false, kind: 'fault', sentence: adopted.sentence }
        const refused = (await kept.keep({ folder, last: null, failingSince: null })) ?? (await copies.remember({ kind: 'backups', path: folder }))
        if (refused !== null) return { ok: false, kind: 'fault', sentence: refused }
        trouble = null
        return run(true, onProgress, signal)
      }),
    stop: () =>
      enqueue(async () => {
        callOff()
        const refused = await kept.keep({ folder: null, last: null, failingSince: null })
        onStatus(status())
        return refused
      }),
    now: (onProgress, signal) => enqueue(() => run(false, onProgress, signal)),
    async end() {
      ended = true
      callOff()
      const last = enqueue(async () => {
        if (begun && dirty && kept.current().folder !== null && !quitting.signal.aborted) await run(false)
      })
      // Called off, it clears away what it began; but a disk that answers nothing at all is not waited for.
      const timers = [AT_QUIT_MS, 2 * AT_QUIT_MS].map((ms) => delay(ms))
      void timers[0]!.done.then(() => quitting.abort())
      await Promise.race([last, timers[1]!.done])
      for (const { cancel } of timers) cancel()
    },
  }
}

function delay(ms: number): { done: Promise<void>; cancel: () => void } {
  let cancel = (): void => undefined
  const done = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    cancel = () => clearTimeout(timer)
  })
  return { done, cancel: () => cancel() }
}
