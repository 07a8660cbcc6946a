/** Which colours are shown: the setting's, or what the system asks for where the setting follows it. Told to CSS as `data-theme` on the root. */
import type { Settings } from '../shared/api.ts'

const LIGHT = '(prefers-color-scheme: light)'
const MORE_CONTRAST = '(prefers-contrast: more)'

/** Shows it, and answers how to show it again when the setting has changed. @param setting read anew each time; null before it is known */
export function showTheme(setting: () => Settings['theme'] | null): { readonly again: () => void; readonly stop: () => void } {
  const asked = [LIGHT, MORE_CONTRAST].map((query) => window.matchMedia(query))
  const again = (): void => {
    const set = setting()
    document.documentElement.dataset['theme'] = set === null || set === 'system' ? ofSystem() : set
  }
  again()
  for (const query of asked) query.addEventListener('change', again)
  return { again, stop: () => asked.forEach((query) => query.removeEventListener('change', again)) }
}

function ofSystem(): Exclude<Settings['theme'], 'system'> {
  if (window.matchMedia(LIGHT).matches) return 'light'
  return window.matchMedia(MORE_CONTRAST).matches ? 'contrast' : 'dark'
}
