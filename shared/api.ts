/** The contract between renderer and main: every request and every push, with the schema that main checks it by. */
import { z } from 'zod'
import type { AlertGroup, AlertSource } from './alerts/alert.ts'
import type { PUSH_NAMES, REQUEST_NAMES } from './channels.ts'
import type { ChannelStatus, RemoteIncident } from './delivery/channel.ts'
import { SHA256 } from './incident/events.ts'
import type { Searched } from './search.ts'
import type { Deletion } from './views/deletion.ts'
import type { RunningClocks } from './views/running-clocks.ts'
import { STREAM_ID } from './stream.ts'
import { SEVERITIES, type Phase, type Severity } from './incident/words.ts'
import { playbookEditSchema } from './playbook/edits.ts'
import type { Playbook } from './playbook/schema.ts'
import type { PlaybookStatus } from './playbook/status.ts'

const streamId = z.string().regex(STREAM_ID)
const attachment = z.object({ incident: streamId, sha256: z.string().regex(SHA256) })
const upload = z.string().min(1).max(64)
const channel = z.object({ id: z.string().min(1).max(64) })
const attempt = z.string().min(1).max(64)

/** bytes; as much of a file as crosses at once */
export const CHUNK_BYTES = 1024 * 1024

export const THEMES = ['system', 'dark', 'light', 'contrast'] as const
export const RETRO_FORMATS = ['md', 'html', 'pdf', 'json'] as const
export type RetroFormat = (typeof RETRO_FORMATS)[number]

/** What is kept for this machine alone, in electron-store's config.json. */
export const settingsSchema = z.object({
  /** who sits here; null until the first run's question is answered */
  person: z
    .object({ id: z.string().min(1).max(200), name: z.string().trim().min(1, { error: 'Write the name that your team knows you by.' }).max(200), role: z.string().max(200).nullable() })
    .nullable(),
  /** IANA name; null follows the system */
  zone: z.string().max(64).nullable(),
  theme: z.enum(THEMES),
})
export type Settings = z.output<typeof settingsSchema>

/** How the app is reached where its window is not, as this machine keeps it. */
export const reachSchema = z.object({
  /** opens the Declare window over any other app; as Electron writes keys */
  shortcut: z.string().min(1).max(64).regex(/^[\w+]+$/),
  shortcutOn: z.boolean(),
  /** while an incident is live */
  keepAwake: z.boolean(),
})
export type ReachChange = { readonly [K in keyof z.output<typeof reachSchema>]?: z.output<typeof reachSchema>[K] | undefined }

export interface Reach extends z.output<typeof reachSchema> {
  /** why the system does not give the shortcut; null where it does, or where it is off */
  readonly trouble: string | null
  /** an incident is live */
  readonly live: boolean
  /** the machine is kept awake now */
  readonly awake: boolean
}

/** Where Alertmanager is asked for alerts, as this machine keeps it. */
export const alertmanagerSchema = z.object({
  /** where its web page is, path prefix and all; empty before anyone said so */
  url: z.string().max(2000),
  on: z.boolean(),
})
/** characters of alerts as JSON that are read at once; a file's bytes */
export const MOST_ALERT_TEXT = 10 * 1024 * 1024
/** groups that cross to the window at once */
export const MOST_ALERT_GROUPS = 100

const token = z.string().max(10_000)
const alertText = z.object({ text: z.string().max(MOST_ALERT_TEXT) })

/** How asking Alertmanager goes. All times UTC. */
export type AlertWatch =
  | { readonly state: 'off' | 'starting' }
  | { readonly state: 'watching' }
  | { readonly state: 'failing'; readonly since: string; readonly sentence: string }

/** Alerts that are in no live incident: each group could be one. */
export interface Alerts {
  readonly alertmanager: z.output<typeof alertmanagerSchema> & {
    /** how the token that was given is kept; null where there is none */
    readonly token: ChannelStatus['kept'] | null
  }
  readonly watch: AlertWatch
  /** the most urgent first, as many as cross */
  readonly groups: readonly AlertGroup[]
  /** how many groups there are, and how many alerts are in them */
  readonly total: number
  readonly count: number
  /** how many groups the person does not want to see */
  readonly dismissed: number
}

/** What a text says of alerts. */
export type AlertsRead =
  | {
      readonly ok: true
      readonly source: AlertSource
      /** the most urgent first, as many as cross */
      readonly groups: readonly AlertGroup[]
      readonly total: number
      readonly count: number
      /** how many alerts the system left out of what it sent */
      readonly leftOut: number
    }
  | { readonly ok: false; readonly sentence: string }

/** One line of the list of incidents. All times UTC. */
export interface IncidentRow {
  readonly id: string
  readonly title: string
  readonly severity: Severity | null
  readonly phase: Phase
  readonly declaredAt: string
  readonly backfilled: boolean
  readonly practice: boolean
  /** put away: not in the list unless archived ones are shown */
  readonly archived: boolean
  readonly nextDue: { readonly label: string; readonly due: string } | null
  /** how many findings its journals have that are more than worth knowing */
  readonly findings: number
}

/** Something that is wrong with a journal, named by file, line and byte. */
export interface Finding {
  readonly kind: string
  readonly file: string
  /** 1-based; 0 where the whole file is meant */
  readonly line: number
  /** byte offset in the file */
  readonly byte: number
  /** where the same holds for every line from `line` up to this one; otherwise `line` itself */
  readonly lastLine: number
  /** something is lost, changed or missing; otherwise it is only worth knowing */
  readonly grave: boolean
  /** for the person */
  readonly sentence: string
  /** what there is to do about it */
  readonly advice: string
}

/** A disk or network that did not do its part. The text that was to be recorded is kept by whoever sent it. */
export interface Fault {
  readonly code: string
  readonly sentence: string
  /** the incidents cannot be read; otherwise something could not be written */
  readonly reading?: true
}

export type Answer =
  | {
      readonly ok: true
      readonly incident: string
      readonly facts: readonly string[]
      /** sentences on what could not be done beside recording: where redacted words still stand, and what to do */
      readonly notices?: readonly string[] | undefined
      /** what a redaction took from the journals: lines that lost facts, in how many files */
      readonly erased?: { readonly lines: number; readonly journals: number } | undefined
    }
  | { readonly ok: false; readonly kind: 'refused' | 'fault'; readonly sentence: string }

export type Chunk = { readonly ok: true } | Extract<Answer, { ok: false }>
export type Begun = { readonly ok: true; readonly upload: string } | Extract<Answer, { ok: false }>

/** How the file behind an entry stands; the sentence says what is wrong and what to do. */
export type AttachmentState = { readonly state: 'there' } | { readonly state: 'missing' | 'changed' | 'unreadable'; readonly sentence: string }

export interface Start {
  readonly settings: Settings
  readonly version: string
  /** running on the older runtime that is for trying and testing */
  readonly trial: boolean
  readonly platform: string
  /** the zone that the system says, IANA */
  readonly systemZone: string
  /** where the incidents lie, to be shown to people */
  readonly storeFolder: string
  /** the one that is in force on this machine: new incidents begin with it, and its directory and break-glass card hold for all */
  readonly playbook: Playbook
  readonly playbookFile: PlaybookStatus
  readonly channels: readonly ChannelStatus[]
  readonly backup: BackupStatus
  /** by incident: what stands in its entry line, as the window last gave it to be kept */
  readonly drafts: Readonly<Record<string, string>>
}

export type OpenIncident =
  | {
      readonly ok: true
      /** the facts but for those that were pushed, one JSON a line: text crosses the bridge ten times as fast as objects */
      readonly facts: string
      /** how many parts were pushed */
      readonly parts: number
      readonly playbook: Playbook
      readonly findings: readonly Finding[]
    }
  | { readonly ok: false; readonly sentence: string }

/** How backups stand. All times UTC. */
export interface BackupStatus {
  /** where they are kept, to be shown to people; null: there are none */
  readonly folder: string | null
  readonly running: boolean
  /** the newest backup that is whole; null before the first */
  readonly last: { readonly at: string; readonly incidents: number; readonly files: number; readonly bytes: number } | null
  /** why the last try failed, or what of a redaction could not be carried out; null where all is well */
  readonly trouble: string | null
  /** they have failed for days: it is said above everything */
  readonly overdue: boolean
}

/** A backup that can be restored. */
export interface BackupChoice {
  /** its folder's name; empty where the folder that was chosen is itself one */
  readonly name: string
  /** null: a plain copy of a store, which says nothing about itself */
  readonly made: string | null
  readonly incidents: number | null
  readonly files: number | null
  readonly bytes: number | null
}

/** How something ended that the person may call off; `cancelled` before it began is nothing to say. */
type Failed = { readonly ok: false; readonly cancelled: boolean; readonly sentence: string }

/** What came of offering alerts; the sentence says what there is now. */
export type Offered = { readonly ok: true; readonly sentence: string } | Failed

/** What came of opening a bundle or of restoring a backup. */
export type Merged =
  | {
      readonly ok: true
      /** for the person: what was new */
      readonly sentence: string
      /** the only incident that it was about; null where there were several */
      readonly incident: string | null
    }
  | Failed

/** Something long that is under way. */
export interface Progress {
  readonly what: 'export' | 'import' | 'restore' | 'backup'
  /** 0 to 1 */
  readonly part: number
}

export type Exported =
  | {
      readonly ok: true
      readonly path: string
      /** why the incident does not say that it was exported, where it does not */
      readonly unrecorded?: string | null
    }
  | { readonly ok: false; readonly cancelled: boolean; readonly sentence: string }

/** Done, or the sentence that says why not. */
export type Done = { readonly ok: true } | { readonly ok: false; readonly sentence: string }

/** Requests: what the window asks of main. The schema checks what crosses; the type says what comes back. */
export const REQUESTS = {
  start: z.undefined(),
  listIncidents: z.undefined(),
  openIncident: z.object({
    id: streamId,
    /** the number of this loading: a long incident's facts are pushed as parts of it while they are read; without it all of them come with the answer */
    load: z.int().nonnegative().optional(),
  }),
  /** every clock that runs, over all incidents; asked again whenever a row has changed */
  clocks: z.undefined(),
  dispatch: z.object({
    /** null declares a new incident */
    incident: streamId.nullable(),
    /** checked again as a command by the command handler, which answers with a sentence */
    command: z.record(z.string(), z.unknown()),
    /** one press of Enter: sent again under the same name, it is recorded once, as of the first time */
    attempt: attempt.optional(),
  }),
  /** what goes when an incident is deleted; `dispatch` of DeleteIncident deletes it */
  describeDeletion: z.object({ incident: streamId }),
  /** looks through all incidents */
  search: z.object({ words: z.string().max(1000), archived: z.boolean(), practice: z.boolean() }),
  /** asked before words are recorded; main has the rules */
  findSecret: z.object({ texts: z.array(z.string().max(100_000)).max(1000) }),
  keepDraft: z.object({ incident: streamId, text: z.string().max(1_000_000) }),
  /** A file comes in pieces: begun by what is said of it, then its bytes in order, then finished. A path never crosses. */
  beginAttachment: z.object({
    incident: streamId,
    name: z.string().max(4000),
    mediaType: z.string().max(200).optional(),
    /** bytes */
    size: z.int().min(0),
    attempt,
  }),
  attachmentChunk: z.object({ upload, index: z.int().min(0), bytes: z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength > 0 && byteLength <= CHUNK_BYTES) }),
  finishAttachment: z.object({ upload }),
  cancelAttachment: z.object({ upload }),
  checkAttachment: attachment,
  saveAttachment: attachment,
  /** Begin an empty store where one was missed. */
  beginStore: z.undefined(),
  exportRetro: z.object({ incident: streamId, format: z.enum(RETRO_FORMATS), zone: z.string().min(1).max(64) }),
  /** asks where, and writes a bundle there */
  exportBundle: z.object({ incident: streamId }),
  /** asks for a bundle, and merges it into the store */
  importBundle: z.undefined(),
  /** calls off what is under way */
  cancelProgress: z.undefined(),
  /** asks for a folder, and begins to keep backups there */
  chooseBackupFolder: z.undefined(),
  stopBackups: z.undefined(),
  backUpNow: z.undefined(),
  /** asks for a folder, and answers what can be restored from it */
  findBackups: z.undefined(),
  /** one of the backups that were found last, by its name */
  restoreBackup: z.object({ name: z.string().max(200) }),
  showExported: z.object({ path: z.string().min(1).max(4096) }),
  saveSettings: settingsSchema.partial(),
  reach: z.undefined(),
  changeReach: reachSchema.partial(),
  /** from the small window: declares, and has the main one show it */
  quickDeclare: z.object({ title: z.string().max(100_000), severity: z.enum(SEVERITIES).optional(), attempt }),
  hideDeclare: z.undefined(),
  copyText: z.object({ text: z.string().max(1_000_000) }),
  openLink: z.object({ url: z.string().max(4000) }),
  /** checked again as a channel by main, which answers with a sentence; an empty id makes a new one. Of the secrets, an empty text leaves one as it is, null takes it away */
  saveChannel: z.object({ channel: z.record(z.string(), z.unknown()), secrets: z.record(z.string().max(64), z.string().max(4000).nullable()) }),
  removeChannel: channel,
  /** sends a message that says of itself that it is a test; where there is none, asks whether the key is taken */
  testChannel: channel,
  /** a person says that something is to be sent again, although it may have arrived */
  sendAgain: z.object({ incident: streamId, delivery: z.string().min(1).max(64) }),
  /** the incidents that stand open in PagerDuty */
  findRemote: channel,
  /** the playbook that new incidents begin with, for a window that needs nothing else of `start` */
  currentPlaybook: z.undefined(),
  /** looks at the playbook's file now */
  checkPlaybook: z.undefined(),
  /** opens the playbook's file in the system's editor; where there is none, one to begin with is written */
  openPlaybook: z.undefined(),
  /** changes the file, unless it is not the one that `version` says */
  editPlaybook: z.object({ edit: playbookEditSchema, version: z.string().max(64).nullable() }),
  undoPlaybookEdit: z.undefined(),
  /** has an incident go by the playbook of this machine */
  usePlaybook: z.object({ incident: streamId }),
  /** the playbook that an incident goes by now */
  playbookOf: z.object({ incident: streamId }),
  /** the break-glass card on one page: asks where to save it, or by which printer */
  printCard: z.object({ to: z.enum(['pdf', 'printer']) }),
  alerts: z.undefined(),
  /** not to be shown any more in this run, until it begins anew */
  dismissAlert: z.object({ source: z.string().max(200), group: z.string().max(2000), startsAt: z.string().max(40) }),
  /** shows again what was dismissed */
  restoreAlerts: z.undefined(),
  /** alerts as JSON: what they are */
  readAlerts: alertText,
  /** alerts as JSON: puts them among those that could be incidents */
  offerAlerts: alertText,
  /** asks for a file, and offers the alerts in it */
  openAlertFile: z.undefined(),
  /** a token of null forgets the one that is kept */
  changeAlertmanager: alertmanagerSchema.partial().extend({ token: token.nullable().optional() }),
  /** asks Alertmanager once; the token is the one that was given before where it is left out */
  checkAlertmanager: z.object({ url: z.string().max(2000), token: token.optional() }),
} as const satisfies Record<(typeof REQUEST_NAMES)[number], z.ZodType>

export type RequestName = keyof typeof REQUESTS
export type RequestInput<N extends RequestName> = z.input<(typeof REQUESTS)[N]>

export interface Replies {
  start: Start
  listIncidents: readonly IncidentRow[]
  openIncident: OpenIncident
  clocks: RunningClocks
  dispatch: Answer
  /** null where it failed: to be asked again */
  search: Searched | null
  describeDeletion: ({ readonly ok: true } & Deletion) | { readonly ok: false; readonly sentence: string }
  /** what it looks like, as in "an AWS secret"; null where nothing is noticed */
  findSecret: string | null
  keepDraft: { readonly ok: true } | { readonly ok: false; readonly sentence: string }
  beginAttachment: Begun
  attachmentChunk: Chunk
  finishAttachment: Answer
  cancelAttachment: { readonly ok: true }
  checkAttachment: AttachmentState
  saveAttachment: Exported
  beginStore: { readonly ok: true } | { readonly ok: false; readonly sentence: string }
  exportRetro: Exported
  exportBundle: Exported
  importBundle: Merged
  cancelProgress: { readonly ok: true }
  chooseBackupFolder: { readonly ok: true } | Failed
  stopBackups: { readonly ok: true } | Failed
  backUpNow: { readonly ok: true; readonly sentence: string } | Failed
  findBackups: { readonly ok: true; readonly folder: string; readonly choices: readonly BackupChoice[] } | Failed
  restoreBackup: Merged
  showExported: { readonly ok: boolean }
  saveSettings: { readonly ok: true; readonly settings: Settings } | { readonly ok: false; readonly sentence: string }
  reach: Reach
  changeReach: { readonly ok: true; readonly reach: Reach } | { readonly ok: false; readonly sentence: string }
  quickDeclare: Answer
  hideDeclare: { readonly ok: true }
  copyText: { readonly ok: true }
  openLink: { readonly ok: boolean }
  /** `field` names what is wrong, a field of the channel or a secret; null where it is none of them */
  saveChannel: { readonly ok: true; readonly id: string } | { readonly ok: false; readonly field: string | null; readonly sentence: string }
  removeChannel: Done
  testChannel: { readonly ok: boolean; readonly sentence: string }
  sendAgain: Done
  findRemote: { readonly ok: true; readonly incidents: readonly RemoteIncident[] } | { readonly ok: false; readonly sentence: string }
  currentPlaybook: Playbook
  checkPlaybook: PlaybookStatus
  openPlaybook: Done
  editPlaybook: Done
  undoPlaybookEdit: Done
  usePlaybook: Answer
  /** null where there is no such incident */
  playbookOf: Playbook | null
  printCard: Exported
  alerts: Alerts
  dismissAlert: { readonly ok: true }
  restoreAlerts: { readonly ok: true }
  readAlerts: AlertsRead
  offerAlerts: Offered
  openAlertFile: Offered
  changeAlertmanager: { readonly ok: true } | { readonly ok: false; readonly sentence: string }
  checkAlertmanager: { readonly ok: boolean; readonly sentence: string }
}

/** Pushes: what main tells every window. */
export interface Pushes extends Record<(typeof PUSH_NAMES)[number], unknown> {
  /** facts that are on disk, one JSON a line, whoever wrote them */
  facts: { readonly incident: string; readonly facts: string }
  /** some facts of an incident that is being opened, one JSON a line */
  part: { readonly load: number; readonly facts: string }
  /** rows that changed */
  incidents: readonly IncidentRow[]
  /** the ids of incidents that are not in the store any more */
  gone: readonly string[]
  findings: { readonly incident: string; readonly findings: readonly Finding[] }
  /** the disk's state: a fault while writing fails, null once it works again */
  fault: Fault | null
  /** bring this incident to the front; where a deadline is named by its key, lead the eye to it */
  show: { readonly incident: string; readonly deadline?: string }
  backup: BackupStatus
  /** null once nothing is under way */
  progress: Progress | null
  /** what came of a bundle that was opened from outside the window */
  imported: Merged
  /** a menu item that the window carries out */
  menu: { readonly item: MenuItem }
  reach: Reach
  /** the channels of this machine, after a change */
  channels: readonly ChannelStatus[]
  /** the playbook of this machine, after a change */
  playbook: Playbook
  /** how its file stands, after a change */
  playbookFile: PlaybookStatus
  alerts: Alerts
  /** the Declare window was shown */
  declare: null
}

export const MENU_ITEMS = ['declare', 'open retro', 'find', 'break-glass card', 'playbook', 'settings', 'undo last entry', 'export bundle', 'open bundle'] as const
export type MenuItem = (typeof MENU_ITEMS)[number]

/** What preload puts on `window.knowngood`: one way to ask, one way to listen, and nothing of Electron's. */
export interface KnowngoodApi {
  ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Replies[N]>
  /** @returns how to stop listening */
  on<P extends keyof Pushes>(name: P, listener: (push: Pushes[P]) => void): () => void
}

