/** What main does for each request of the window. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { clipboard, nativeTheme, shell } from 'electron'
import type { BackupStatus, Finding as ShownFinding, OpenIncident, Pushes, Replies, RequestInput, Settings } from '../shared/api.ts'
import { shownId } from '../shared/incident/words.ts'
import { isZone } from '../shared/time/format.ts'
import { runningClocksOf } from '../shared/views/running-clocks.ts'
import type { AlertInbox } from './alerts/inbox.ts'
import { isOpenableLink } from './app-files.ts'
import type { DeskFiles } from './attachments/desk-files.ts'
import type { Uploads } from './attachments/uploads.ts'
import { systemZone, type Clock } from './clock.ts'
import type { Desk } from './desk.ts'
import type { Drafts } from './drafts.ts'
import type { IncidentList } from './incident-list.ts'
import type { Requests } from './ipc.ts'
import type { AppReach } from './reach/reach.ts'
import type { DeskChannels } from './paging/desk-channels.ts'
import { openInEditor } from './playbook/open-in-editor.ts'
import type { PlaybookFile } from './playbook/playbook-file.ts'
import { printCard } from './playbook/print-card.ts'
import { saveAttachment } from './save-attachment.ts'
import { sentenceOf, type Finding } from './journal/finding.ts'
import type { RetroSaver } from './save-retro.ts'
import type { SearchElsewhere } from './search/search-elsewhere.ts'
import { findSecret } from './secrets.ts'
import type { SettingsStore } from './settings.ts'
import type { Transfers } from './transfers.ts'

export interface RequestOptions {
  readonly clock: Clock
  readonly desk: Desk
  readonly list: IncidentList
  readonly files: DeskFiles
  readonly search: SearchElsewhere
  readonly uploads: Uploads
  readonly settings: SettingsStore
  readonly retros: RetroSaver
  readonly transfers: Transfers
  backupStatus(): BackupStatus
  readonly drafts: Drafts
  readonly reach: AppReach
  readonly channels: DeskChannels
  readonly playbookFile: PlaybookFile
  /** ISO day on which it is now, in the zone that is shown */
  today(): string
  readonly alerts: AlertInbox
  readonly storeFolder: string
  /** what can wait, waits for the window to be shown */
  readonly shown: Promise<void>
  sendPart(part: Pushes['part']): void
  /** The window listens from now on: tells it what it cannot have heard. */
  onStart(): void
}

export function createRequests({
  clock,
  desk,
  list,
  files,
  search,
  uploads,
  settings,
  retros,
  transfers,
  backupStatus,
  drafts,
  reach,
  channels,
  playbookFile,
  today,
  alerts,
  storeFolder,
  shown,
  sendPart,
  onStart,
}: RequestOptions): Requests {
  return {
    start() {
      onStart()
      return {
        settings: settings.current,
        version: KNOWNGOOD_VERSION,
        trial: existsSync(join(dirname(process.execPath), 'TRIAL.txt')),
        platform: process.platform,
        systemZone: systemZone(),
        storeFolder,
        playbook: playbookFile.current(),
        playbookFile: playbookFile.status(),
        channels: channels.list(),
        backup: backupStatus(),
        drafts: drafts.all,
      }
    },
    async listIncidents() {
      // What was kept is on the screen before any incident is looked at; what has changed since is pushed.
      const kept = list.remembered()
      return kept && !(await desk.away()) ? kept : shown.then(() => list.load())
    },
    async openIncident({ id, load }) {
      const opened = await openIncident(desk, id, load, sendPart)
      // Its journals look the same from outside and are not: a line that was never read again does not know.
      if (opened.ok && opened.findings.length > 0) list.touch([id])
      if (opened.ok) void desk.read(id).then((read) => read && files.sweep(read))
      return opened
    },
    clocks: () => runningClocksOf(list.summaries(), clock.now()),
    dispatch: ({ incident, command, attempt }) => desk.dispatch(incident, command, attempt === undefined ? {} : { attempt }),
    search: (wish) => search.search(wish),
    async describeDeletion({ incident }) {
      const deletion = await desk.deletion(incident)
      return deletion ? { ok: true, ...deletion } : { ok: false, sentence: `There is no incident ${shownId(incident)} in this store any more.` }
    },
    beginAttachment: (wanted, sender) => uploads.begin(wanted, sender),
    attachmentChunk: (piece, sender) => uploads.chunk(piece, sender),
    finishAttachment: ({ upload }, sender) => uploads.finish(upload, sender),
    async cancelAttachment({ upload }, sender) {
      await uploads.cancel(upload, sender)
      return { ok: true }
    },
    checkAttachment: (wanted) => files.check(wanted),
    saveAttachment: (wanted) => saveAttachment(files, wanted),
    findSecret: ({ texts }) => findSecret(texts),
    async keepDraft({ incident, text }) {
      const kept = await drafts.keep(incident, text)
      return kept.ok ? kept : { ok: false, sentence: kept.fault.sentence }
    },
    async beginStore() {
      const fault = await desk.beginEmpty()
      if (fault) return { ok: false, sentence: fault.sentence }
      await list.load()
      return { ok: true }
    },
    exportRetro: (wanted) => retros.save(wanted),
    exportBundle: ({ incident }) => transfers.exportBundle(incident),
    importBundle: () => transfers.importBundle(null),
    cancelProgress() {
      transfers.cancel()
      return { ok: true }
    },
    chooseBackupFolder: () => transfers.chooseBackupFolder(),
    stopBackups: () => transfers.stopBackups(),
    backUpNow: () => transfers.backUpNow(),
    findBackups: () => transfers.findBackups(),
    restoreBackup: ({ name }) => transfers.restoreBackup(name),
    showExported: ({ path }) => ({ ok: retros.show(path) }),
    saveSettings: (fields) => saveSettings(settings, fields),
    reach: () => reach.status(),
    changeReach: (fields) => reach.change(fields),
    quickDeclare: ({ title, severity, attempt }) => reach.declare(title, severity, attempt),
    hideDeclare() {
      reach.hideDeclare()
      return { ok: true }
    },
    async copyText({ text }) {
      await clipboard.writeText(text)
      return { ok: true }
    },
    async openLink({ url }) {
      if (!isOpenableLink(url)) return { ok: false }
      await shell.openExternal(url)
      return { ok: true }
    },
    saveChannel: ({ channel, secrets }) => channels.save(channel, secrets),
    removeChannel: ({ id }) => channels.remove(id),
    testChannel: ({ id }) => channels.test(id),
    sendAgain: ({ incident, delivery }) => channels.sendAgain(incident, delivery),
    findRemote: ({ id }) => channels.findRemote(id),
    currentPlaybook: () => playbookFile.current(),
    checkPlaybook: () => playbookFile.look(),
    openPlaybook: () => openInEditor(playbookFile),
    editPlaybook: ({ edit, version }) => playbookFile.edit(edit, version),
    undoPlaybookEdit: () => playbookFile.undo(),
    usePlaybook: ({ incident }) => desk.usePlaybook(incident),
    playbookOf: ({ incident }) => desk.playbookOf(incident),
    async printCard({ to }) {
      const printed = await printCard(playbookFile.current(), today(), to)
      if (printed.ok && to === 'pdf') retros.noteSaved(printed.path)
      return printed
    },
    alerts: () => alerts.current,
    dismissAlert(alert) {
      alerts.dismiss(alert)
      return { ok: true }
    },
    restoreAlerts() {
      alerts.restore()
      return { ok: true }
    },
    readAlerts: ({ text }) => alerts.read(text),
    offerAlerts: ({ text }) => alerts.offer(text),
    openAlertFile: () => alerts.openFile(),
    changeAlertmanager: (fields) => alerts.change(fields),
    checkAlertmanager: (place) => alerts.check(place),
  }
}

/** The settings' theme, for the menus, the dialogs and the window's ground. */
export function applyTheme({ theme }: Settings): void {
  nativeTheme.themeSource = theme === 'contrast' ? 'dark' : theme
}

/** A finding as the window shows it. */
export function shownFinding(finding: Finding): ShownFinding {
  const { code, file, line = 0, lastLine = line, byte = 0, grave, advice } = finding
  // The folder is said once, below: here the file's own name is enough.
  return { kind: code, file, line, lastLine, byte, grave, sentence: sentenceOf(file.split('/').at(-1)!, finding), advice }
}

async function openIncident(desk: Desk, id: string, load: number | undefined, sendPart: RequestOptions['sendPart']): Promise<OpenIncident> {
  let parts = 0
  const send = (facts: string): void => {
    parts += 1
    sendPart({ load: load!, facts })
  }
  const opened = await desk.open(id, load === undefined ? undefined : send)
  const away = opened ? null : await desk.away()
  if (away) return { ok: false, sentence: away.sentence }
  if (!opened) return { ok: false, sentence: `There is no incident ${shownId(id)} in this store any more.` }
  return { ok: true, facts: opened.text, parts, playbook: opened.playbook, findings: opened.findings.map(shownFinding) }
}

async function saveSettings(settings: SettingsStore, { person, zone, theme }: RequestInput<'saveSettings'>): Promise<Replies['saveSettings']> {
  if (zone != null && !isZone(zone)) return { ok: false, sentence: `“${zone}” is not a time zone that this machine knows. Take a name such as Europe/Berlin.` }
  const saved = await settings.change({
    ...(person !== undefined && { person }),
    ...(zone !== undefined && { zone }),
    ...(theme !== undefined && { theme }),
  })
  if (!saved.ok) return saved
  applyTheme(settings.current)
  return { ok: true, settings: settings.current }
}
