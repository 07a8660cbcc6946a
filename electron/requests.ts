/** What main does for each request of the window. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { clipboard, nativeTheme, shell } from 'electron'
import type { Finding as ShownFinding, OpenIncident, Replies, RequestInput, Settings } from '../shared/api.ts'
import { shownId } from '../shared/incident/words.ts'
import { BUILT_IN_PLAYBOOK } from '../shared/playbook/built-in.ts'
import { isZone } from '../shared/time/format.ts'
import { isOpenableLink } from './app-files.ts'
import { systemZone } from './clock.ts'
import type { Desk } from './desk.ts'
import type { Drafts } from './drafts.ts'
import type { IncidentList } from './incident-list.ts'
import type { Requests } from './ipc.ts'
import type { Finding } from './journal/finding.ts'
import type { RetroSaver } from './save-retro.ts'
import { findSecret } from './secrets.ts'
import type { SettingsStore } from './settings.ts'

export interface RequestOptions {
  readonly desk: Desk
  readonly list: IncidentList
  readonly settings: SettingsStore
  readonly retros: RetroSaver
  readonly drafts: Drafts
  readonly storeFolder: string
  /** what can wait, waits for the window to be shown */
  readonly shown: Promise<void>
  /** The window listens from now on: tells it what it cannot have heard. */
  onStart(): void
}

export function createRequests({ desk, list, settings, retros, drafts, storeFolder, shown, onStart }: RequestOptions): Requests {
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
        playbook: BUILT_IN_PLAYBOOK,
        drafts: drafts.all,
      }
    },
    listIncidents: () => shown.then(() => list.load()),
    openIncident: ({ id }) => openIncident(desk, id),
    dispatch: ({ incident, command }) => desk.dispatch(incident, command),
    findSecret: ({ texts }) => findSecret(texts),
    async keepDraft({ incident, text }) {
      const kept = await drafts.keep(incident, text)
      return kept.ok ? kept : { ok: false, sentence: kept.fault.sentence }
    },
    exportRetro: (wanted) => retros.save(wanted),
    showExported: ({ path }) => ({ ok: retros.show(path) }),
    saveSettings: (fields) => saveSettings(settings, fields),
    async copyText({ text }) {
      await clipboard.writeText(text)
      return { ok: true }
    },
    async openLink({ url }) {
      if (!isOpenableLink(url)) return { ok: false }
      await shell.openExternal(url)
      return { ok: true }
    },
  }
}

/** The settings' theme, for the menus, the dialogs and the window's ground. */
export function applyTheme({ theme }: Settings): void {
  nativeTheme.themeSource = theme
}

/** A finding as the window shows it. */
export function shownFinding({ code, file, line = 0, byte = 0, sentence }: Finding): ShownFinding {
  return { kind: code, file, line, byte, sentence }
}

async function openIncident(desk: Desk, id: string): Promise<OpenIncident> {
  const opened = await desk.open(id)
  if (!opened) return { ok: false, sentence: `There is no incident ${shownId(id)} in this store any more.` }
  return { ok: true, facts: opened.texts.join('\n'), playbook: opened.playbook, findings: opened.findings.map(shownFinding) }
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
