/** Every key of the window, in one place: what it is, what it does, and who carries it out. */
import { useEffect, useRef } from 'react'

interface Binding {
  /** as it is shown: `Ctrl+N`, `P`, `/`; `Ctrl+1…9` stands for nine keys */
  readonly keys: string
  readonly does: string
  readonly where: 'everywhere' | 'incident' | 'entries'
  /** pressed while a text box has the focus: keys with Ctrl work there, single keys do not, unless this says otherwise */
  readonly inText?: 'always' | 'never' | 'if empty'
}

/** The map that the keyboard overview shows; tooltips and buttons read their keys from here. */
export const KEYS = {
  declare: { keys: 'Ctrl+N', does: 'Declare an incident', where: 'everywhere' },
  switch: { keys: 'Ctrl+1…9', does: 'Switch to an incident', where: 'everywhere' },
  palette: { keys: 'Ctrl+K', does: 'Command palette: everything by its name', where: 'everywhere' },
  incident: { keys: 'Ctrl+Shift+K', does: 'Find an incident in the list', where: 'everywhere' },
  list: { keys: 'Ctrl+B', does: 'Show or hide the list of incidents', where: 'everywhere' },
  search: { keys: 'Ctrl+Shift+F', does: 'Search all incidents', where: 'everywhere' },
  archived: { keys: 'Ctrl+Shift+B', does: 'Show or hide archived incidents', where: 'everywhere' },
  retro: { keys: 'Ctrl+Shift+O', does: 'Open the retro, and back', where: 'everywhere' },
  clocks: { keys: 'W', does: 'Every running clock', where: 'everywhere' },
  alerts: { keys: 'I', does: 'Show or hide the alerts that are in no incident', where: 'everywhere' },
  card: { keys: 'Ctrl+Shift+G', does: 'Break-glass card, and back', where: 'everywhere' },
  playbook: { keys: 'Ctrl+Shift+P', does: 'Playbook, and back', where: 'everywhere' },
  settings: { keys: 'Ctrl+,', does: 'Settings, and back', where: 'everywhere' },
  awake: { keys: 'Ctrl+Shift+L', does: 'Keep this machine awake, or let it sleep', where: 'everywhere' },
  openBundle: { keys: 'Ctrl+O', does: 'Open a bundle', where: 'everywhere' },
  keyboard: { keys: '?', does: 'Every key at a glance', where: 'everywhere' },

  entry: { keys: 'L', does: 'Write an entry', where: 'incident' },
  command: { keys: '/', does: 'Write a command', where: 'incident' },
  assess: { keys: 'A', does: 'Assess impact', where: 'incident' },
  severity: { keys: 'S', does: 'Set the severity', where: 'incident' },
  page: { keys: 'P', does: 'Page someone', where: 'incident' },
  notify: { keys: 'N', does: 'Notify', where: 'incident' },
  decide: { keys: 'D', does: 'Decide', where: 'incident' },
  remedy: { keys: 'B', does: 'Start or finish the rollback', where: 'incident' },
  update: { keys: 'U', does: 'Post an update', where: 'incident' },
  check: { keys: 'C', does: 'Record a check', where: 'incident' },
  mitigated: { keys: 'M', does: 'Mark mitigated', where: 'incident' },
  resolve: { keys: 'E', does: 'Resolve the incident', where: 'incident' },
  role: { keys: 'R', does: 'Assign a role', where: 'incident' },
  handover: { keys: 'Shift+H', does: 'Hand over, or confirm a hand-over', where: 'incident' },
  brief: { keys: 'Shift+Y', does: 'Copy the hand-over brief', where: 'incident' },
  factor: { keys: 'F', does: 'Name a contributing factor', where: 'incident' },
  action: { keys: 'T', does: 'Add an action item', where: 'incident' },
  task: { keys: 'H', does: 'Hand out a task', where: 'incident' },
  answer: { keys: 'K', does: 'Answer the task whose time is up', where: 'incident' },
  owed: { keys: 'O', does: 'Go to what is owed later', where: 'incident' },
  attach: { keys: 'Ctrl+Shift+A', does: 'Attach a file', where: 'incident' },
  bundle: { keys: 'Ctrl+Shift+E', does: 'Export the incident as a bundle', where: 'incident' },
  archive: { keys: 'Ctrl+Shift+H', does: 'Archive the incident, or take it back', where: 'incident' },
  delete: { keys: 'Ctrl+Shift+X', does: 'Delete the incident', where: 'incident' },
  copy: { keys: 'Y', does: 'Copy the situation', where: 'incident' },

  undo: { keys: 'Ctrl+Z', does: 'Strike the last entry', where: 'entries', inText: 'if empty' },
  find: { keys: 'Ctrl+F', does: 'Find in the timeline', where: 'entries' },
  filter: { keys: 'V', does: 'Filter by kind and person, copy what is shown', where: 'entries' },
  timeline: { keys: 'J', does: 'Go to the entries', where: 'entries' },
  zones: { keys: 'Z', does: 'Local time, UTC or both', where: 'entries' },
} as const satisfies Record<string, Binding>

export type KeyName = keyof typeof KEYS

/** The keys of an entry that has the focus: there a letter means the entry, whatever it means elsewhere. */
export const ROW_KEYS = {
  walk: { keys: '↑ ↓', does: 'The entry before, the entry after' },
  ends: { keys: 'Home End', does: 'The first entry, the last entry' },
  menu: { keys: 'Enter', does: 'What can be done with the entry' },
  amend: { keys: 'E', does: 'Correct words or time' },
  history: { keys: 'H', does: 'What it said before' },
  reply: { keys: 'R', does: 'Reply' },
  star: { keys: '*', does: 'Star for the retro, or take the star away' },
  strike: { keys: 'X', does: 'Strike, or restore' },
  copy: { keys: 'Ctrl+C', does: 'Copy as text' },
  copyMarkdown: { keys: 'Ctrl+Shift+C', does: 'Copy as Markdown' },
} as const satisfies Record<string, Pick<Binding, 'keys' | 'does'>>

export type RowKey = keyof typeof ROW_KEYS

/** Which of an entry's keys was pressed. */
export function rowKeyOf(event: KeyboardEvent): RowKey | undefined {
  return (Object.keys(ROW_KEYS) as RowKey[]).find((name) => matches(ROW_KEYS[name].keys, event))
}

type Handler = (event?: KeyboardEvent) => void

/** By key, the handlers that are mounted; the last one acts. */
const handlers = new Map<KeyName, Handler[]>()

/** Carries out a key while this component is mounted and `enabled`. The handler that was mounted last wins. */
export function useKey(name: KeyName, run: Handler, enabled = true): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    if (!enabled) return
    const handler: Handler = (event) => latest.current(event)
    const mounted = handlers.get(name) ?? []
    handlers.set(name, [...mounted, handler])
    return () => void handlers.set(name, (handlers.get(name) ?? []).filter((other) => other !== handler))
  }, [name, enabled])
}

/** Does what the key does. @returns whether anyone carries it out at present */
export function press(name: KeyName, event?: KeyboardEvent): boolean {
  const handler = handlers.get(name)?.at(-1)
  handler?.(event)
  return handler !== undefined
}

/** Whether anyone carries a key out at present. */
export function isCarriedOut(name: KeyName): boolean {
  return (handlers.get(name)?.length ?? 0) > 0
}

/** Listens to the keyboard for every key above. @returns how to stop */
export function listenForKeys(): () => void {
  const listener = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || isTaken(event.target)) return
    const name = (Object.keys(KEYS) as KeyName[]).find((key) => matches(KEYS[key].keys, event))
    if (name === undefined || !worksIn(KEYS[name], event.target)) return
    if (press(name, event)) event.preventDefault()
  }
  window.addEventListener('keydown', listener)
  return () => window.removeEventListener('keydown', listener)
}

const isMac = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac')

/** The key as this machine writes it: `⌘N` on a Mac. */
export function keyLabel(name: KeyName): string {
  return isMac ? KEYS[name].keys.replace('Ctrl+', '⌘').replace('Shift+', '⇧') : KEYS[name].keys.replaceAll('+', ' ')
}

/** A key as a sentence writes it: "Ctrl+Z". */
export function keyText(name: KeyName): string {
  return isMac ? keyLabel(name) : KEYS[name].keys
}

/** For `aria-keyshortcuts`. */
export function ariaKeys(name: KeyName): string {
  return isMac ? KEYS[name].keys.replace('Ctrl', 'Meta') : KEYS[name].keys.replace('Ctrl', 'Control')
}

function matches(keys: string, event: KeyboardEvent): boolean {
  const key = keys.split('+').at(-1)!
  if ((isMac ? event.metaKey : event.ctrlKey) !== keys.startsWith('Ctrl+') || event.altKey) return false
  // Digits by their place: on French keyboards they need Shift.
  if (key === '1…9') return /^Digit[1-9]$/.test(event.code)
  // Shift is part of a key with a letter; elsewhere it is how the keyboard writes the sign.
  if (/^[A-Z]$/.test(key) && event.shiftKey !== keys.includes('Shift+')) return false
  return event.key.toLowerCase() === key.toLowerCase()
}

/** A dialog or a menu keeps the keyboard to itself. */
function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"][data-open], [role="alertdialog"][data-open]')) return true
  return target instanceof Element && target.closest('[role="menu"], [role="listbox"]') !== null
}

function worksIn(binding: Binding, target: EventTarget | null): boolean {
  const text = textOf(target)
  const rule = binding.inText ?? (binding.keys.startsWith('Ctrl+') ? 'always' : 'never')
  return text === null || rule === 'always' || (rule === 'if empty' && text === '')
}

/** What stands in the text box that has the focus; null where it is none. */
function textOf(target: EventTarget | null): string | null {
  if (target instanceof HTMLTextAreaElement) return target.value
  if (target instanceof HTMLInputElement) return ['radio', 'checkbox', 'button', 'submit'].includes(target.type) ? null : target.value
  return target instanceof HTMLElement && target.isContentEditable ? (target.textContent ?? '') : null
}
