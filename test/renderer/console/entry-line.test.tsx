/** The entry line: type, Enter, done; what was typed stays until it is on disk. */
import { act, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { at, utc } from '../../helpers/facts.ts'
import { button, entryLine, lastEntry, openConsole, recorded, type OpenConsole } from './open-console.tsx'

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

/** The attempts and times that main was asked to record under, one for each time. */
const dispatched = ({ main }: OpenConsole): { attempt?: string | undefined; command: Readonly<Record<string, unknown>> }[] =>
  main.asked.filter(({ name }) => name === 'dispatch').map(({ input }) => input as { attempt?: string; command: Record<string, unknown> })

test('an entry that a disk did not take stays in its line, and goes in by itself once it does', async () => {
  const opened = await openConsole()
  const { main, user } = opened
  act(() => main.fail({ code: 'full', sentence: 'The disk is full.' }))
  await user.keyboard('the pool is at its limit{Enter}')
  expect((await screen.findByRole('alert')).textContent).toBe('Not recorded yet. It goes in by itself, as of 14:30, once the disk takes it. Change it, and it waits for your Enter.')
  expect(entryLine().value).toBe('the pool is at its limit')
  expect(await lastEntry()).not.toBe('the pool is at its limit')
  act(() => main.fail(null))
  await waitFor(() => expect(entryLine().value).toBe(''))
  await waitFor(async () => expect(await lastEntry()).toBe('the pool is at its limit'))
  expect(screen.queryByRole('alert')).toBeNull()
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('The disk works again. Recorded: the pool is at its limit'))
  // One press of Enter, by one name: main records it once, as of the first time.
  const [first, second, ...more] = dispatched(opened)
  expect(more).toEqual([])
  expect(second).toEqual(first)
  expect(first!.attempt).toMatch(/^[0-9a-f-]{36}$/)
})

test('Enter again while it waits is the same press; a relative time counts from the first', async () => {
  const opened = await openConsole()
  const { main, user, clock } = opened
  act(() => main.fail({ code: 'full', sentence: 'The disk is full.' }))
  await user.keyboard('@-5m no fix in sight{Enter}')
  await screen.findByText('Not recorded yet.')
  clock('14:50')
  await user.keyboard('{Enter}')
  await waitFor(() => expect(dispatched(opened)).toHaveLength(2))
  const [first, second] = dispatched(opened)
  expect(second).toEqual(first)
  expect(first!.command['at']).toMatchObject({ time: utc('14:25') })
  expect(screen.getByRole('alert').textContent).toContain('as of 14:30')
})

test('what is touched while it waits, waits for its own Enter', async () => {
  const opened = await openConsole()
  const { main, user, written } = opened
  act(() => main.fail({ code: 'full', sentence: 'The disk is full.' }))
  await user.keyboard('the pool is{Enter}')
  await screen.findByText('Not recorded yet.')
  await user.keyboard(' at its limit')
  expect(screen.queryByRole('alert')).toBeNull()
  act(() => main.fail(null))
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('The disk works again.'))
  expect(written()).toEqual([])
  expect(entryLine().value).toBe('the pool is at its limit')
  await user.keyboard('{Enter}')
  expect(await recorded(opened, 'NoteAdded')).toEqual({ text: 'the pool is at its limit' })
  const [first, second] = dispatched(opened)
  expect(second!.attempt).not.toBe(first!.attempt)
})

test('what was refused in the end stays, with why', async () => {
  const { main, user, elsewhere } = await openConsole()
  act(() => main.fail({ code: 'full', sentence: 'The disk is full.' }))
  await user.keyboard('/resolve all is well{Enter}')
  await screen.findByText('Not recorded yet.')
  elsewhere({ type: 'ResolveIncident' })
  act(() => main.fail(null))
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('This incident is resolved already'))
  expect(entryLine().value).toBe('/resolve all is well')
  await user.keyboard('!')
  expect(screen.queryByRole('alert')).toBeNull()
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

test('a time that is still to come asks; the one of yesterday is picked with the keyboard', async () => {
  const opened = await openConsole([], '14:30')
  await opened.user.keyboard('@14:40 pool is back')
  expect(screen.getByText(/14:40 is still to come/)).toBeTruthy()
  expect(screen.getByRole('option', { selected: true }).textContent).toContain('yesterday 14:40')
  await opened.user.keyboard('{Enter}')
  expect(entryLine().value).toBe('@yesterday 14:40 pool is back')
  expect(opened.written()).toEqual([])
  await opened.user.keyboard('{Enter}')
  expect(await recorded(opened, 'NoteAdded')).toEqual({ text: 'pool is back' })
  expect(opened.main.folded(opened.id).entries.find(({ fact }) => fact.type === 'NoteAdded')!.fact.at.time).toBe('2025-01-31T14:40:00.000Z')
})

test('arrows choose among the times that a line may mean, and Escape keeps the line as it is', async () => {
  const { user, written } = await openConsole([], '14:30')
  await user.keyboard('@2:10 PM called back')
  const options = screen.getAllByRole('option').map((option) => option.textContent)
  expect(options).toHaveLength(2)
  await user.keyboard('{ArrowDown}{Enter}')
  expect(entryLine().value).toBe('@2:10: PM called back')
  await user.clear(entryLine())
  await user.keyboard('@2:10 PM called back{Escape}{Enter}')
  expect(entryLine().value).toBe('@2:10 PM called back')
  expect((await screen.findByRole('alert')).textContent).toContain('product manager')
  expect(written()).toEqual([])
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

test('below a command stands what Enter would record, as of when; what is missing is said before Enter, and not as an error', async () => {
  const opened = await openConsole([], '14:30')
  const described = (): string => document.getElementById(entryLine().getAttribute('aria-describedby')!)!.textContent
  await opened.user.keyboard('@14:15 /sev ')
  expect(await screen.findByText('Write the severity first: P0, P1, P2, P3, or none.')).toBeTruthy()
  expect(screen.queryByRole('alert')).toBeNull()
  expect(entryLine().getAttribute('aria-invalid')).toBeNull()
  await opened.user.keyboard('P1')
  expect(await screen.findByText('Sets the severity to P1, as of 14:15')).toBeTruthy()
  expect(described()).toContain('Sets the severity to P1, as of 14:15')
  // Read out once the typing rests, and by nothing else.
  await waitFor(() => expect(document.querySelector('form [aria-live="polite"]')!.textContent).toBe('Sets the severity to P1, as of 14:15'))
  expect(opened.written()).toEqual([])
  await opened.user.keyboard('{Enter}')
  expect(await recorded(opened, 'SeverityChanged')).toEqual({ severity: 'P1' })
})

test('what stands in the way of a command as things are is said before Enter', async () => {
  const opened = await openConsole()
  await opened.user.keyboard('/ack')
  expect(await screen.findByText('There is no page to acknowledge.')).toBeTruthy()
  expect(screen.queryByRole('alert')).toBeNull()
  opened.elsewhere({ type: 'Page', whom: 'Anna' })
  expect(await screen.findByText('Records that Anna acknowledged')).toBeTruthy()
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
