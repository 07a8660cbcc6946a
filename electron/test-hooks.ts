/** What tests may reach in the main process of an unpackaged app that was started for them: the clock, and what was notified. */
import type { Clock, SteadyClock } from './clock.ts'
import type { Notice, Notify } from './notifications.ts'

/** On `globalThis.knowngoodTest`, for Playwright's `app.evaluate`. */
export interface TestControls {
  /** Stops the clock at a moment (ISO 8601); resolves once the timers have looked at it. */
  setNow(iso: string): Promise<void>
  /** Moves the clock on by ms, from where it stands; resolves once the timers have looked at it. */
  advance(ms: number): Promise<void>
  /** Sets the clock on or back by ms, as somebody at the machine does; resolves once the timers have looked at it. */
  step(ms: number): Promise<void>
  now(): string
  /** Does what the global shortcut does. */
  pressShortcut(): void
  /** every notification that was to be shown by the system */
  readonly notices: readonly Notice[]
}

export interface TestHooks {
  readonly clock: Clock
  /** goes with the clock, but for its steps */
  readonly steady: SteadyClock
  /** Passes notifications on, and keeps them for the test. */
  overhear(notify: Notify): Notify
  /** Makes the controls reachable. `moved` looks at the clock again at once; `pressShortcut` does what the global shortcut does. */
  install(moved: () => Promise<void>, pressShortcut: () => void): void
}

/** Null unless the app is unpackaged and was started with KNOWNGOOD_TEST_HOOKS=1; KNOWNGOOD_TEST_NOW (ISO 8601) stops the clock from the start. */
export function testHooks(packaged: boolean, env: Readonly<Record<string, string | undefined>>, real: Clock): TestHooks | null {
  if (packaged || env['KNOWNGOOD_TEST_HOOKS'] !== '1') return null
  let stopped = env['KNOWNGOOD_TEST_NOW'] === undefined ? null : Date.parse(env['KNOWNGOOD_TEST_NOW'])
  let stepped = 0
  const now = (): number => (stopped ?? real.now()) + stepped
  const unstepped = (): number => now() - stepped
  const notices: Notice[] = []
  return {
    clock: { now },
    steady: { awake: unstepped, elapsed: unstepped },
    overhear: (notify) => (notice) => {
      notices.push(notice)
      notify(notice)
    },
    install(moved, pressShortcut) {
      const controls: TestControls = {
        setNow: (iso) => {
          stopped = Date.parse(iso) - stepped
          return moved()
        },
        advance: (ms) => {
          stopped = unstepped() + ms
          return moved()
        },
        step: (ms) => {
          stepped += ms
          return moved()
        },
        now: () => new Date(now()).toISOString(),
        pressShortcut,
        notices,
      }
      Object.assign(globalThis, { knowngoodTest: controls })
    },
  }
}
