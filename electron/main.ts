/** The main process, put together. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, dialog, powerMonitor, safeStorage } from 'electron'
import type { Fault } from '../shared/api.ts'
import { isoDay } from '../shared/time/format.ts'
import { createDigestElsewhere } from './alerts/digest-elsewhere.ts'
import { createAlertInbox } from './alerts/inbox.ts'
import { askForPath } from './ask-for-path.ts'
import { createDeskFiles } from './attachments/desk-files.ts'
import { createUploads } from './attachments/uploads.ts'
import { isoTime, systemClock, systemSteadyClock, systemZone } from './clock.ts'
import { createBackups } from './backup/backups.ts'
import { openCopies } from './copies.ts'
import { openDesk } from './desk.ts'
import { openDrafts } from './drafts.ts'
import { createIncidentList } from './incident-list.ts'
import { answerRequests, push } from './ipc.ts'
import { kindOf } from './journal/layout.ts'
import { readLaunchOptions } from './launch-options.ts'
import { installMenu } from './menu.ts'
import { bundlesToOpen } from './open-files.ts'
import { createNotifier } from './notifications.ts'
import { terminalsAt } from './one-mind/terminals.ts'
import { actorOf, KNOWNGOOD, loginName } from './people.ts'
import { openPlaybookFile } from './playbook/playbook-file.ts'
import { printAndQuit } from './print-and-quit.ts'
import { PROFILE_FOLDER, STORE_FOLDER, SUMMARY_NAME } from './places.ts'
import { createPaging } from './paging/paging.ts'
import { openVault } from './paging/vault.ts'
import { createElsewhere } from './reading/elsewhere.ts'
import { createReach } from './reach/reach.ts'
import { copiesPlace } from './redaction/copies-place.ts'
import { snoozeOf } from './reminders.ts'
import { applyTheme, createRequests, shownFinding } from './requests.ts'
import { createRetroSaver } from './save-retro.ts'
import { createSearchElsewhere } from './search/search-elsewhere.ts'
import { prepareSecrets } from './secrets.ts'
import { secureBeforeReady, secureSession } from './security.ts'
import { openSettings, type SettingsStore } from './settings.ts'
import { MOST_STORES } from './settings-file.ts'
import { answerSecondStarts, isOnlyInstance } from './single-instance.ts'
import { summaryPlace } from './summary/place.ts'
import { openSummaryFile } from './summary/summary-file.ts'
import { testHooks } from './test-hooks.ts'
import { createTimers } from './timers.ts'
import { createTransfers } from './transfers.ts'
import { createWindows, followPlatform } from './windows.ts'

endVisiblyOnBugs()
const options = readLaunchOptions(process.argv.slice(1), process.env)
const profile = options.profile ?? join(app.getPath('appData'), PROFILE_FOLDER)
const dataDir = options.dataDir ?? join(profile, STORE_FOLDER)
app.setName('Knowngood')
mkdirSync(profile, { recursive: true })
app.setPath('userData', profile)
secureBeforeReady()
const opened = bundlesToOpen(options.open)

if (options.print) void printAndQuit(options.print)
else if (isOnlyInstance(dataDir, options.open)) void app.whenReady().then(run)
else app.quit()

function run(): void {
  const hooks = testHooks(app.isPackaged, process.env, systemClock)
  const clock = hooks?.clock ?? systemClock
  const settings = openSettings(profile)
  applyTheme(settings.current)
  const windows = createWindows(settings)
  secureSession(join(import.meta.dirname, '..', 'renderer'), (wanted) => files.picture(wanted))
  // First of all: its process starts while the rest is put together here, and cannot ask before this function has ended.
  windows.open()

  const drafts = openDrafts(profile)
  const copies = openCopies(profile)
  const zone = (): string => settings.current.zone ?? systemZone()
  const faults: Record<'writing' | 'reading', Fault | null> = { writing: null, reading: null }
  const tellFault = (): void => push('fault', faults.writing ?? (faults.reading && { ...faults.reading, reading: true }))

  const notify = createNotifier(
    ({ incident, deadline }) => windows.show(incident, deadline),
    // Whatever keeps it from the disk, the deadline is before the person's eyes.
    ({ incident, deadline }, command) => void desk.dispatch(incident, snoozeOf(command, clock.now())).then(({ ok }) => ok || windows.show(incident, deadline)),
  )
  const raise = hooks?.overhear(notify) ?? notify

  const worker = join(import.meta.dirname, '..', 'worker', 'worker.cjs')
  const elsewhere = createElsewhere(worker, dataDir)
  const playbookFile = openPlaybookFile({
    dataDir,
    onChange(status, playbook) {
      push('playbookFile', status)
      push('playbook', playbook)
      backups.touch()
    },
  })
  const desk = openDesk({
    dataDir,
    playbook: () => playbookFile.look().then(() => playbookFile.current()),
    readElsewhere: elsewhere.read,
    named: options.dataDir !== null,
    expected: settings.stores.includes(dataDir),
    clock,
    actor: () => actorOf(settings.current.person, loginName()),
    source: 'app',
    zone,
    places: [copiesPlace(copies, zone), { erase: (redaction) => summaryPlace(list).erase(redaction) }],
    events: {
      onFacts(incident, texts) {
        backups.touch()
        push('facts', { incident, facts: texts.join('\n') })
        list.touch([incident])
      },
      onFindings(incident, findings) {
        push('findings', { incident, findings: findings.map(shownFinding) })
        list.touch([incident])
      },
      onChanged(ids) {
        backups.touch()
        list.touch(ids)
      },
      onLook: (prints) => list.look(prints),
      onDeleted(id) {
        push('gone', [id])
        void list.erase(id)
        void drafts.keep(id, '')
        backups.touch()
      },
      onFault(fault) {
        faults.writing = fault
        tellFault()
      },
    },
  })
  const terminals = terminalsAt(desk, dataDir)
  const files = createDeskFiles(desk, dataDir, clock)
  const rememberStore = storeMemory(settings, dataDir)
  const list = createIncidentList(
    desk,
    {
      onRows(rows) {
        rememberStore()
        push('incidents', rows)
        void timers.look()
        paging.look()
        reach.look()
        alerts.look()
      },
      onGone(ids) {
        push('gone', ids)
        reach.look()
        alerts.look()
      },
      onFault(fault) {
        faults.reading = fault
        tellFault()
      },
    },
    { file: openSummaryFile(join(profile, SUMMARY_NAME), { dataDir, build: KNOWNGOOD_BUILD }), summariseElsewhere: elsewhere.summarise },
  )
  const timers = createTimers({
    clock,
    steady: hooks?.steady ?? systemSteadyClock,
    summaries: () => list.summaries(),
    zone,
    record: async ({ incident, command }) => (await desk.dispatch(incident, command, { by: KNOWNGOOD })).ok,
    recordStep: async (incident, step) => (await desk.dispatch(incident, step, { by: KNOWNGOOD })).ok,
    raise: ({ incident, title, command, deadline }) => raise({ title, body: command.text, incident, deadline, command }),
    after,
  })

  const paging = createPaging({
    settings,
    clock,
    desk,
    summaries: () => list.summaries(),
    openVault: () => openVault(profile, safeStorage),
    raise,
    onChannels: (channels) => push('channels', channels),
    after,
  })

  const by = `knowngood ${KNOWNGOOD_VERSION}`
  const backups = createBackups({
    dataDir,
    clock,
    zone,
    by,
    copies,
    kept: { current: () => settings.backup, keep: async (backup) => settings.change({ backup }).then((kept) => (kept.ok ? null : kept.sentence)) },
    onStatus: (status) => push('backup', status),
    after,
  })
  const retros = createRetroSaver(desk)
  const transfers = createTransfers({
    desk,
    dataDir,
    clock,
    zone,
    by,
    copies,
    backups,
    onProgress: (progress) => push('progress', progress),
    onMerged(ids) {
      list.touch(ids.filter((id) => kindOf(id) === 'incident'))
      backups.touch()
    },
    onSaved: (path) => retros.noteSaved(path),
  })

  const reach = createReach({ desk, settings, windows, rows: () => list.summaries().map(({ row }) => row), now: () => clock.now(), zone })
  const alerts = createAlertInbox({
    desk,
    settings,
    vault: paging.vault,
    clock,
    after,
    digest: createDigestElsewhere(worker),
    summaries: () => list.summaries(),
    zone,
    askForFile: () => askForPath({ title: 'Open alerts', properties: ['openFile'], filters: [{ name: 'Alerts as JSON', extensions: ['json', 'txt'] }, { name: 'Any file', extensions: ['*'] }] }),
    onAlerts: (alerts) => push('alerts', alerts),
  })
  answerRequests(
    createRequests({
      clock,
      desk,
      list,
      files,
      search: createSearchElsewhere(worker, dataDir),
      uploads: createUploads(desk, dataDir),
      settings,
      retros,
      transfers,
      backupStatus: () => backups.status(),
      drafts,
      reach,
      channels: paging.channels,
      playbookFile,
      today: () => isoDay(isoTime(clock.now()), zone()),
      alerts,
      storeFolder: dataDir,
      shown: windows.shown,
      sendPart: (part) => push('part', part),
      onStart() {
        tellFault()
        void opened.each(async (path) => push('imported', await transfers.importBundle(path)))
      },
    }),
  )
  installMenu(dataDir)
  followPlatform(windows)
  answerSecondStarts(windows, dataDir, opened.add)
  const lookAtTheTime = (): void => {
    void timers.look()
    paging.look()
  }
  // Linux tells a sleep from a step by its clocks, and says that it goes to sleep where it then does not.
  if (process.platform !== 'linux') powerMonitor.on('suspend', () => timers.sleeps())
  powerMonitor.on('resume', () => {
    void timers.wakes()
    paging.look()
  })
  powerMonitor.on('unlock-screen', lookAtTheTime)
  app.on('browser-window-focus', lookAtTheTime)
  hooks?.install(async () => {
    await list.settle()
    await timers.look()
    paging.look()
    await list.settle()
  }, reach.openDeclare)

  void windows.shown.then(async () => {
    desk.watch()
    terminals.connect()
    reach.begin()
    void playbookFile.look()
    playbookFile.watch()
    await list.load()
    await timers.look()
    paging.look()
    backups.begin()
    alerts.begin()
    void desk.sweep()
    void prepareSecrets()
    if (settings.trouble !== null) void dialog.showMessageBox({ type: 'warning', message: settings.trouble })
  })

  app.on('will-quit', (event) => {
    // What was asked for is answered first: a note that was sent is on disk before the app is gone.
    event.preventDefault()
    timers.stop()
    alerts.stop()
    // Not before the event is over: an exit within it is forgotten.
    void Promise.all([
      Promise.all([terminals.close(), paging.close()]).then(() => desk.close()).then(() => backups.end()),
      settings.settled(),
      drafts.settled(),
      list.close(),
      playbookFile.stop(),
    ])
      .then(() => Promise.all([settings.settled(), paging.settled()]))
      .finally(() => setImmediate(() => app.exit()))
  })
}

/** Incidents were seen in this folder: should it be empty next time, its drive is away. Answers what to call when they are. */
function storeMemory(settings: SettingsStore, dataDir: string): () => void {
  let isKnown = settings.stores.includes(dataDir)
  return () => {
    // Where the settings cannot be kept, an empty folder looks like a first start: nothing that a person could mend now.
    if (!isKnown) void settings.change({ stores: [...settings.stores, dataDir].slice(-MOST_STORES) })
    isKnown = true
  }
}

/** Runs once after ms; answers how to call it off. */
function after(ms: number, run: () => void): () => void {
  const timeout = setTimeout(run, ms)
  return () => clearTimeout(timeout)
}

/** A bug ends an unpackaged app: Electron's own dialog would wait for somebody to click. */
function endVisiblyOnBugs(): void {
  process.on('unhandledRejection', (reason) => {
    throw reason
  })
  if (app.isPackaged) return
  process.on('uncaughtException', (error) => {
    console.error(error)
    app.exit(1)
  })
}
