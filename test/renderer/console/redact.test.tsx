/** Redacting from the timeline: what will go is shown, what says the same is offered, and the words are gone from the window. */
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { act } from 'react'
import { useStore } from '../../../renderer/store.ts'
import { button, dialog, entries, entryLine, openConsole, recorded, type OpenConsole } from './open-console.tsx'

const SECRET = 'hunter2'

async function menuOf(opened: OpenConsole, text: string | RegExp): Promise<void> {
  const row = (await screen.findByText(text)).closest('[role="listitem"]') as HTMLElement
  await opened.user.click(within(row).getByRole('button', { name: 'More' }))
}

async function redact(opened: OpenConsole, text: string): Promise<void> {
  await menuOf(opened, text)
  await opened.user.click(await screen.findByRole('menuitem', { name: 'Redact…' }))
  await screen.findByRole('dialog', { name: 'Redact this entry' })
}

test('an entry is redacted with a reason, and the timeline says by whom', async () => {
  const opened = await openConsole([{ type: 'AddNote', text: `the password is ${SECRET}` }, { type: 'AddNote', text: 'harmless' }])
  await redact(opened, `the password is ${SECRET}`)
  const open = dialog('Redact this entry')
  expect(open.getByRole('region', { name: 'What will be erased' }).textContent).toBe(`the password is ${SECRET}`)
  expect(open.getByText(/This cannot be undone\./)).toBeTruthy()
  await opened.user.type(open.getByRole('textbox', { name: 'Reason' }), 'a password')
  await opened.user.click(open.getByRole('button', { name: 'Redact' }))
  expect(await recorded(opened, 'Redacted')).toMatchObject({ reason: 'a password' })
  await waitFor(async () => expect(await entries()).toEqual(['Incident declared: API errors', 'Redacted', 'harmless', 'Ana redacted an entry: a password']))
  expect(screen.getByText(/^redacted by Ana, 14:30: a password$/)).toBeTruthy()
  expect(screen.getByRole('status').textContent).toBe('Redacted: the words are erased.')
  expect(document.body.textContent).not.toContain(SECRET)
})

test('other entries that hold the secret are listed, chosen, and can be left out', async () => {
  const opened = await openConsole([
    { type: 'AddNote', text: `the password is ${SECRET}` },
    { type: 'AddNote', text: `logged in with HUNTER2, works` },
    { type: 'RecordDecision', kind: 'other', text: `rotate ${SECRET}`, lookAgainAt: '2025-02-01T15:00:00Z' },
    { type: 'AddNote', text: 'unrelated' },
  ])
  await redact(opened, `the password is ${SECRET}`)
  const open = dialog('Redact this entry')
  expect(open.queryByRole('group')).toBeNull()
  await opened.user.type(open.getByRole('textbox', { name: 'The secret itself' }), SECRET)
  const others = open.getByRole('group', { name: '3 other entries hold it' })
  const boxes = within(others).getAllByRole<HTMLInputElement>('checkbox')
  expect(boxes.map(({ checked }) => checked)).toEqual([true, true, true])
  await opened.user.click(boxes[0]!)
  await opened.user.click(open.getByRole('button', { name: 'Redact 3 entries' }))
  const { targets } = await recorded(opened, 'Redacted')
  const texts = opened.main.folded(opened.id).entries.filter(({ fact }) => !(targets as string[]).includes(fact.id)).map(({ fact }) => fact.data['text'])
  expect(texts).toEqual([undefined, 'logged in with HUNTER2, works', 'unrelated', undefined])
})

test('a reason that says the secret again is not taken', async () => {
  const opened = await openConsole([{ type: 'AddNote', text: `the password is ${SECRET}` }])
  await redact(opened, `the password is ${SECRET}`)
  const open = dialog('Redact this entry')
  await opened.user.type(open.getByRole('textbox', { name: 'The secret itself' }), SECRET)
  const reason = open.getByRole('textbox', { name: 'Reason' })
  await opened.user.type(reason, 'Hunter2 was pasted')
  await opened.user.click(open.getByRole('button', { name: 'Redact' }))
  expect(open.getByRole('alert').textContent).toBe('The reason stays: say it without the secret.')
  expect(opened.written()).toEqual([])
  await opened.user.clear(reason)
  await opened.user.click(open.getByRole('button', { name: 'Redact' }))
  expect(await recorded(opened, 'Redacted')).not.toHaveProperty('reason')
})

test('what is marked in the words is the secret that is looked for', async () => {
  const opened = await openConsole([{ type: 'AddNote', text: `the password is ${SECRET}` }, { type: 'AddNote', text: `${SECRET} again` }])
  await redact(opened, `the password is ${SECRET}`)
  const shown = dialog('Redact this entry').getByRole('region', { name: 'What will be erased' })
  const words = shown.querySelector('p')!.firstChild!
  const range = document.createRange()
  range.setStart(words, 'the password is '.length)
  range.setEnd(words, words.textContent!.length)
  window.getSelection()!.removeAllRanges()
  window.getSelection()!.addRange(range)
  act(() => void shown.dispatchEvent(new MouseEvent('mouseup', { bubbles: true })))
  expect(await dialog('Redact this entry').findByRole('group', { name: 'One other entry holds it' })).toBeTruthy()
  expect(dialog('Redact this entry').getByRole<HTMLInputElement>('textbox', { name: 'The secret itself' }).value).toBe(SECRET)
})

/** What the menu offers, without the keys beside it. */
const offered = async (): Promise<(string | undefined | null)[]> => (await screen.findAllByRole('menuitem')).map((item) => item.firstElementChild?.textContent)

test('a redacted entry is neither corrected nor redacted again; it can be struck; a redaction stays', async () => {
  const opened = await openConsole([{ type: 'AddNote', text: SECRET }])
  await redact(opened, SECRET)
  await opened.user.click(dialog('Redact this entry').getByRole('button', { name: 'Redact' }))
  await menuOf(opened, 'Redacted')
  expect(await offered()).toEqual(['Reply…', 'Star for the retro', 'Copy', 'Copy as Markdown', 'Strike'])
  await opened.user.keyboard('{Escape}')
  await menuOf(opened, 'Ana redacted an entry')
  expect(await offered()).toEqual(['Reply…', 'Star for the retro', 'Copy', 'Copy as Markdown'])
})

test('earlier wordings are shown, for they go as well; what an entry changed goes with its words', async () => {
  const opened = await openConsole([{ type: 'SetSeverity', severity: 'P1', reason: SECRET }])
  const id = opened.main.folded(opened.id).entries.at(-1)!.fact.id
  opened.elsewhere({ type: 'AmendEntry', target: id, data: { reason: 'customers' } })
  await redact(opened, 'Severity set to P1 (customers)')
  const open = dialog('Redact this entry')
  expect(open.getByRole('region', { name: 'What will be erased' }).textContent).toBe(`Severity set to P1 (${SECRET})Severity set to P1 (customers)`)
  expect(open.getByText(/What it changed goes with its words/)).toBeTruthy()
})

test('what could not be erased yet is said until it is dismissed', async () => {
  const opened = await openConsole([{ type: 'AddNote', text: SECRET }])
  const sentence = 'What was redacted still stands in incidents/x/y.jsonl: it is in use.'
  const ask = opened.main.ask.bind(opened.main)
  opened.main.ask = async (name, input) => {
    const answer = await ask(name, input)
    if (name === 'dispatch') Object.assign(answer as object, { erased: { lines: 0, journals: 0 }, notices: [sentence] })
    return answer
  }
  await redact(opened, SECRET)
  await opened.user.click(dialog('Redact this entry').getByRole('button', { name: 'Redact' }))
  await waitFor(() => expect(useStore.getState().unerased).toEqual([sentence]))
  expect(screen.getByRole('status').textContent).toBe('Redacted, but not everywhere yet.')
})

test('a line that was redacted is not offered by arrow-up any more', async () => {
  const opened = await openConsole()
  await opened.user.keyboard(`so it is ${SECRET}{Enter}`)
  await waitFor(() => expect(entryLine().value).toBe(''))
  await opened.user.keyboard('harmless{Enter}')
  await waitFor(() => expect(entryLine().value).toBe(''))
  await redact(opened, `so it is ${SECRET}`)
  await opened.user.click(dialog('Redact this entry').getByRole('button', { name: 'Redact' }))
  await recorded(opened, 'Redacted')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await opened.user.click(entryLine())
  await opened.user.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}')
  expect(entryLine().value).toBe('harmless')
})

test('a dialog questions what looks like a secret once, too', async () => {
  const opened = await openConsole([{ type: 'ResolveIncident' }])
  await opened.user.click(button('Reopen'))
  const reopen = dialog('Reopen')
  await opened.user.type(reopen.getByRole('textbox', { name: 'What is back' }), 'the password is hunter2!')
  await opened.user.click(reopen.getByRole('button', { name: /^Reopen/ }))
  expect((await reopen.findByRole('alert')).textContent).toBe('That looks like a password or a key. Take it out, or confirm once more to record it as it is.')
  expect(opened.written()).toEqual([])
  await opened.user.click(reopen.getByRole('button', { name: /^Reopen/ }))
  expect(await recorded(opened, 'IncidentReopened')).toEqual({ text: 'the password is hunter2!' })
})
