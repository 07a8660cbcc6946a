/** Several pasted lines: what each becomes is shown, chosen, recorded at once, taken back at once; nothing of the text is lost. */
import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { utc } from '../../helpers/facts.ts'
import { dialog, entryLine, openConsole } from './open-console.tsx'

const CHAT = '14:18 Ana: pool at its limit\n14:20 Bo: see https://graphs.example/7\n14:21 lunch?'

test('each line with its time, without those that were unticked, by Ctrl+Enter; one Ctrl+Z strikes them all', async () => {
  const { user, main, id, written } = await openConsole()
  await user.paste(CHAT)
  const shown = dialog('Record as 3 entries?')
  expect(shown.getAllByRole('checkbox')).toHaveLength(3)
  await user.click(shown.getByRole('checkbox', { name: /lunch/ }))
  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  const notes = main.folded(id).entries.map(({ fact }) => fact).filter(({ type }) => type === 'NoteAdded')
  expect(notes.map(({ at, data }) => [at.time, data['text']])).toEqual([
    [utc('14:18'), 'Ana: pool at its limit'],
    [utc('14:20'), 'Bo: see https://graphs.example/7'],
  ])
  expect(notes[1]!.evidence).toEqual([{ url: 'https://graphs.example/7' }])
  await waitFor(() => expect(entryLine().value).toBe(''))

  await user.click(entryLine())
  await user.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(main.folded(id).entries.filter(({ fact, struckBy }) => fact.type === 'NoteAdded' && struckBy === null)).toEqual([]))
  expect(written().filter(({ type }) => type === 'EntryStruck')).toHaveLength(2)
})

test('Ctrl+Enter straight after the paste records, and no mouse is needed', async () => {
  const { user, written } = await openConsole()
  await user.paste('pool at its limit\nrolling back')
  await focused()
  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(() => expect(written().map(({ data }) => data['text'])).toEqual(['pool at its limit', 'rolling back']))
})

test('Escape keeps every letter in the entry line, and in its draft', async () => {
  const { user, main, id, written } = await openConsole()
  await user.paste(CHAT)
  await screen.findByRole('dialog')
  // Kept from the start: a kill while somebody looks loses nothing.
  await waitFor(() => expect(main.drafts()).toEqual({ [id]: CHAT }))
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(entryLine().value).toBe(CHAT)
  expect(written()).toEqual([])
})

test('one line is pasted as ever, and so are lines into a text that was begun', async () => {
  const { user } = await openConsole()
  await user.paste('one line\n')
  expect(screen.queryByRole('dialog')).toBeNull()
  await user.paste('two\nlines')
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(entryLine().value).toContain('two\nlines')
})

test('a password among the lines is questioned before anything is recorded', async () => {
  const { user, written } = await openConsole()
  await user.paste('pool at its limit\nthe password is hunter2!')
  await focused()
  await user.keyboard('{Control>}{Enter}{/Control}')
  expect((await screen.findByRole('alert')).textContent).toContain('looks like a password')
  expect(written()).toEqual([])
})

const focused = (): Promise<void> => waitFor(() => expect(document.activeElement).toBe(screen.getByRole('list', { name: 'Entries' })))
