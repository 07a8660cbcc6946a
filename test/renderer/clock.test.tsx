/** The window's clock: everyone who shows a time turns on the same whole second. */
import { act, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useNow } from '../../renderer/clock.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2025-02-01T14:00:00.400Z') }))
afterEach(() => void vi.useRealTimers())

function Clock({ shown }: { shown: string[] }) {
  shown.push(new Date(useNow(1000)).toISOString().slice(17, 23))
  return null
}

test('it turns on the whole second, for all at once, and rests once nobody looks', () => {
  const shown: [string[], string[]] = [[], []]
  const { unmount } = render(<><Clock shown={shown[0]} /><Clock shown={shown[1]} /></>)
  expect(vi.getTimerCount()).toBe(1)
  act(() => void vi.advanceTimersByTime(599))
  expect(shown[0]).toEqual(['00.400'])
  act(() => void vi.advanceTimersByTime(1))
  expect(shown).toEqual([['00.400', '01.000'], ['00.400', '01.000']])
  unmount()
  expect(vi.getTimerCount()).toBe(0)
})

test('after the machine slept, the first look is right', () => {
  const shown: string[] = []
  render(<Clock shown={shown} />)
  vi.setSystemTime(Date.parse('2025-02-01T15:10:07.250Z'))
  act(() => void window.dispatchEvent(new Event('focus')))
  expect(shown.at(-1)).toBe('07.250')
})
