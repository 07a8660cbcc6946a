/** The key that opens the Declare window over any other app. The system gives it, or says no: both are known here. */
import { globalShortcut } from 'electron'

export interface Shortcut {
  /** Takes these keys in place of those before (Electron's accelerator); null gives them back. */
  take(keys: string | null): void
  /** why the system does not give the keys that were asked for; null where it does */
  readonly trouble: string | null
}

/** @param press what the keys do */
export function createShortcut(press: () => void): Shortcut {
  let taken: string | null = null
  let trouble: string | null = null
  return {
    take(keys) {
      if (taken !== null) globalShortcut.unregister(taken)
      taken = null
      trouble = null
      if (keys === null) return
      if (register(keys, press)) taken = keys
      else trouble = 'The system does not give these keys: another app has them, or the desktop keeps keys to itself. Choose others.'
    },
    get trouble() {
      return trouble
    },
  }
}

function register(keys: string, press: () => void): boolean {
  try {
    return globalShortcut.register(keys, press)
  } catch (error) {
    // Electron's way of saying that it does not know the key's name.
    if (error instanceof TypeError) return false
    throw error
  }
}
