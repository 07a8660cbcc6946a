/** The only electron-store: what is kept for this machine alone. Checked on the way in; what is damaged is kept aside and said. */
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type Store from 'electron-store'
import type { Settings } from '../shared/api.ts'
import { damagedName } from './damaged-name.ts'
import { systemCode } from './journal/fault.ts'
import { createQueue } from './journal/queue.ts'
import { SETTINGS_NAME } from './places.ts'
import { INITIAL_SETTINGS, readSettings, settingsOf, type BackupSettings, type ReadSettings, type Stored, type WindowBounds } from './settings-file.ts'

export interface SettingsStore {
  readonly current: Settings
  readonly window: WindowBounds | null
  /** the data folders in which this machine has seen incidents */
  readonly stores: readonly string[]
  readonly backup: BackupSettings
  readonly reach: Stored['reach']
  readonly channels: Stored['channels']
  readonly alertmanager: Stored['alertmanager']
  /** what was wrong with the file, for the person; null where nothing was */
  readonly trouble: string | null
  /** Keeps the changed fields; the sentence that says why where the disk refuses. Changes are kept in the order in which they are asked for. */
  change(fields: Partial<Stored>): Promise<{ readonly ok: true } | { readonly ok: false; readonly sentence: string }>
  /** Waits until every change that was asked for is kept, or was refused. */
  settled(): Promise<void>
}

/** @param folder the profile's */
export function openSettings(folder: string): SettingsStore {
  const path = join(folder, `${SETTINGS_NAME}.json`)
  const { stored, unusable } = readFile(path)
  const trouble = unusable.length > 0 ? keepAside(path, unusable) : null
  const enqueue = createQueue()
  let store: Store<Stored> | null = null
  let current = stored

  async function write(fields: Partial<Stored>): ReturnType<SettingsStore['change']> {
    try {
      // electron-store reads its file at every get, so what holds is kept here and only written through; and it is slow to load,
      // so that waits for the first change.
      store ??= new (await import('electron-store')).default<Stored>({ cwd: folder, name: SETTINGS_NAME, clearInvalidConfig: false })
      store.set(fields)
      current = { ...current, ...fields }
      return { ok: true }
    } catch (error) {
      const reason = systemCode(error) ?? String(error)
      return { ok: false, sentence: `The settings could not be kept in ${path} (${reason}). Make room or allow it there, then try again.` }
    }
  }

  const change = (fields: Partial<Stored>): ReturnType<SettingsStore['change']> => enqueue(() => write(fields))
  if (trouble !== null) void change(stored)
  return {
    get current() {
      return settingsOf(current)
    },
    get window() {
      return current.window
    },
    get stores() {
      return current.stores
    },
    get backup() {
      return current.backup
    },
    get reach() {
      return current.reach
    },
    get channels() {
      return current.channels
    },
    get alertmanager() {
      return current.alertmanager
    },
    trouble,
    change,
    settled: () => enqueue(() => Promise.resolve()),
  }
}

function readFile(path: string): ReadSettings {
  try {
    return existsSync(path) ? readSettings(readFileSync(path, 'utf8')) : { stored: INITIAL_SETTINGS, unusable: [] }
  } catch (error) {
    if (systemCode(error) === null) throw error
    return { stored: INITIAL_SETTINGS, unusable: ['file'] }
  }
}

/** Copies the file under another name and takes it away, so that electron-store begins a new one. */
function keepAside(path: string, unusable: readonly string[]): string {
  const aside = damagedName(path)
  const what = unusable.includes('file') ? 'The settings could not be read' : `Some settings could not be read (${unusable.join(', ')})`
  try {
    copyFileSync(path, aside)
    rmSync(path)
    return `${what}, so they are as at the beginning. The old file was kept as ${aside}.`
  } catch (error) {
    if (systemCode(error) === null) throw error
    return `${what}, and could not be kept aside either (${systemCode(error)!}): ${path}`
  }
}
