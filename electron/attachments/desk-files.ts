/** The files of the incidents at the desk: only those that a fact names are checked, shown or saved. */
import { attachmentsOf } from '../../shared/incident/attachments.ts'
import type { PictureType } from '../../shared/incident/attachments.ts'
import type { Clock } from '../clock.ts'
import type { Desk, ReadIncident } from '../desk.ts'
import { nodeDisk, type Disk } from '../journal/disk.ts'
import { checkFile, copyFile, readPicture, type FileState, type NamedFile } from './read.ts'
import { sweepFiles } from './sweep.ts'

/** What is asked for: a stream's id and a hash. */
export interface WantedFile {
  readonly incident: string
  readonly sha256: string
}

export interface DeskFiles {
  /** The file as a fact names it; null where none does, or what did is redacted. */
  named(wanted: WantedFile): Promise<NamedFile | null>
  check(wanted: WantedFile): Promise<FileState>
  picture(wanted: WantedFile): Promise<{ readonly bytes: Buffer; readonly type: PictureType } | null>
  /** Removes what an interrupted run left among an incident's files. */
  sweep(read: ReadIncident): Promise<void>
  copy(file: NamedFile, target: string): Promise<{ readonly ok: true } | { readonly ok: false; readonly sentence: string }>
}

export function createDeskFiles(desk: Desk, dataDir: string, clock: Clock, disk: Disk = nodeDisk): DeskFiles {
  async function named({ incident, sha256 }: WantedFile): Promise<NamedFile | null> {
    const read = await desk.read(incident)
    const found = read && attachmentsOf(read.incident).find(({ data }) => data.sha256 === sha256)
    return found ? { stream: incident, sha256, name: found.data.name } : null
  }
  return {
    named,
    async check(wanted) {
      const file = await named(wanted)
      return file ? checkFile(dataDir, file, disk) : { state: 'missing', sentence: 'No entry of this incident names that file any more.' }
    },
    async picture(wanted) {
      const file = await named(wanted)
      return file && readPicture(dataDir, file, disk)
    },
    sweep: ({ id, incident, findings }) => sweepFiles(dataDir, id, incident, findings.length === 0, clock.now(), disk),
    copy: (file, target) => copyFile(dataDir, file, target, disk),
  }
}
