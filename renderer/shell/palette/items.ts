/** Everything that the palette holds at this moment: keys that somebody carries out, what the open place adds, incidents, themes. */
import { THEMES, type Settings } from '../../../shared/api.ts'
import { PHASE_LABEL, shownId } from '../../../shared/incident/words.ts'
import { openAlertFile } from '../../alerts/alerts.ts'
import { isCarriedOut, KEYS, press, type KeyName } from '../../keys.ts'
import { contributedItems, type PaletteItem } from '../../palette.ts'
import { beginPractice } from '../../practice.ts'
import { openIncident, saveSettings } from '../../session.ts'
import { announce, isOfApp, useStore } from '../../store.ts'
import { backUpNow, chooseBackupFolder, findBackups } from '../../transfer/transfer.ts'

/** The palette itself, and nine keys at once, lead nowhere from here. */
const LEFT_OUT: ReadonlySet<KeyName> = new Set(['palette', 'switch'])

const KIND_OF = { everywhere: 'App', incident: 'Incident', entries: 'Timeline' } as const
const THEME_LABEL: Record<Settings['theme'], string> = { system: 'as the system', dark: 'dark', light: 'light', contrast: 'high contrast' }

export function paletteItems(): readonly PaletteItem[] {
  const { rows, open, place, backup } = useStore.getState()
  // Outside of an incident that key takes a form's change back, whose place has a button for it.
  const isMeant = (name: KeyName): boolean => !LEFT_OUT.has(name) && !(name === 'undo' && isOfApp(place))
  const keys = (Object.keys(KEYS) as KeyName[]).filter((name) => isMeant(name) && isCarriedOut(name)).map((name): PaletteItem => {
    const { does, where, keys } = KEYS[name]
    return { id: `key:${name}`, label: does, kind: KIND_OF[where], words: keys, shortcut: name, run: () => void press(name) }
  })
  const incidents = rows.map((row): PaletteItem => ({
    id: `incident:${row.id}`,
    label: row.title,
    kind: [row.practice ? 'Practice' : 'Incident', row.severity, PHASE_LABEL[row.phase]].filter(Boolean).join(' · '),
    words: `${shownId(row.id)} open switch to`,
    run: () => void openIncident(row.id),
  }))
  const themes = THEMES.map((theme): PaletteItem => ({ id: `theme:${theme}`, label: `Theme: ${THEME_LABEL[theme]}`, kind: 'Setting', words: 'look colour color mode', run: () => void saveSettings({ theme }) }))
  const backups: PaletteItem[] = [
    ...(backup?.folder ? [{ id: 'backup:now', label: 'Back up now', kind: 'App', run: () => void backUpNow() }] : []),
    { id: 'backup:folder', label: 'Choose the folder for backups…', kind: 'App', run: () => void chooseBackupFolder() },
    { id: 'backup:restore', label: 'Restore from a backup…', kind: 'App', run: () => void findBackups() },
  ]
  const alertFile: PaletteItem = { id: 'alerts:file', label: 'Open alert file…', kind: 'App', words: 'alertmanager grafana prometheus webhook json', run: () => void openAlertFile() }
  const practice: PaletteItem = { id: 'practice', label: 'Practise on the guide’s example', kind: 'App', words: 'walk learn tutorial practice', run: () => void beginPractice().then((sentence) => sentence !== null && announce(sentence)) }
  const others = incidents.filter(({ id }) => id !== `incident:${open?.id ?? ''}` || place !== 'console')
  // What the incident on the screen needs comes first.
  const isEverywhere = ({ id }: PaletteItem): boolean => KEYS[id.slice('key:'.length) as KeyName].where === 'everywhere'
  return [...keys.filter((item) => !isEverywhere(item)), ...others, ...keys.filter(isEverywhere), ...contributedItems(), ...themes, ...backups, alertFile, practice]
}
