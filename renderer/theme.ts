/** The window's theme: the one that was last set before anything is painted, and the setting from then on. */
import type { Settings } from '../shared/api.ts'
import { recall, remember } from './memory.ts'
import { showTheme } from './shown-theme.ts'
import { useStore } from './store.ts'

const REMEMBERED = 'theme'

/** @returns how to stop */
export function followTheme(): () => void {
  let theme = recall(REMEMBERED) as Settings['theme'] | null
  const shown = showTheme(() => theme)
  const stop = useStore.subscribe(({ settings }) => {
    if (!settings || settings.theme === theme) return
    theme = settings.theme
    remember(REMEMBERED, theme)
    shown.again()
  })
  return () => {
    shown.stop()
    stop()
  }
}
