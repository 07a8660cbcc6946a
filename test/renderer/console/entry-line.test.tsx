/** The entry line: type, Enter, done; what was typed stays until it is on disk. */
import { act, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { at, utc } from '../../helpers/facts.ts'
import { button, entryLine, lastEntry, openConsole, recorded } from './open-console.tsx'

test('it has the focus, and Enter records what was typed', async () => {
  const opened = await openConsole()
  expect(document.activeElement).toBe(entryLine())
  await opened.user.keyboard('Pool at its limit{Enter}')
  expect(await recorded(opened, 'NoteAdded')).toEqual({ text: 'Pool at its limit' })
  await waitFor(() => expect(entryLine().value).toBe(''))
  await waitFor(async () => expect(await lastEntry()).toBe('Pool at its limit'))
  expect(screen.getByRole('status').textContent).toContain('Recorded: Pool at its limit')
})

test('the text stays until main has answered, and what is typed meanwhile stays too', async () => {
  const { main, user } = await openConsole()
  let answer = (): void => undefined
  const ask = main.ask
  main.ask = async (name, input) => {
    if (name === 'dispatch') await new Promise<void>((resolve) => (answer = resolve))
    return ask(name, input)
  }
  await user.keyboard('first{Enter}')
  expect(entryLine().value).toBe('first')
  await user.keyboard(' second')
  await act(async () => {
    answer()
    await Promise.resolve()
  })
  await waitFor(() => expect(entryLine().value).toBe('second'))
  await waitFor(async () => expect(await lastEntry()).toBe('first'))
})

test('a refusal stands beside the text, which stays', async () => {
  const { user, written } = await openConsole()
  await user.keyboard('/page{Escape}{Enter}')
  expect((await screen.findByRole('alert')).textContent).toBe('A page needs a person or a team.')
  expect(entryLine().value).toBe('/page')
  expect(written()).toEqual([])
  await user.keyboard(' Bo')
  expect(screen.queryByRole('alert')).toBeNull()
})

test('main refuses too, and the text stays', async () => {
  const { user } = await openConsole()
  await user.keyboard('/ack{Enter}')
  expect((await screen.findByRole('alert')).textContent).toBe('There is no page to acknowledge.')
  expect(entryLine().value).toBe('/ack')
})

test('a disk that fails loses no word', async () => {
  const { main, user } = await openConsole()
  act(() => main.fail({ code: 'ENOSPC', sentence: 'The disk is full.' }))
  await user.keyboard('the pool is at its limit{Enter}')
  expect((await screen.findByRole('alert')).textContent).toBe('The disk is full.')
  expect(entryLine().value).toBe('the pool is at its limit')
  act(() => main.fail(null))
  await user.keyboard('{Enter}')
  await waitFor(() => expect(entryLine().value).toBe(''))
  await waitFor(async () => expect(await lastEntry()).toBe('the pool is at its limit'))
})

test('Shift and Enter begin a new line', async () => {
  const opened = await openConsole()
  await opened.user.keyboard('one{Shift>}{Enter}{/Shift}two{Enter}')
  expect(await recorded(opened, 'NoteAdded')).toEqual({ text: 'one\ntwo' })
})

test('a time is read and shown before it is recorded', async () => {
  const opened = await openConsole([], '14:30')
  await opened.user.keyboard('@14:21 No fix in sight')
  expect(screen.getByText(/record at 14:21/)).toBeTruthy()
  await opened.user.keyboard('{Enter}')
  await recorded(opened, 'NoteAdded')
  expect(opened.main.folded(opened.id).entries.at(-1)!.fact.at).toMatchObject({ time: utc('14:21'), precision: 'minute', raw: '14:21' })
  expect(await screen.findByText('noted 14:30')).toBeTruthy()
})

test('without a time it is now', async () => {
  const { user } = await openConsole()
  await user.keyboard('No fix in sight')
  expect(screen.getByText('record now')).toBeTruthy()
  await user.clear(entryLine())
  await user.keyboard('@unknown No fix in sight')
  expect(screen.getByText('record, time not known')).toBeTruthy()
})

test('without a time it is not known, where all is written down afterwards', async () => {
  const { user, main, id } = await openConsole([], '14:30', { backfilled: true, at: at('14:00') })
  await user.keyboard('No fix in sight')
  expect(screen.getByText('record, time not known')).toBeTruthy()
  await user.keyboard('{Enter}')
  expect(await screen.findByText('time not known')).toBeTruthy()
  expect(main.folded(id).entries.at(-1)!.fact.at.precision).toBe('unknown')
})

test('a time that cannot be taken says so before Enter, and records nothing', async () => {
  const { user, written } = await openConsole()
  await user.keyboard('@25:10 late')
  expect(screen.getByText('There is no 25:10. Write a time from 00:00 to 23:59.')).toBeTruthy()
  await user.keyboard('{Enter}')
  expect(written()).toEqual([])
  expect(entryLine().value).toBe('@25:10 late')
})

test('a misspelt command is refused, never recorded as a note', async () => {
  const { user, written } = await openConsole()
  await user.keyboard('/esclate Bo{Enter}')
  expect((await screen.findByRole('alert')).textContent).toContain('Did you mean /escalate?')
  expect(written()).toEqual([])
})

test('what looks like a secret is questioned once, and recorded if the person means it', async () => {
  const opened = await openConsole()
  await opened.user.keyboard('the password is hunter2!{Enter}')
  expect((await screen.findByRole('alert')).textContent).toBe('That looks like a password or a key. Take it out, or press Enter again to record it as it is.')
  expect(opened.written()).toEqual([])
  await opened.user.keyboard('{Enter}')
  expect(await recorded(opened, 'NoteAdded')).toEqual({ text: 'the password is hunter2!' })
})

test('a slash offers the commands; arrows choose, Enter takes, and its words are explained', async () => {
  const opened = await openConsole()
  await opened.user.keyboard('/res')
  const options = screen.getAllByRole('option').map((option) => option.textContent)
  expect(options).toHaveLength(2)
  expect(screen.getByRole('option', { selected: true }).textContent).toContain('/resolve')
  expect(entryLine().getAttribute('aria-activedescendant')).toBe(screen.getByRole('option', { selected: true }).id)
  await opened.user.keyboard('{ArrowDown}{Enter}')
  expect(entryLine().value).toBe('/restore ')
  expect(screen.getByText(/start \| done \| failed/)).toBeTruthy()
  await opened.user.keyboard('start{Enter}')
  expect(await recorded(opened, 'RemediationStarted')).toMatchObject({ kind: 'restore' })
})

test('a word that is whole is a command at once', async () => {
  const opened = await openConsole()
  await opened.user.keyboard('/mitigated{Enter}')
  expect(await recorded(opened, 'IncidentMitigated')).toEqual({})
})

test('Arrow-up brings back what was recorded', async () => {
  const { user } = await openConsole()
  await user.keyboard('first{Enter}')
  await waitFor(() => expect(entryLine().value).toBe(''))
  await user.keyboard('second{Enter}')
  await waitFor(() => expect(entryLine().value).toBe(''))
  await user.keyboard('{ArrowUp}')
  expect(entryLine().value).toBe('second')
  await user.keyboard('{ArrowUp}')
  expect(entryLine().value).toBe('first')
  await user.keyboard('{ArrowDown}{ArrowDown}')
  expect(entryLine().value).toBe('')
})

test('Ctrl+Z strikes the last entry of the person, whole, and Undo takes that back', async () => {
  const opened = await openConsole([{ type: 'AddNote', text: 'earlier' }, { type: 'AddAction', text: 'alert on pool use', owner: 'Bo' }])
  await opened.user.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(opened.written().map(({ type }) => type)).toEqual(['EntryStruck', 'EntryStruck']))
  expect(screen.getByRole('status').textContent).toContain('Struck')
  const struck = (): number => opened.main.folded(opened.id).entries.filter(({ struckBy }) => struckBy !== null).length
  expect(struck()).toBe(2)
  await opened.user.click(button('Undo'))
  await waitFor(() => expect(struck()).toBe(2))
  expect(opened.main.folded(opened.id).entries.filter(({ fact, struckBy }) => fact.type.startsWith('Action') && struckBy !== null)).toEqual([])
})

test('Ctrl+Z again strikes the entry before; a line that is being typed keeps its own', async () => {
  const opened = await openConsole([{ type: 'AddNote', text: 'one' }, { type: 'AddNote', text: 'two' }])
  const standing = (): string[] => opened.main.folded(opened.id).entries.filter(({ fact, struckBy }) => fact.type === 'NoteAdded' && struckBy === null).map(({ fact }) => String(fact.data['text']))
  await opened.user.keyboard('half a line{Control>}z{/Control}')
  expect(standing()).toEqual(['one', 'two'])
  await opened.user.clear(entryLine())
  await opened.user.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(standing()).toEqual(['one']))
  await opened.user.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(standing()).toEqual([]))
})

test('the line of one incident is kept while it is not on the screen', async () => {
  const { user, main } = await openConsole()
  await user.keyboard('half a line')
  await waitFor(() => expect(main.drafts()).toEqual({ 'inc-00000000': 'half a line' }))
})
