/** Keeps the machine and its screen awake while there is a live incident. */
import { powerSaveBlocker } from 'electron'

export interface Awake {
  readonly on: boolean
  keep(on: boolean): void
}

export function createAwake(): Awake {
  let blocker: number | null = null
  return {
    get on() {
      return blocker !== null
    },
    keep(on) {
      if (on === (blocker !== null)) return
      if (blocker !== null) powerSaveBlocker.stop(blocker)
      // The screen too: clocks that nobody sees keep nobody on time.
      blocker = on ? powerSaveBlocker.start('prevent-display-sleep') : null
    },
  }
}
