/** What the palette holds of an open incident: the dialogs that have no key of their own, and every `/` command. */
import { ENTRY_COMMANDS } from '../../shared/incident/entry/commands.ts'
import { isOver } from '../../shared/incident/status.ts'
import { press } from '../keys.ts'
import { usePaletteItems, type PaletteItem } from '../palette.ts'
import { setDraft, useStore } from '../store.ts'
import { useConsole } from './context.ts'
import type { DialogRequest } from './dialogs/request.ts'

const DIALOGS: readonly (readonly [label: string, request: DialogRequest])[] = [
  ['What was noticed first', { name: 'detected' }],
  ['When the impact started', { name: 'began' }],
  ['Link release', { name: 'release' }],
  ['State a working theory', { name: 'theory' }],
  ['Start the investigation', { name: 'investigate' }],
  ['Start a forward fix', { name: 'start', kind: 'fix forward' }],
  ['Start a containment', { name: 'start', kind: 'contain' }],
  ['Post an update for customers', { name: 'update', audience: 'customers' }],
  ['Notify somebody else', { name: 'notify' }],
  ['Join an open PagerDuty incident…', { name: 'adopt' }],
  ['Schedule retro', { name: 'retro' }],
  ['The retro was held', { name: 'held' }],
]

export function ConsolePalette() {
  const { id, state, open } = useConsole()
  usePaletteItems(() => [
    ...DIALOGS.map(([label, request]): PaletteItem => ({ id: `dialog:${JSON.stringify(request)}`, label, kind: 'Incident', run: () => open(request) })),
    ...(isOver(state) ? [{ id: 'dialog:reopen', label: 'Reopen', kind: 'Incident', run: () => open({ name: 'reopen' }) }] : []),
    ...ENTRY_COMMANDS.map(({ name, help, takes, also = [] }): PaletteItem => ({
      id: `command:${name}`,
      label: `/${name} ${takes}`,
      kind: help,
      words: also.join(' '),
      run: () => prefill(id, name),
    })),
  ])
  return null
}

/** Leads to the entry line with the command's word in front; what stood there is what it is about. */
function prefill(incident: string, name: string): void {
  setDraft(incident, `/${name} ${useStore.getState().drafts[incident] ?? ''}`)
  press('entry')
}
