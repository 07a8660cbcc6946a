/** Plays a scene in a started app: the states in order, and what is to be done at each. */
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { startApp } from '../../helpers/electron-app.ts'
import { BEGIN, type Scene, type Stage, type State, type Theme } from './scene.ts'

export { SCENES } from './scenes.ts'

/** @param folder holds the profile and the store, and is the caller's to delete */
export async function play({ states, launch = {} }: Scene, folder: string, look: (state: State, page: Page) => Promise<void>): Promise<void> {
  const store = join(folder, 'store')
  const running = await startApp(join(folder, 'profile'), store, { now: BEGIN, ...launch, env: { XDG_CONFIG_HOME: folder, APPDATA: folder } })
  const stage: Stage = { ...running, store }
  running.page.setDefaultTimeout(10_000)
  try {
    for (const state of states) {
      const page = await state.go(stage).catch((cause: unknown) => {
        throw new Error(`The state ${state.name} is not reached.`, { cause })
      })
      await look(state, page ?? stage.page)
    }
  } finally {
    await running.close()
  }
}

/** Shows a theme in the page alone: main and its settings stay as the state left them. */
export async function showTheme(page: Page, theme: Theme): Promise<void> {
  await page.evaluate((theme) => void (document.documentElement.dataset['theme'] = theme), theme)
}
