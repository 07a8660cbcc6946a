/** A snapshot: a dated folder with the layout of a store, and beside it what it is and the hash of every file. docs/bundle-format.md describes it. */
import { createHash } from 'node:crypto'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { STREAM_ID } from '../../shared/stream.ts'
import { isoDay, clockTime } from '../../shared/time/format.ts'
import { systemCode } from '../journal/fault.ts'
import type { Disk } from '../journal/disk.ts'

export const BACKUP_FORMAT = 'knowngood-backup'
export const BACKUP_VERSION = 1
/** What the snapshot is; written last, so that a folder with it is whole. */
export const ABOUT_NAME = 'backup.json'
/** Every file, with its hash. */
export const FILES_NAME = 'files.json'

const NAME = /^Knowngood backup \d{4}-\d\d-\d\d \d\d-\d\d(?: \(\d+\))?$/

export const aboutSchema = z.object({
  format: z.literal(BACKUP_FORMAT),
  version: z.int().positive(),
  /** UTC, ms */
  made: z.iso.datetime({ precision: 3 }),
  by: z.string(),
  /** which store it was made of; see {@link storeMark} */
  store: z.string(),
  incidents: z.int().nonnegative(),
  releases: z.int().nonnegative(),
  files: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  /** by stream, a mark of the redactions that have been carried out in it */
  redacted: z.record(z.string().regex(STREAM_ID), z.string()),
})
export type About = z.output<typeof aboutSchema>

const filesSchema = z.array(
  z.object({
    /** relative to the snapshot, with forward slashes */
    name: z.string(),
    size: z.int().nonnegative(),
    sha256: z.string(),
    /** size and modification time (ms) of the file in the store, by which the next backup sees whether it has changed */
    source: z.tuple([z.number(), z.number()]),
  }),
)
export type SnapshotFile = z.output<typeof filesSchema>[number]

export interface Snapshot {
  readonly name: string
  /** the snapshot's own folder */
  readonly path: string
  readonly about: About
}

/** "Knowngood backup 2026-11-23 08-55", the moment in a zone; a name that every file system takes. @param taken how many of that minute there are */
export function snapshotName(now: string, zone: string, taken = 0): string {
  return `Knowngood backup ${isoDay(now, zone)} ${clockTime(now, zone).replace(':', '-')}${taken > 0 ? ` (${String(taken + 1)})` : ''}`
}

export function isSnapshotName(name: string): boolean {
  return NAME.test(name)
}

/** Which store on which machine: only the snapshots of the same one are ever removed to make room. */
export function storeMark(dataDir: string, machine = hostname()): string {
  return createHash('sha256').update(`${machine}\0${resolve(dataDir)}`).digest('hex').slice(0, 16)
}

/** The whole snapshots in a folder, the newest first. Rejects with the system's error where the folder cannot be read. */
export async function listSnapshots(folder: string, disk: Disk): Promise<Snapshot[]> {
  const snapshots: Snapshot[] = []
  for (const { name, folder: isFolder } of await disk.list(folder)) {
    if (!isFolder || !isSnapshotName(name)) continue
    const path = join(folder, name)
    const about = await readAbout(path, disk)
    if (about) snapshots.push({ name, path, about })
  }
  return snapshots.sort((a, b) => (a.about.made < b.about.made ? 1 : a.about.made > b.about.made ? -1 : a.name < b.name ? 1 : -1))
}

/** What a folder says that it is; null where it is no whole snapshot. */
export async function readAbout(path: string, disk: Disk): Promise<About | null> {
  const parsed = aboutSchema.safeParse(await readJson(join(path, ABOUT_NAME), disk))
  return parsed.success ? parsed.data : null
}

/** Every file of a snapshot, by name; null where the list cannot be read. */
export async function readFiles(path: string, disk: Disk): Promise<Map<string, SnapshotFile> | null> {
  const parsed = filesSchema.safeParse(await readJson(join(path, FILES_NAME), disk))
  return parsed.success ? new Map(parsed.data.map((file) => [file.name, file])) : null
}

export function filesText(files: Iterable<SnapshotFile>): string {
  return `[\n${[...files].map((file) => JSON.stringify(file)).join(',\n')}\n]\n`
}

export function aboutText(about: About): string {
  return `${JSON.stringify(about, null, 2)}\n`
}

/** Undefined where there is none, or none that can be read. */
async function readJson(path: string, disk: Disk): Promise<unknown> {
  try {
    return JSON.parse((await disk.readWhole(path)).toString('utf8'))
  } catch (error) {
    if (systemCode(error) === null && !(error instanceof SyntaxError)) throw error
    return undefined
  }
}
