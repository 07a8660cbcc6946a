/** Find in the timeline: marks, n of m, round the ends, and quick among very many. */
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { findable, findPattern, foundParts } from '../../../renderer/console/timeline/find.ts'
import { inSlices } from '../../../renderer/console/timeline/in-slices.ts'
import { entries, openConsole } from './open-console.tsx'

const NOTES = ['Pool is full', 'nothing here', 'the pool again, and POOL', 'the end'].map((text) => ({ type: 'AddNote', text }) as const)
const box = (): HTMLElement => screen.getByRole('textbox', { name: 'Find in the timeline' })
const marks = (): (string | null)[] => within(screen.getByRole('list', { name: 'Timeline' })).queryAllByText(/./, { selector: 'mark' }).map(({ textContent }) => textContent)

test('matches are marked in either case; Enter and Shift+Enter lead round; Esc leads to the entry', async () => {
  const { user } = await openConsole(NOTES)
  await entries()
  await user.keyboard('{Control>}f{/Control}')
  await user.type(box(), 'pool')
  expect(await screen.findByText('1 of 2')).toBeTruthy()
  expect(marks()).toEqual(['Pool', 'pool', 'POOL'])
  expect(await entries()).toHaveLength(5)
  await user.keyboard('{Enter}')
  expect(await screen.findByText('2 of 2')).toBeTruthy()
  await user.keyboard('{Enter}')
  expect(await screen.findByText('1 of 2')).toBeTruthy()
  await user.keyboard('{Shift>}{Enter}{/Shift}')
  expect(await screen.findByText('2 of 2')).toBeTruthy()
  await user.keyboard('{Escape}')
  await waitFor(() => expect(document.activeElement?.textContent).toContain('the pool again'))
  expect(marks()).toEqual([])
})

test('signs are taken as they stand, and what is not there says so', async () => {
  const { user } = await openConsole([{ type: 'AddNote', text: 'rate (5xx) at 15.4%' }, { type: 'AddNote', text: 'rate 5xx at 1594%' }])
  await entries()
  await user.keyboard('{Control>}f{/Control}')
  await user.type(box(), '(5xx) at 15.4')
  expect(await screen.findByText('1 of 1')).toBeTruthy()
  await user.type(box(), '!')
  expect(await screen.findByText('none')).toBeTruthy()
})

test('an entry that arrives while finding is counted, and the one that is looked at stays', async () => {
  const opened = await openConsole(NOTES)
  await entries()
  await opened.user.keyboard('{Control>}f{/Control}')
  await opened.user.type(box(), 'pool')
  await screen.findByText('1 of 2')
  await opened.user.keyboard('{Enter}')
  await screen.findByText('2 of 2')
  opened.elsewhere({ type: 'AddNote', text: 'one more pool' })
  expect(await screen.findByText('2 of 3')).toBeTruthy()
})

test('names and links are found, not only the words', () => {
  const text = findable({ text: 'seen', by: { person: 'bo', name: 'Bo Berg' }, evidence: [{ url: 'https://grafana.example/d/api', title: 'Errors' }] } as never)
  for (const words of ['bo berg', 'GRAFANA.example/d', 'errors', 'seen']) expect(findPattern(words)?.test(text)).toBe(true)
  expect(findPattern('seen bo')?.test(text)).toBe(false)
  expect(findPattern('  ')).toBeNull()
})

test.each([
  ['aXbx', 'x', ['a', '[X]', 'b', '[x]']],
  ['[a](b)', '](', ['[a', '[](]', 'b)']],
  ['İx', 'x', ['İ', '[x]']],
  ['none', 'y', ['none']],
])('%j with %j is cut at its matches', (text, words, parts) => {
  expect(foundParts(text, findPattern(words)).map(({ text, found }) => (found ? `[${text}]` : text))).toEqual(parts)
})

test('long work lets others run between its slices, and can be stopped', async () => {
  let steps = 0
  let turns = 0
  let isDone = false
  const others = setInterval(() => turns++)
  inSlices(2000, () => {
    steps++
    // A step of 20 µs and more: no slice holds them all.
    for (const end = performance.now() + 0.02; performance.now() < end; );
  }, (done) => (isDone = done))
  await vi.waitFor(() => expect(isDone).toBe(true), { timeout: 5000 })
  clearInterval(others)
  expect(steps).toBe(2000)
  expect(turns).toBeGreaterThan(1)

  const onSlice = vi.fn()
  inSlices(10, () => undefined, onSlice)()
  await new Promise((resolve) => setTimeout(resolve))
  expect(onSlice).not.toHaveBeenCalled()
})
