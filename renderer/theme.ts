/** Dark or light: the setting, or the system where the setting follows it. Told to CSS as `data-theme` on the root. */
import type { Settings } from '../shared/api.ts'
import { recall, remember } from './memory.ts'
import { useStore } from './store.ts'

const REMEMBERED = 'theme'

/**
 * Shows the theme that was last set, before anything is painted, and follows the setting and the system from then on.
 * @returns how to stop
 */
export function followTheme(): () => void {
  const light = window.matchMedia('(prefers-color-scheme: light)')
  let theme = recall(REMEMBERED) as Settings['theme'] | null
  const show = (): void => {
    const chosen = theme === 'dark' || theme === 'light' ? theme : light.matches ? 'light' : 'dark'
    document.documentElement.dataset['theme'] = chosen
  }
  show()
  light.addEventListener('change', show)
  const stop = useStore.subscribe(({ settings }) => {
    if (!settings || settings.theme === theme) return
    theme = settings.theme
    remember(REMEMBERED, theme)
    show()
  })
  return () => {
    light.removeEventListener('change', show)
    stop()
  }
}
