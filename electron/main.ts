/** The main process, put together. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, dialog, powerMonitor } from 'electron'
import type { Fault } from '../shared/api.ts'
import { systemClock, systemZone } from './clock.ts'
import { openDesk } from './desk.ts'
import { openDrafts } from './drafts.ts'
import { createIncidentList } from './incident-list.ts'
import { answerRequests, push } from './ipc.ts'
import { readLaunchOptions } from './launch-options.ts'
import { installMenu } from './menu.ts'
import { createNotifier } from './notifications.ts'
import { actorOf, KNOWNGOOD, loginName } from './people.ts'
import { printAndQuit } from './print-and-quit.ts'
import { PROFILE_FOLDER, STORE_FOLDER } from './places.ts'
import { applyTheme, createRequests, shownFinding } from './requests.ts'
import { createRetroSaver } from './save-retro.ts'
import { prepareSecrets } from './secrets.ts'
import { secureBeforeReady, secureSession } from './security.ts'
import { openSettings } from './settings.ts'
import { answerSecondStarts, isOnlyInstance } from './single-instance.ts'
import { testHooks } from './test-hooks.ts'
import { createTimers } from './timers.ts'
import { createWindows, followPlatform } from './windows.ts'

endVisiblyOnBugs()
const options = readLaunchOptions(process.argv.slice(1), process.env)
const profile = options.profile ?? join(app.getPath('appData'), PROFILE_FOLDER)
const dataDir = options.dataDir ?? join(profile, STORE_FOLDER)
app.setName('Knowngood')
mkdirSync(profile, { recursive: true })
app.setPath('userData', profile)
secureBeforeReady()

if (options.print) void printAndQuit(options.print)
else if (isOnlyInstance(dataDir)) void app.whenReady().then(run)
else app.quit()

function run(): void {
  const hooks = testHooks(app.isPackaged, process.env, systemClock)
  const clock = hooks?.clock ?? systemClock
  const settings = openSettings(profile)
  const drafts = openDrafts(profile)
  const zone = (): string => settings.current.zone ?? systemZone()
  const faults: Record<'writing' | 'reading', Fault | null> = { writing: null, reading: null }
  const tellFault = (): void => push('fault', faults.writing ?? faults.reading)

  secureSession(join(import.meta.dirname, '..', 'renderer'))
  applyTheme(settings.current)
  const windows = createWindows(settings)
  const notify = createNotifier((incident) => windows.show(incident))

  const desk = openDesk({
    dataDir,
    clock,
    actor: () => actorOf(settings.current.person, loginName()),
    source: 'app',
    zone,
    events: {
      onFacts(incident, texts) {
        push('facts', { incident, facts: texts.join('\n') })
        list.touch([incident])
      },
      onFindings(incident, findings) {
        push('findings', { incident, findings: findings.map(shownFinding) })
        list.touch([incident])
      },
      onChanged: (ids) => list.touch(ids),
      onFault(fault) {
        faults.writing = fault
        tellFault()
      },
    },
  })
  const list = createIncidentList(desk, {
    onRows(rows) {
      push('incidents', rows)
      void timers.look()
    },
    onFault(fault) {
      faults.reading = fault
      tellFault()
    },
  })
  const timers = createTimers({
    clock,
    summaries: () => list.summaries(),
    zone,
    record: async ({ incident, command }) => (await desk.dispatch(incident, command, KNOWNGOOD)).ok,
    raise: ({ incident, title, command }) => (hooks?.overhear(notify) ?? notify)({ title, body: command.text, incident }),
    after(ms, wake) {
      const timeout = setTimeout(wake, ms)
      return () => clearTimeout(timeout)
    },
  })

  answerRequests(
    createRequests({
      desk,
      list,
      settings,
      retros: createRetroSaver(desk),
      drafts,
      storeFolder: dataDir,
      shown: windows.shown,
      onStart: tellFault,
    }),
  )
  installMenu(dataDir)
  followPlatform(windows)
  answerSecondStarts(windows, dataDir)
  powerMonitor.on('resume', () => void timers.look())
  powerMonitor.on('unlock-screen', () => void timers.look())
  app.on('browser-window-focus', () => void timers.look())
  hooks?.install(async () => {
    await list.settle()
    await timers.look()
    await list.settle()
  })

  windows.open()
  void windows.shown.then(async () => {
    desk.watch()
    await list.load()
    await timers.look()
    void desk.sweep()
    void prepareSecrets()
    if (settings.trouble !== null) void dialog.showMessageBox({ type: 'warning', message: settings.trouble })
  })

  app.on('will-quit', (event) => {
    // What was asked for is answered first: a note that was sent is on disk before the app is gone.
    event.preventDefault()
    timers.stop()
    // Not before the event is over: an exit within it is forgotten.
    void Promise.all([desk.close(), settings.settled(), drafts.settled()]).finally(() => setImmediate(() => app.exit()))
  })
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
