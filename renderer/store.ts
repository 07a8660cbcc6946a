/** What the window holds: rows, the open incident, drafts, banners. Facts come from main; only drafts are born here. */
import { create } from 'zustand'
import type { AlertGroup } from '../shared/alerts/alert.ts'
import type { Alerts, BackupChoice, BackupStatus, Fault, Finding, IncidentRow, Merged, Progress, Reach, Settings, Start } from '../shared/api.ts'
import type { ChannelStatus } from '../shared/delivery/channel.ts'
import type { FoldedIncident } from '../shared/incident/evolve.ts'
import { isOverPhase } from '../shared/incident/words.ts'
import type { Playbook } from '../shared/playbook/schema.ts'
import type { PlaybookStatus } from '../shared/playbook/status.ts'
import type { Line } from './console/entry/history.ts'
import { keepDraft } from './drafts.ts'
import type { Held } from './held.ts'
import type { Upload } from './uploads.ts'

export type Place = 'console' | 'retro' | 'playbook' | 'card' | 'settings'

/** The incident on the screen. */
export interface Opened {
  readonly id: string
  /** a new object with every change; the state and the arrays inside are changed in place, so memoise by this or by `version` */
  readonly folded: FoldedIncident
  /** grows with every change, over all incidents */
  readonly version: number
  readonly playbook: Playbook
  readonly findings: readonly Finding[]
}

/** How something that was carried out or in ended; it stays until it is closed. */
export interface Outcome {
  readonly ok: boolean
  readonly title: string
  readonly text: string
  /** a file that may be shown in its folder */
  readonly path: string | null
}

export interface Store {
  /** null until main has answered */
  readonly start: Start | null
  readonly settings: Settings | null
  readonly place: Place
  readonly rows: readonly IncidentRow[]
  /** main has read every incident; until then rows are still coming */
  readonly listed: boolean
  readonly open: Opened | null
  /** the id of an incident whose facts are on their way */
  readonly opening: string | null
  /** why the incident that was asked for is not on the screen */
  readonly openFailure: string | null
  readonly fault: Fault | null
  /** by which pages, notices and updates can be sent from this machine */
  readonly channels: readonly ChannelStatus[]
  /** the playbook of this machine: whose directory and break-glass card hold for every incident. Null before main has answered */
  readonly playbook: Playbook | null
  /** how the playbook's file stands; null before main has answered */
  readonly playbookFile: PlaybookStatus | null
  /** null before main has answered */
  readonly backup: BackupStatus | null
  /** the deadline that a notification led to, and nobody has left since */
  readonly spot: { readonly incident: string; readonly key: string } | null
  /** something long that is under way */
  readonly progress: Progress | null
  /** null before main has answered */
  readonly reach: Reach | null
  /** null before main has answered */
  readonly alerts: Alerts | null
  readonly outcome: Outcome | null
  /** a bundle was opened from outside the window, and nobody has said so yet */
  readonly imported: Merged | null
  /** the backups that the person may choose from; null: nobody asked */
  readonly restoring: { readonly folder: string; readonly choices: readonly BackupChoice[] } | null
  /** something in the window itself failed; a bug, shown as such */
  readonly bug: string | null
  /** said in the status region; `serial` tells two equal announcements apart */
  readonly announcement: { readonly text: string; readonly serial: number }
  readonly declaring: boolean
  /** the alert that it is declared for; null: none */
  readonly declaringFrom: AlertGroup | null
  /** an entry to go to once its incident is on the screen */
  readonly jump: { readonly incident: string; readonly entry: string } | null
  /** the incident that somebody is asked whether to delete */
  readonly deleting: string | null
  /** files that are on their way, or were not attached */
  readonly uploads: readonly Upload[]
  /** by incident: what stands in its entry line, was to be recorded, and waits for the disk */
  readonly held: Readonly<Record<string, Held>>
  /** by incident: why what waited for the disk was refused in the end */
  readonly refusals: Readonly<Record<string, string>>
  /** by incident: what stands in its entry line */
  readonly drafts: Readonly<Record<string, string>>
  /** by promise: what stands in the line that answers it once its time is up; it outlives a look at another place of the app */
  readonly answers: Readonly<Record<string, string>>
  /** by incident: the lines that were recorded from this window, for arrow-up; forgotten when it closes */
  readonly lines: Readonly<Record<string, readonly Line[]>>
  /** what could not be erased yet of what was redacted here: a sentence each */
  readonly unerased: readonly string[]
}

export const INITIAL: Store = {
  start: null,
  settings: null,
  place: 'console',
  rows: [],
  listed: false,
  open: null,
  opening: null,
  openFailure: null,
  fault: null,
  channels: [],
  playbook: null,
  playbookFile: null,
  backup: null,
  progress: null,
  spot: null,
  reach: null,
  alerts: null,
  outcome: null,
  imported: null,
  restoring: null,
  bug: null,
  announcement: { text: '', serial: 0 },
  declaring: false,
  declaringFrom: null,
  jump: null,
  deleting: null,
  uploads: [],
  held: {},
  refusals: {},
  drafts: {},
  answers: {},
  lines: {},
  unerased: [],
}

export const useStore = create<Store>(() => INITIAL)

/** Whether a place is there without an incident. */
export function isOfApp(place: Place): boolean {
  return place !== 'console' && place !== 'retro'
}

export function go(place: Place): void {
  useStore.setState({ place })
}

/** Opens or closes the Declare dialog. */
export function setDeclaring(declaring: boolean): void {
  // The form of an alert is kept as it is until another one is asked for.
  useStore.setState(declaring ? { declaring, declaringFrom: null } : { declaring })
}

/** Says something in the status region. */
export function announce(text: string): void {
  useStore.setState(({ announcement }) => ({ announcement: { text, serial: announcement.serial + 1 } }))
}

/** Keeps what stands in an incident's entry line, over a reload too. What waits for the disk and is touched waits for its Enter. */
export function setDraft(incident: string, text: string): void {
  keepDraft(incident, text)
  useStore.setState(({ drafts: { [incident]: _, ...others }, held: { [incident]: waiting, ...otherHeld }, refusals: { [incident]: __, ...refusals } }) => ({
    refusals,
    drafts: text === '' ? others : { ...others, [incident]: text },
    held: waiting?.text === text ? { ...otherHeld, [incident]: waiting } : otherHeld,
  }))
}

/** Keeps what stands in the line that answers a promise. */
export function setAnswer(promise: string, text: string): void {
  useStore.setState(({ answers: { [promise]: _, ...others } }) => ({ answers: text === '' ? others : { ...others, [promise]: text } }))
}

/** Rows with these in place of their old selves: what is open first, the newest first. */
export function mergeRows(rows: readonly IncidentRow[], changed: readonly IncidentRow[]): IncidentRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  for (const row of changed) byId.set(row.id, row)
  return [...byId.values()].sort(
    (a, b) => Number(isRowOver(a)) - Number(isRowOver(b)) || (a.declaredAt < b.declaredAt ? 1 : a.declaredAt > b.declaredAt ? -1 : a.id < b.id ? -1 : 1),
  )
}

/** Whether work on it has ended. */
export function isRowOver({ phase }: IncidentRow): boolean {
  return isOverPhase(phase)
}
