/** What a state of the app is: how it is reached, and under which name. `npm run screenshots` and axe.spec.ts go through the same list. */
import { expect, type Page } from '@playwright/test'
import type { KnowngoodApi, Settings } from '../../../shared/api.ts'
import type { CommandInput } from '../../../shared/incident/commands.ts'
import type { LaunchOptions, RunningApp } from '../../helpers/electron-app.ts'

/** Where the scenes' clocks stand at first: the guide's day. */
export const BEGIN = '2025-02-01T14:15:00.000Z'

export interface Stage extends RunningApp {
  /** the data folder */
  readonly store: string
}

export type Theme = Exclude<Settings['theme'], 'system'>

export interface State {
  /** names its picture: `console-overdue` */
  readonly name: string
  /** shown in these instead of dark and light */
  readonly themes?: readonly Theme[]
  /** leads from the state before to this one, and waits until it is there; answers the page where it is not the main window's */
  go(stage: Stage): Promise<Page | void>
}

/** One start of the app, and the states that it passes through in order. A new state goes where its surroundings are. */
export interface Scene {
  readonly name: string
  readonly launch?: LaunchOptions
  readonly states: readonly State[]
}

/** A state that a dialog makes: opened by a key, closed by Esc before the next one is reached. */
export function dialogState(name: string, title: string | RegExp, open: (stage: Stage) => Promise<unknown>): State {
  return {
    name: `dialog-${name}`,
    async go(stage) {
      await closeDialogs(stage.page)
      await leaveText(stage.page)
      await open(stage)
      await stage.page.getByRole('dialog', { name: title }).waitFor()
    },
  }
}

/** The same, by one key. */
export function keyedDialog(name: string, title: string | RegExp, key: string): State {
  return dialogState(name, title, ({ page }) => page.keyboard.press(key))
}

export async function closeDialogs(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog').first()
  if ((await page.getByRole('dialog').count()) === 0) return
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
}

/** Single keys work while no text box has the focus. */
export async function leaveText(page: Page): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
}

/** Moves main's clock and the page's; `14:18` is on the guide's day. */
export async function setClock({ page, clock }: RunningApp, time: string): Promise<void> {
  const iso = `2025-02-01T${time}:00.000Z`
  await page.clock.setFixedTime(iso)
  await clock.setNow(iso)
}

/** Sends a command as the window sends it; answers the incident's id. */
export async function dispatch({ page }: RunningApp, incident: string | null, command: CommandInput): Promise<string> {
  const answer = await page.evaluate(
    ([incident, command]) => (window as unknown as { knowngood: KnowngoodApi }).knowngood.ask('dispatch', { incident, command }),
    [incident, command] as const,
  )
  if (!answer.ok) throw new Error(answer.sentence)
  return answer.incident
}

/** A command as it is given at a clock time. */
export type Timed = readonly [clock: string, command: CommandInput]

/** Declares an incident and tells it command by command; answers its id. */
export async function tell(stage: Stage, declared: Timed, ...steps: readonly Timed[]): Promise<string> {
  let incident: string | null = null
  for (const [clock, command] of [declared, ...steps]) {
    await setClock(stage, clock)
    incident = await dispatch(stage, incident, command)
  }
  return incident!
}

/** Puts an incident of the list on the screen. */
export async function openFromList({ page }: Stage, title: string): Promise<void> {
  await page.getByRole('list', { name: 'Incidents' }).getByRole('listitem').filter({ hasText: title }).getByRole('button').first().click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await expect(page.getByRole('list', { name: 'Timeline' }).getByRole('listitem').last()).toBeInViewport()
}

/** Types an entry and presses Enter. */
export async function enter({ page }: Stage, line: string): Promise<void> {
  const entry = page.getByRole('textbox', { name: 'Log entry' })
  await entry.fill(line)
  await entry.press('Enter')
}
