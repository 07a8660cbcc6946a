/** The built app in real Electron: a profile and a store of the test's own, closed or killed at will, and nothing left behind. */
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test'
import type { Settings } from '../../shared/api.ts'
import type { Stored } from '../../electron/settings-file.ts'
import type { TestControls } from '../../electron/test-hooks.ts'

export { expect } from '@playwright/test'

export const ROOT = join(import.meta.dirname, '..', '..')

/** The executable that `electron` installs. */
export const ELECTRON = createRequire(import.meta.url)('electron') as string

export const ANA: NonNullable<Settings['person']> = { id: 'ana@example.org', name: 'Ana', role: 'incident commander' }

/** A global shortcut belongs to one app of a display, and tests run side by side on one. */
export const NO_SHORTCUT: Stored['reach'] = { shortcut: 'CommandOrControl+Alt+Shift+D', shortcutOn: false, keepAwake: true }

export interface LaunchOptions {
  /** who has answered the first run's question; null: nobody */
  readonly person?: Settings['person']
  /** other settings, as config.json holds them */
  readonly settings?: Partial<Stored>
  /** whether the clock can be set (`clock` below); the default */
  readonly hooks?: boolean
  /** where the clock stands from the first moment on, ISO 8601; without it, it is the machine's until it is set */
  readonly now?: string
  /** on the profile and the store that a person would meet; `env` says where those are */
  readonly usualPlaces?: boolean
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

export interface RunningApp {
  readonly app: ElectronApplication
  readonly page: Page
  /** the app's clock, deadlines included; the page's own is Playwright's page.clock */
  readonly clock: {
    setNow(iso: string): Promise<void>
    advance(ms: number): Promise<void>
    /** sets it on or back by ms, as somebody at the machine does */
    step(ms: number): Promise<void>
  }
  /** what was to be notified by the system, one line each */
  notices(): Promise<string[]>
  /** what main wrote to standard error so far */
  said(): string
  close(): Promise<void>
  /** SIGKILL, as a crash or a power cut would end it. */
  kill(): Promise<void>
}

export interface AppFixtures {
  /** a folder of the test's own */
  readonly folder: string
  /** the store that the app and the command line work on */
  readonly store: string
  readonly profile: string
  /** for a command line that hands its commands to the app; any other meets no app and writes its own files */
  readonly beside: Readonly<Record<string, string>>
  /** Starts the app; again after it was closed or killed, on the same profile and store. */
  readonly launch: (options?: LaunchOptions) => Promise<RunningApp>
}

export const test = base.extend<AppFixtures>({
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'knowngood-e2e-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  },
  store: async ({ folder }, use) => use(join(folder, 'store')),
  profile: async ({ folder }, use) => use(join(folder, 'profile')),
  beside: async ({ folder, store }, use) => use({ ...usualProfileBelow(folder), KNOWNGOOD_DATA: store }),
  launch: async ({ profile, store, folder }, use) => {
    const running: RunningApp[] = []
    await use(async (options = {}) => {
      const started = await startApp(profile, store, { ...options, env: { ...usualProfileBelow(folder), ...options.env } })
      running.push(started)
      return started
    })
    for (const { close } of running) await close()
  },
})

/** Starts the app on a profile and a store. */
export async function startApp(profile: string, store: string, options: LaunchOptions): Promise<RunningApp> {
  const { person = ANA, settings = {}, hooks = true, now, usualPlaces = false, args = [], env = {} } = options
  await mkdir(profile, { recursive: true })
  // Once: a second start finds what the first one left.
  await writeFile(join(profile, 'config.json'), JSON.stringify({ person, zone: 'UTC', theme: 'dark', reach: NO_SHORTCUT, ...settings }), { flag: 'wx' }).catch(() => undefined)
  // Without `executablePath` Playwright holds the app back until it listens: nothing of the start is missed.
  const app = await _electron.launch({
    args: [ROOT, ...(usualPlaces ? [] : [`--user-data-dir=${profile}`, `--data=${store}`]), '--log-level=3', ...args],
    env: { ...ownEnvironment(), ...(hooks && { KNOWNGOOD_TEST_HOOKS: '1' }), ...(now && { KNOWNGOOD_TEST_NOW: now }), ...env },
    timeout: 30_000,
  })
  let stderr = ''
  app.process().stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const ended = new Promise<void>((resolve) => app.process().once('exit', () => resolve()))
  const page = await app.firstWindow()
  return {
    app,
    page,
    clock: {
      setNow: (iso) => app.evaluate((_, to) => (globalThis as unknown as Hooked).knowngoodTest.setNow(to), iso),
      advance: (ms) => app.evaluate((_, by) => (globalThis as unknown as Hooked).knowngoodTest.advance(by), ms),
      step: (ms) => app.evaluate((_, by) => (globalThis as unknown as Hooked).knowngoodTest.step(by), ms),
    },
    notices: () => app.evaluate(() => (globalThis as unknown as Hooked).knowngoodTest.notices.map(({ title, body }) => `${title}: ${body}`)),
    said: () => stderr,
    async close() {
      await app.close()
      await ended
    },
    async kill() {
      app.process().kill('SIGKILL')
      await ended
    },
  }
}

/** Where this machine's people keep theirs, nothing of a test is left and nobody is met. */
function usualProfileBelow(folder: string): Record<string, string> {
  return { XDG_CONFIG_HOME: folder, APPDATA: folder, ...(process.platform === 'darwin' && { HOME: folder }) }
}

/** Main's global object where the hooks are installed; evaluated there, so it cannot be a function of this file. */
interface Hooked {
  readonly knowngoodTest: TestControls
}

function ownEnvironment(): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _electron, KNOWNGOOD_DATA: _data, ...env } = process.env
  return env as Record<string, string>
}
