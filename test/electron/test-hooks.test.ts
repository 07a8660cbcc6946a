/** The clock that tests may set: there only in an unpackaged app that was started for them. */
import { afterEach, describe, expect, it } from 'vitest'
import { testHooks, type TestControls } from '../../electron/test-hooks.ts'

const REAL = { now: () => Date.UTC(2026, 10, 22) }
const ASKED = { KNOWNGOOD_TEST_HOOKS: '1', KNOWNGOOD_TEST_NOW: '2025-03-03T12:00:00.000Z' }
const installed = (): TestControls => (globalThis as unknown as { knowngoodTest: TestControls }).knowngoodTest

afterEach(() => void Reflect.deleteProperty(globalThis, 'knowngoodTest'))

describe('the hooks', () => {
  it('do not exist in a packaged app, whatever its environment says', () => {
    expect(testHooks(true, ASKED, REAL)).toBeNull()
  })

  it('do not exist where nobody asked', () => {
    expect(testHooks(false, {}, REAL)).toBeNull()
    expect(testHooks(false, { KNOWNGOOD_TEST_NOW: ASKED.KNOWNGOOD_TEST_NOW }, REAL)).toBeNull()
  })

  it('stop the clock where they are asked to, and otherwise let it run', () => {
    expect(testHooks(false, ASKED, REAL)!.clock.now()).toBe(Date.UTC(2025, 2, 3, 12))
    expect(testHooks(false, { KNOWNGOOD_TEST_HOOKS: '1' }, REAL)!.clock.now()).toBe(REAL.now())
  })

  it('let the clock be set while time goes on as it does: the steady clocks know nothing of it', async () => {
    const hooks = testHooks(false, ASKED, REAL)!
    hooks.install(() => Promise.resolve(), () => undefined)
    const before = hooks.steady.elapsed()
    await installed().step(-600_000)
    expect(hooks.clock.now()).toBe(Date.UTC(2025, 2, 3, 11, 50))
    expect(hooks.steady.elapsed()).toBe(before)
    expect(hooks.steady.awake()).toBe(before)
    await installed().advance(60_000)
    expect(hooks.clock.now()).toBe(Date.UTC(2025, 2, 3, 11, 51))
    expect(hooks.steady.elapsed() - before).toBe(60_000)
  })

  it('have the timers look each time that the clock is moved', async () => {
    const hooks = testHooks(false, ASKED, REAL)!
    const looked: number[] = []
    hooks.install(() => Promise.resolve(void looked.push(hooks.clock.now())), () => undefined)
    await installed().advance(60_000)
    await installed().setNow('2025-03-04T00:00:00.000Z')
    expect(looked).toEqual([Date.UTC(2025, 2, 3, 12, 1), Date.UTC(2025, 2, 4)])
  })
})
