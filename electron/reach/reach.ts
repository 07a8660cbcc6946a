/** The app where its window is not: the key that declares from anywhere, and the machine kept awake. */
import { app } from 'electron'
import type { Answer, IncidentRow, Reach, ReachChange, Replies } from '../../shared/api.ts'
import type { Desk } from '../desk.ts'
import { push } from '../ipc.ts'
import type { SettingsStore } from '../settings.ts'
import { ground, type Windows } from '../windows.ts'
import { createAwake } from './awake.ts'
import { createDeclareWindow } from './declare-window.ts'
import { isLive } from './live.ts'
import { createShortcut } from './shortcut.ts'
import { createTray } from './tray.ts'
import { trayStateOf } from './tray-state.ts'

export interface ReachOptions {
  readonly desk: Pick<Desk, 'dispatch'>
  readonly settings: SettingsStore
  readonly windows: Windows
  /** of every incident, now */
  rows(): readonly IncidentRow[]
  /** the clock's time, ms UTC */
  now(): number
  /** in which times are shown, IANA */
  zone(): string
}

export interface AppReach {
  status(): Reach
  /** Keeps what changed, and does it; the sentence where the disk refuses. */
  change(fields: ReachChange): Promise<Replies['changeReach']>
  /** Declares from the small window; the main window shows what became of it. */
  declare(title: string, severity: string | undefined, attempt: string): Promise<Answer>
  hideDeclare(): void
  openDeclare(): void
  /** The incidents may have changed. */
  look(): void
  /** Takes the keys. */
  begin(): void
}

export function createReach({ desk, settings, windows, rows, now, zone }: ReachOptions): AppReach {
  const small = createDeclareWindow(ground)
  const shortcut = createShortcut(() => small.open())
  const awake = createAwake()
  const showInTray = createTray({ open: () => windows.open(), show: (incident) => windows.show(incident), declare: () => small.open() })
  app.on('will-quit', () => shortcut.take(null))
  app.on('before-quit', () => small.destroy())
  windows.onClosed(() => small.destroy())

  const isSomethingLive = (): boolean => rows().some(isLive)
  const status = (): Reach => ({ ...settings.reach, trouble: shortcut.trouble, live: isSomethingLive(), awake: awake.on })
  let told = ''
  let begun = false
  function tell(): void {
    const text = JSON.stringify(status())
    if (text !== told) push('reach', status())
    told = text
  }
  function look(): void {
    awake.keep(settings.reach.keepAwake && isSomethingLive())
    if (begun) showInTray(trayStateOf(rows(), now(), zone()))
    tell()
  }
  const takeKeys = (): void => shortcut.take(settings.reach.shortcutOn ? settings.reach.shortcut : null)

  return {
    status,
    async change({ shortcut: keys, shortcutOn, keepAwake }) {
      const { reach: before } = settings
      const saved = await settings.change({
        reach: { shortcut: keys ?? before.shortcut, shortcutOn: shortcutOn ?? before.shortcutOn, keepAwake: keepAwake ?? before.keepAwake },
      })
      if (!saved.ok) return saved
      if (keys !== undefined || shortcutOn !== undefined) takeKeys()
      look()
      return { ok: true, reach: status() }
    },
    async declare(title, severity, attempt) {
      const answer = await desk.dispatch(null, { type: 'DeclareIncident', title, ...(severity !== undefined && { severity }) }, { attempt })
      if (!answer.ok) return answer
      small.hide()
      windows.show(answer.incident)
      return answer
    },
    hideDeclare: () => small.hide(),
    openDeclare: () => small.open(),
    look,
    begin() {
      begun = true
      takeKeys()
      look()
    },
  }
}
