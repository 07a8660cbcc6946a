/** Facts reach the window by push, whoever wrote them and whenever they come, and what was recorded is announced. */
import { act, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { connect, dispatch } from '../../renderer/session.ts'
import { INITIAL, setDraft, useStore } from '../../renderer/store.ts'
import type { Fact } from '../../shared/facts/fact.ts'
import type { FakeMain } from '../helpers/fake-main.ts'
import { note } from '../helpers/facts.ts'
import { openWindow } from '../helpers/open-window.tsx'

vi.mock('../../renderer/console/Console.tsx', () => import('../helpers/plain-console.tsx'))

const one = (main: FakeMain): void => void main.elsewhere(null, { type: 'DeclareIncident', title: 'API errors' })

test('facts that the command line adds appear by themselves, and are not announced as recorded here', async () => {
  const { main } = await openWindow({}, one)
  await screen.findByText('Incident declared: API errors')
  act(() => void main.elsewhere('inc-00000000', { type: 'AddNote', text: 'from the command line' }))
  expect(screen.getByText('from the command line')).toBeTruthy()
  expect(screen.getByRole('status').textContent).toBe('')
})

test('the same facts a second time change nothing; others raise the version', async () => {
  const { main } = await openWindow({}, one)
  const before = useStore.getState().open!
  act(() => main.push('facts', { incident: before.id, facts: before.folded.entries.map(({ fact }) => JSON.stringify(fact)).join('\n') }))
  expect(useStore.getState().open).toBe(before)
  act(() => main.arrive(before.id, [note(900, 'later')]))
  const after = useStore.getState().open!
  expect(after.version).toBeGreaterThan(before.version)
  expect(after.folded).not.toBe(before.folded)
})

test('facts of another incident stay out', async () => {
  const { main } = await openWindow({}, (main) => {
    one(main)
    main.elsewhere(null, { type: 'DeclareIncident', title: 'Webhooks twice' })
  })
  await screen.findByText('Incident declared: Webhooks twice')
  act(() => void main.elsewhere('inc-00000000', { type: 'AddNote', text: 'not here' }))
  expect(screen.queryByText('not here')).toBeNull()
})

test('facts that arrive while their incident loads are not lost', async () => {
  const { main, user } = await openWindow({}, (main) => {
    one(main)
    main.elsewhere(null, { type: 'DeclareIncident', title: 'Webhooks twice' })
  })
  await screen.findByText('Incident declared: Webhooks twice')
  // Main reads the disk, then this fact lands, then main's answer arrives: the answer does not hold it.
  const real = main.ask.bind(main)
  window.knowngood = {
    ...main,
    async ask(name, input) {
      const reply = await real(name, input)
      if (name === 'openIncident') main.arrive('inc-00000000', [note(900, 'in the meantime')])
      return reply
    },
  }
  await user.keyboard('{Control>}[Digit2]{/Control}')
  expect(await screen.findByText('in the meantime')).toBeTruthy()
  expect(screen.getByText('Incident declared: API errors')).toBeTruthy()
})

test('what was recorded here is announced, also where main answers before it pushes', async () => {
  const { main } = await openWindow({}, one)
  await act(() => dispatch({ type: 'Page', whom: 'Priya', by: 'phone' }))
  expect(screen.getByRole('status').textContent).toBe('Recorded: Paged Priya by phone')

  const held: (() => void)[] = []
  const real = main.ask.bind(main)
  const listening = useStore.getState().open!
  window.knowngood = { ...main, ask: (name, input) => (name === 'dispatch' ? Promise.resolve({ ok: true, incident: listening.id, facts: [note(900, '').id] } as never) : real(name, input)) }
  held.push(() => main.arrive(listening.id, [note(900, 'pushed late')]))
  await act(() => dispatch({ type: 'AddNote', text: 'pushed late' }))
  expect(screen.getByRole('status').textContent).toBe('Recorded: Paged Priya by phone')
  act(() => held[0]!())
  expect(screen.getByRole('status').textContent).toBe('Recorded: pushed late')
})

test('a strike names what it struck, and so does taking it back', async () => {
  const { main } = await openWindow({}, one)
  await act(() => dispatch({ type: 'AddNote', text: 'a typo' }))
  const target = main.folded('inc-00000000').entries.at(-1)!.fact.id
  await act(() => dispatch({ type: 'StrikeEntry', target }))
  expect(screen.getByRole('status').textContent).toBe('Struck: a typo')
  await act(() => dispatch({ type: 'RestoreEntry', target }))
  expect(screen.getByRole('status').textContent).toBe('Restored: a typo')
  await act(() => dispatch({ type: 'AmendEntry', target, data: { text: 'no typo' } }))
  expect(screen.getByRole('status').textContent).toBe('Corrected: no typo')
})

test('a refusal comes back to the caller and is not announced', async () => {
  await openWindow({}, one)
  const answer = await dispatch({ type: 'AddNote', text: '  ' })
  expect(answer).toEqual({ ok: false, kind: 'refused', sentence: 'There is nothing to record yet: type a few words first.' })
  expect(screen.getByRole('status').textContent).toBe('')
})

test('a draft is given to main to be kept a moment after the typing, or when the window is left, and survives a reload', async () => {
  const { main } = await openWindow({}, one)
  act(() => setDraft('inc-00000000', 'half a sent'))
  expect(useStore.getState().drafts).toEqual({ 'inc-00000000': 'half a sent' })
  await waitFor(() => expect(main.drafts()).toEqual({ 'inc-00000000': 'half a sent' }))
  act(() => setDraft('inc-00000000', 'half a sentence'))
  expect(main.drafts()).toEqual({ 'inc-00000000': 'half a sent' })
  act(() => void window.dispatchEvent(new Event('pagehide')))
  await waitFor(() => expect(main.drafts()).toEqual({ 'inc-00000000': 'half a sentence' }))

  useStore.setState(INITIAL, true)
  await act(async () => void (await connect()))
  expect(useStore.getState().drafts).toEqual({ 'inc-00000000': 'half a sentence' })

  act(() => setDraft('inc-00000000', ''))
  expect(useStore.getState().drafts).toEqual({})
  await waitFor(() => expect(main.drafts()).toEqual({}))
  expect(JSON.stringify({ ...localStorage })).not.toContain('half')
})

test('what is redacted leaves the drafts and what was announced; what else a person typed stays', async () => {
  const { main } = await openWindow({}, one)
  const answer = await dispatch({ type: 'AddNote', text: 'the password is hunter2' })
  await waitFor(() => expect(screen.getByRole('status').textContent).toContain('hunter2'))
  act(() => setDraft('inc-00000000', 'so: the password is hunter2 and we rotate it'))
  act(() => void main.elsewhere('inc-00000000', { type: 'Redact', targets: answer.ok ? [...answer.facts] : [] }))
  expect(useStore.getState().drafts).toEqual({ 'inc-00000000': 'so:  and we rotate it' })
  expect(screen.getByRole('status').textContent).toBe('An entry was redacted.')
  expect(JSON.stringify([...useStore.getState().open!.folded.entryOf.values()])).not.toContain('hunter2')
  await waitFor(() => expect(JSON.stringify(main.drafts())).not.toContain('hunter2'))
})

test('a long incident comes in parts, before the answer or after it, and those of an earlier loading stay out', async () => {
  const { main, user } = await openWindow({}, (main) => {
    one(main)
    main.elsewhere(null, { type: 'DeclareIncident', title: 'Webhooks twice' })
  })
  await screen.findByText('Incident declared: Webhooks twice')
  const real = main.ask.bind(main)
  const part = (load: number, ...facts: Fact[]): void => act(() => main.push('part', { load, facts: facts.map((fact) => JSON.stringify(fact)).join('\n') }))
  let answered = false
  let number = 0
  window.knowngood = {
    ...main,
    async ask(name, input) {
      const reply = await real(name, input)
      if (name !== 'openIncident') return reply
      number = (input as { load: number }).load
      part(number - 1, note(900, 'of another loading'))
      part(number, note(901, 'came before the answer'))
      answered = true
      return { ...(reply as object), parts: 2 } as never
    },
  }
  await user.keyboard('{Control>}[Digit2]{/Control}')
  await waitFor(() => expect(answered).toBe(true))
  expect(screen.queryByText('came before the answer')).toBeNull()
  part(number, note(902, 'came after the answer'))
  expect(await screen.findByText('came after the answer')).toBeTruthy()
  expect(screen.getByText('came before the answer')).toBeTruthy()
  expect(screen.getByText('Incident declared: API errors')).toBeTruthy()
  expect(screen.queryByText('of another loading')).toBeNull()
})
