/** `playbook.json` in the data folder: read, looked at again and again, changed by forms. A broken one stops nothing: what was good last stays in force. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Done } from '../../shared/api.ts'
import { BUILT_IN_PLAYBOOK } from '../../shared/playbook/built-in.ts'
import type { PlaybookEdit } from '../../shared/playbook/edits.ts'
import { editPlaybookFile } from '../../shared/playbook/file-edit.ts'
import { readPlaybookFile } from '../../shared/playbook/file.ts'
import type { Playbook } from '../../shared/playbook/schema.ts'
import { STARTER_PLAYBOOK } from '../../shared/playbook/starter.ts'
import { faultText, PLAYBOOK_FILE, type PlaybookStatus } from '../../shared/playbook/status.ts'
import { writeAtomically } from '../journal/atomic-write.ts'
import { nodeDisk, type Disk } from '../journal/disk.ts'
import { faultOf, systemCode } from '../journal/fault.ts'
import { isMissing } from '../journal/layout.ts'
import { createQueue } from '../journal/queue.ts'
import { realTimers, type Timers } from '../journal/watch.ts'

/** ms between two looks; no notification works on every disk, and one file is soon looked at */
export const LOOK_EVERY_MS = 2000

export interface PlaybookFile {
  /** what is in force, as of the last look */
  current(): Playbook
  status(): PlaybookStatus
  /** Reads the file if it has changed. */
  look(): Promise<PlaybookStatus>
  /** Writes the file that a team begins with, unless there is one. */
  begin(): Promise<Done>
  /** Makes a change, unless the file is another one than `version` says, or broken. */
  edit(edit: PlaybookEdit, version: string | null): Promise<Done>
  /** Takes the last edit back, unless the file was changed since. */
  undo(): Promise<Done>
  /** Looks every {@link LOOK_EVERY_MS} from now on. */
  watch(): void
  /** Looks no more, and waits for what is under way. */
  stop(): Promise<void>
}

export interface PlaybookFileOptions {
  readonly dataDir: string
  readonly disk?: Disk
  readonly timers?: Timers
  /** the file stands otherwise than before */
  onChange?(status: PlaybookStatus, playbook: Playbook): void
}

type Read = { readonly text: string } | { readonly absent: true } | { readonly trouble: string }

/** Nothing is read before the first look. */
export function openPlaybookFile({ dataDir, disk = nodeDisk, timers = realTimers, onChange }: PlaybookFileOptions): PlaybookFile {
  const path = join(dataDir, PLAYBOOK_FILE)
  const enqueue = createQueue()
  const nothing = { path, faults: [], trouble: null, version: null }
  let status: PlaybookStatus = { ...nothing, state: 'absent', inForce: 'built-in' }
  let playbook = BUILT_IN_PLAYBOOK
  let lastEdit: { readonly before: string | null; readonly after: string } | null = null
  let callOff = (): void => undefined
  let stopped = false

  async function read(): Promise<Read> {
    try {
      return { text: (await disk.readWhole(path)).toString('utf8') }
    } catch (error) {
      if (systemCode(error) === null) throw error
      if (!isMissing(error)) return { trouble: faultOf(error, { doing: 'read', where: path, outcome: 'it is not used' }).sentence }
      // A drive that was pulled out has not taken the team's playbook back.
      return status.inForce === 'built-in' || (await isThere()) ? { absent: true } : { trouble: `${dataDir} is not there, so ${PLAYBOOK_FILE} cannot be read.` }
    }
  }

  async function isThere(): Promise<boolean> {
    return disk.stat(dataDir).then(
      () => true,
      (error) => !isMissing(error),
    )
  }

  function take(found: Read): void {
    const before = status
    const version = 'text' in found ? versionOf(found.text) : null
    if ('text' in found && version === before.version) return
    if ('absent' in found) {
      playbook = BUILT_IN_PLAYBOOK
      status = { ...nothing, state: 'absent', inForce: 'built-in' }
    } else if ('trouble' in found) {
      status = { ...nothing, state: 'unreadable', inForce: earlier(), trouble: found.trouble }
    } else {
      const parsed = readPlaybookFile(found.text)
      playbook = parsed.playbook ?? playbook
      status = { ...nothing, faults: parsed.faults, version, state: parsed.playbook ? 'good' : 'broken', inForce: parsed.playbook ? 'file' : earlier() }
    }
    if (before.state !== status.state || before.version !== status.version || before.trouble !== status.trouble) onChange?.(status, playbook)
  }

  const earlier = (): PlaybookStatus['inForce'] => (status.inForce === 'built-in' ? 'built-in' : 'earlier')

  async function look(): Promise<PlaybookStatus> {
    take(await read())
    return status
  }

  async function write(text: string): Promise<Done> {
    try {
      await disk.makeFolder(dataDir)
    } catch (error) {
      return refused(faultOf(error, { doing: 'write to', where: dataDir, outcome: `${PLAYBOOK_FILE} was not written` }).sentence)
    }
    const written = await writeAtomically(path, text, disk)
    if (!written.ok) return refused(written.fault.sentence)
    await look()
    return { ok: true }
  }

  async function edit(wanted: PlaybookEdit, version: string | null): Promise<Done> {
    const found = await read()
    take(found)
    if ('trouble' in found) return refused(found.trouble)
    if (status.version !== version) return refused(`${PLAYBOOK_FILE} was changed meanwhile. Look at what it says now; to write yours all the same, save again.`)
    const before = 'text' in found ? found.text : null
    const edited = editPlaybookFile(before ?? STARTER_PLAYBOOK, wanted)
    if (!edited.ok) {
      const [first] = edited.faults
      return refused(status.state === 'broken' ? `${PLAYBOOK_FILE} has to be mended first: ${first ? faultText(first) : 'it cannot be read.'}` : (first?.sentence ?? `${PLAYBOOK_FILE} cannot take this.`))
    }
    const written = await write(edited.text)
    if (written.ok) lastEdit = { before, after: versionOf(edited.text) }
    return written
  }

  async function undo(): Promise<Done> {
    await look()
    if (!lastEdit) return refused('There is no change to take back.')
    if (status.version !== lastEdit.after) return refused(`${PLAYBOOK_FILE} was changed since, so it stays as it is.`)
    const written = await write(lastEdit.before ?? STARTER_PLAYBOOK)
    if (written.ok) lastEdit = null
    return written
  }

  async function begin(): Promise<Done> {
    await look()
    return status.state === 'absent' ? write(STARTER_PLAYBOOK) : { ok: true }
  }

  function watch(): void {
    callOff = timers.after(LOOK_EVERY_MS, () => void enqueue(look).then(() => !stopped && watch()))
  }

  return {
    current: () => playbook,
    status: () => status,
    look: () => enqueue(look),
    begin: () => enqueue(begin),
    edit: (wanted, version) => enqueue(() => edit(wanted, version)),
    undo: () => enqueue(undo),
    watch,
    async stop() {
      stopped = true
      callOff()
      await enqueue(() => Promise.resolve())
    },
  }
}

function versionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function refused(sentence: string): { readonly ok: false; readonly sentence: string } {
  return { ok: false, sentence }
}
