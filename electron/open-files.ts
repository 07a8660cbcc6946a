/** Bundles that the system hands over to be opened: kept until there is a window that can say what came of them. */
import { app } from 'electron'
import { BUNDLE_ENDING } from './bundle/ending.ts'

export interface BundlesToOpen {
  /** Another one. */
  add(path: string): void
  /** The window is there: opens those that wait, one after the other, and from then on each as it comes. */
  each(open: (path: string) => Promise<unknown>): Promise<void>
}

/** Listens at once: macOS hands files over before the app is ready. @param first those that the app was started with */
export function bundlesToOpen(first: readonly string[]): BundlesToOpen {
  const waiting = [...first]
  let open: ((path: string) => Promise<unknown>) | null = null
  let working: Promise<void> | null = null

  async function work(): Promise<void> {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) await open!(path)
  }

  function next(): Promise<void> {
    if (!open) return Promise.resolve()
    return (working ??= work().finally(() => (working = null)))
  }

  function add(path: string): void {
    if (!path.toLowerCase().endsWith(BUNDLE_ENDING)) return
    waiting.push(path)
    void next()
  }

  app.on('open-file', (event, path) => {
    event.preventDefault()
    add(path)
  })
  return {
    add,
    each(run) {
      open = run
      return next()
    },
  }
}
