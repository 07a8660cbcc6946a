/** The one registry of keys: when a key works, and for whom. */
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { KEYS, listenForKeys, press, useKey, type KeyName } from '../../renderer/keys.ts'

let stop: () => void
beforeEach(() => void (stop = listenForKeys()))
afterEach(() => stop())

function Listener({ name, run, enabled = true }: { name: KeyName; run: () => void; enabled?: boolean }) {
  useKey(name, run, enabled)
  return null
}

function room(name: KeyName, text = ''): ReturnType<typeof vi.fn<() => void>> {
  const run = vi.fn<() => void>()
  render(
    <>
      <Listener name={name} run={run} />
      <input aria-label="Box" defaultValue={text} />
      <input type="checkbox" aria-label="Tick" />
    </>,
  )
  return run
}

test('no two keys are the same', () => {
  const all = Object.values(KEYS).map(({ keys }) => keys)
  expect(new Set(all).size).toBe(all.length)
})

test('a single letter works where no text box has the focus, and nowhere else', async () => {
  const user = userEvent.setup()
  const run = room('page')
  await user.keyboard('p')
  expect(run).toHaveBeenCalledTimes(1)
  await user.click(screen.getByRole('textbox'))
  await user.keyboard('p')
  expect(run).toHaveBeenCalledTimes(1)
  expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe('p')
  screen.getByRole('checkbox').focus()
  await user.keyboard('p')
  expect(run).toHaveBeenCalledTimes(2)
})

test('with Ctrl, Alt or Shift a letter is another key', async () => {
  const user = userEvent.setup()
  const run = room('page')
  await user.keyboard('{Control>}p{/Control}{Alt>}p{/Alt}{Shift>}P{/Shift}')
  expect(run).not.toHaveBeenCalled()
})

test('Ctrl+N works in a text box too', async () => {
  const user = userEvent.setup()
  const run = room('declare')
  await user.click(screen.getByRole('textbox'))
  await user.keyboard('{Control>}n{/Control}')
  expect(run).toHaveBeenCalledTimes(1)
})

test('Ctrl+Z strikes the last entry from an empty text box, and undoes typing in a full one', async () => {
  const user = userEvent.setup()
  const run = room('undo', 'typed')
  await user.click(screen.getByRole('textbox'))
  await user.keyboard('{Control>}z{/Control}')
  expect(run).not.toHaveBeenCalled()
  await user.clear(screen.getByRole('textbox'))
  await user.keyboard('{Control>}z{/Control}')
  expect(run).toHaveBeenCalledTimes(1)
})

test('a sign that needs Shift on this keyboard is the sign', async () => {
  const user = userEvent.setup()
  const run = room('keyboard')
  await user.keyboard('{Shift>}?{/Shift}')
  expect(run).toHaveBeenCalledTimes(1)
})

test('an open dialog keeps the keyboard to itself', async () => {
  const user = userEvent.setup()
  const run = room('page')
  render(<div role="dialog" data-open="" />)
  await user.keyboard('p')
  expect(run).not.toHaveBeenCalled()
})

test('the handler that was mounted last acts; once it goes, the one before', () => {
  const [below, above] = [vi.fn(), vi.fn()]
  const { rerender } = render(<><Listener name="find" run={below} /><Listener name="find" run={above} /></>)
  expect(press('find')).toBe(true)
  expect([below.mock.calls.length, above.mock.calls.length]).toEqual([0, 1])
  rerender(<><Listener name="find" run={below} /><Listener name="find" run={above} enabled={false} /></>)
  press('find')
  expect([below.mock.calls.length, above.mock.calls.length]).toEqual([1, 1])
})

test('a key that nobody carries out is left to the browser', () => {
  expect(press('copy')).toBe(false)
  const event = new KeyboardEvent('keydown', { key: 'y', cancelable: true, bubbles: true })
  window.dispatchEvent(event)
  expect(event.defaultPrevented).toBe(false)
})
