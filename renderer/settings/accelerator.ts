/** Pressed keys as Electron writes them, and as people read them (docs: Electron's accelerators). */

/** What a global shortcut may end in, by the keyboard event's `code`: letters and digits by their place, and function keys. */
const CODE = /^(?:Key([A-Z])|Digit(\d)|(F(?:[1-9]|1\d|2[0-4])))$/

/** The accelerator of a key that was pressed, or null where it is none that may be taken from every other app: it needs Ctrl, Alt or the command key. */
export function acceleratorOf({ code, ctrlKey, altKey, shiftKey, metaKey }: Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>, mac: boolean): string | null {
  const match = CODE.exec(code)
  const key = match?.[1] ?? match?.[2] ?? match?.[3]
  if (key === undefined || !(ctrlKey || altKey || metaKey)) return null
  const command = mac ? metaKey : ctrlKey
  const other = mac ? ctrlKey && 'Control' : metaKey && 'Super'
  return [command && 'CommandOrControl', other, altKey && 'Alt', shiftKey && 'Shift', key].filter(Boolean).join('+')
}

/** The accelerator as this machine's keyboard writes it. */
export function shownKeys(accelerator: string, mac: boolean): string {
  const names: Readonly<Record<string, string>> = mac
    ? { CommandOrControl: '⌘', Control: '⌃', Alt: '⌥', Shift: '⇧' }
    : { CommandOrControl: 'Ctrl', Super: 'Super' }
  return accelerator.split('+').map((key) => names[key] ?? key).join(mac ? '' : ' ')
}
