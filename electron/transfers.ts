/** Incidents carried out and in, one at a time: bundles that are saved and opened, backups that are made and brought back. */
import { basename, extname, join } from 'node:path'
import { app, BrowserWindow, dialog } from 'electron'
import type { BackupChoice, Exported, Merged, Progress, Replies } from '../shared/api.ts'
import { shownId } from '../shared/incident/words.ts'
import { askForPath } from './ask-for-path.ts'
import type { Backups } from './backup/backups.ts'
import type { Choice } from './backup/restore.ts'
import { BUNDLE_ENDING } from './bundle/ending.ts'
import { isoTime, type Clock } from './clock.ts'
import type { Copies } from './copies.ts'
import type { Desk } from './desk.ts'
import { fileName } from './file-name.ts'
import { kindOf } from './journal/layout.ts'
import { recordExport } from './record-export.ts'
import { counted, mergedSentence, type Merged as MergeCount } from './merge/merge.ts'

export interface TransfersOptions {
  readonly desk: Desk
  readonly dataDir: string
  readonly clock: Clock
  /** IANA, asked each time */
  zone(): string
  /** the program: `knowngood 0.1.0` */
  readonly by: string
  readonly copies: Copies
  readonly backups: Backups
  onProgress(progress: Progress | null): void
  /** these incidents and releases were added to */
  onMerged(ids: readonly string[]): void
  /** a file was saved: it may be shown in its folder */
  onSaved(path: string): void
}

export interface Transfers {
  exportBundle(incident: string): Promise<Exported>
  /** @param path null: the person is asked for it */
  importBundle(path: string | null): Promise<Merged>
  chooseBackupFolder(): Promise<Replies['chooseBackupFolder']>
  stopBackups(): Promise<Replies['stopBackups']>
  backUpNow(): Promise<Replies['backUpNow']>
  findBackups(): Promise<Replies['findBackups']>
  restoreBackup(name: string): Promise<Merged>
  cancel(): void
}

interface Failed {
  readonly ok: false
  readonly cancelled: boolean
  readonly sentence: string
}

const CANCELLED: Failed = { ok: false, cancelled: true, sentence: 'Nothing was changed.' }
/** ms between two messages about how far something is */
const TELL_EVERY_MS = 80

export function createTransfers({ desk, dataDir, clock, zone, by, copies, backups, onProgress, onMerged, onSaved }: TransfersOptions): Transfers {
  let underWay: AbortController | null = null
  let found: readonly Choice[] = []

  /** Two at once would compete for the disk, and for the one place where the window shows how far it is. */
  async function alone<T>(what: Progress['what'], run: (tell: (part: number) => void, signal: AbortSignal) => Promise<T>): Promise<T | Failed> {
    if (underWay) return failed('Something else is under way. Wait for it, or cancel it, then try again.')
    const calling = new AbortController()
    underWay = calling
    let told = 0
    try {
      return await run((part) => {
        if (performance.now() - told < TELL_EVERY_MS) return
        told = performance.now()
        onProgress({ what, part })
      }, calling.signal)
    } finally {
      underWay = null
      onProgress(null)
    }
  }

  async function saveBundle(incident: string): Promise<Exported> {
    const read = await desk.read(incident)
    if (!read) return failed(`There is no incident ${shownId(incident)} in this store any more.`)
    const path = await askWhere(`${fileName(read, zone())}${BUNDLE_ENDING}`)
    if (path === null) return { ok: false, cancelled: true, sentence: 'Nothing was exported.' }
    return alone('export', async (onPart, signal) => {
      // Loaded when it is wanted: start-up is quicker without zip.
      const { writeBundle } = await import('./bundle/write-bundle.ts')
      const made = isoTime(clock.now())
      const written = await writeBundle(dataDir, [incident], path, { made, by, onProgress: onPart, signal })
      if (!written.ok) return { ok: false, cancelled: written.kind === 'cancelled', sentence: written.sentence }
      onSaved(path)
      // Said nowhere but here: the bundle is whole, and where it lies is a matter for a later redaction alone.
      const forgotten = await copies.remember({ kind: 'bundle', path, streams: [incident], at: made })
      if (forgotten !== null) console.error(forgotten)
      return { ok: true, path, unrecorded: await recordExport(desk, incident, 'bundle') }
    })
  }

  function merged(count: MergeCount, more = ''): Merged {
    onMerged(count.all)
    const [only] = count.all
    return { ok: true, sentence: `${mergedSentence(count)}${more}`, incident: count.all.length === 1 && kindOf(only!) === 'incident' ? only! : null }
  }

  return {
    exportBundle: saveBundle,
    async importBundle(named) {
      const path = named ?? (await askForPath({ title: 'Open a bundle', properties: ['openFile'], filters: [{ name: 'Knowngood bundle', extensions: [BUNDLE_ENDING.slice(1)] }] }))
      if (path === null) return CANCELLED
      // On a drive's empty mount point it would be begun anew, and be hidden once the drive is back.
      const away = await desk.away()
      if (away) return failed(away.sentence)
      return alone('import', async (onPart, signal) => {
        const { importBundle } = await import('./bundle/import-bundle.ts')
        const result = await importBundle(dataDir, path, { onProgress: onPart, signal })
        if (result.ok) return merged(result.merged, damagedText(result.damagedLines))
        // What was merged before the disk failed is whole, and is shown.
        if (result.kind !== 'refused') desk.list().then((listed) => listed.ok && onMerged(listed.ids), () => undefined)
        return { ok: false, cancelled: result.kind === 'cancelled', sentence: result.kind === 'refused' ? `${basename(path)} was refused. ${result.sentence} Nothing was changed.` : result.sentence }
      })
    },
    async chooseBackupFolder() {
      const folder = await askForPath({ title: 'Keep backups in', buttonLabel: 'Keep backups here', properties: ['openDirectory', 'createDirectory', 'promptToCreate'] })
      if (folder === null) return CANCELLED
      return alone('backup', async (onPart, signal) => {
        const result = await backups.use(folder, onPart, signal)
        return result.ok ? { ok: true } : { ok: false, cancelled: result.kind === 'cancelled', sentence: result.sentence }
      })
    },
    async stopBackups() {
      const refused = await backups.stop()
      return refused === null ? { ok: true } : failed(refused)
    },
    backUpNow: () =>
      alone('backup', async (onPart, signal) => {
        const result = await backups.now(onPart, signal)
        if (!result.ok) return { ok: false, cancelled: result.kind === 'cancelled', sentence: result.sentence }
        const { about } = result.made ?? {}
        if (about) return { ok: true, sentence: `Backed up: ${counted(about.incidents, 'incident')}, ${counted(about.files, 'file')}.` }
        return { ok: true, sentence: result.newest ? 'Nothing has changed since the last backup.' : 'There is nothing to back up yet.' }
      }),
    async findBackups() {
      const folder = await askForPath({ title: 'Restore from', buttonLabel: 'Look here', properties: ['openDirectory'], ...startIn(backups.status().folder) })
      if (folder === null) return CANCELLED
      const { findBackups } = await import('./backup/restore.ts')
      const result = await findBackups(folder)
      if (!result.ok) return failed(result.sentence)
      found = result.choices
      return { ok: true, folder, choices: found.map(choiceOf) }
    },
    async restoreBackup(name) {
      const choice = found.find((one) => one.name === name)
      if (!choice) return failed('That backup was not found. Choose the folder again.')
      // Whoever restores where the incidents were missed wants them there.
      const refused = (await desk.away()) && (await desk.beginEmpty())
      if (refused) return failed(refused.sentence)
      return alone('restore', async (onPart, signal) => {
        const { restore } = await import('./backup/restore.ts')
        const result = await restore(dataDir, choice.path, { onProgress: onPart, signal })
        if (result.ok) return merged(result.merged)
        return { ok: false, cancelled: result.kind === 'cancelled', sentence: result.sentence }
      })
    },
    cancel: () => underWay?.abort(),
  }
}

function failed(sentence: string): Failed {
  return { ok: false, cancelled: false, sentence }
}

function choiceOf({ name, about }: Choice): BackupChoice {
  return { name, made: about?.made ?? null, incidents: about?.incidents ?? null, files: about?.files ?? null, bytes: about?.bytes ?? null }
}

function damagedText(lines: number): string {
  return lines === 0 ? '' : ` ${counted(lines, 'line')} of it ${lines === 1 ? 'was' : 'were'} damaged where it was made; the incident’s findings say where.`
}

function startIn(folder: string | null): { defaultPath?: string } {
  return folder === null ? {} : { defaultPath: folder }
}

async function askWhere(name: string): Promise<string | null> {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const options = { title: 'Export a bundle', defaultPath: join(app.getPath('documents'), name), filters: [{ name: 'Knowngood bundle', extensions: [BUNDLE_ENDING.slice(1)] }] }
  const { canceled, filePath } = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
  if (canceled || !filePath) return null
  // Not every desktop's dialog adds the ending.
  return extname(basename(filePath)) === BUNDLE_ENDING ? filePath : `${filePath}${BUNDLE_ENDING}`
}

