/** The timeline: every entry, in order, with what was done to it. */
import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { at, fact, futureStamp, redaction, utc } from '../../helpers/facts.ts'
import { dialog, entries, openConsole, recorded, type OpenConsole } from './open-console.tsx'

/** The list item that holds these words. */
async function entry(words: string): Promise<HTMLElement> {
  const found = (await screen.findByText(words)).closest<HTMLElement>('[role="listitem"]')
  if (!found) throw new Error(`no entry holds “${words}”`)
  return found
}

async function choose({ user }: OpenConsole, words: string, item: string | RegExp): Promise<void> {
  await user.click(within(await entry(words)).getByRole('button', { name: 'More' }))
  await user.click(await screen.findByRole('menuitem', { name: item }))
}

test('entries stand by when they happened, each day under its own heading', async () => {
  await openConsole([
    { type: 'AddNote', text: 'later' },
    { type: 'AddNote', text: 'earlier', at: at('14:02') },
    { type: 'AddNote', text: 'the day before', at: { time: '2025-01-31T23:50:00.000Z', precision: 'minute', zone: 'UTC' } },
  ])
  expect(await entries()).toEqual(['the day before', 'earlier', 'Incident declared: API errors', 'later'])
  const headings = within(screen.getByRole('list', { name: 'Timeline' })).getAllByRole('heading').map(({ textContent }) => textContent)
  expect(headings).toEqual(['Friday, 31 January 2025', 'Saturday, 1 February 2025'])
})

test('what the command line records appears by itself', async () => {
  const opened = await openConsole()
  opened.elsewhere({ type: 'AddNote', text: 'from a terminal' })
  expect(within(await entry('from a terminal')).getByText('from the command line')).toBeTruthy()
  opened.elsewhere({ type: 'SetSeverity', severity: 'P0' })
  expect(await screen.findByRole('button', { name: 'Severity: P0' })).toBeTruthy()
})

test('markup and links are plain text; a link opens in the browser', async () => {
  const opened = await openConsole([{ type: 'AddNote', text: '<b>bold</b> see https://grafana.example/d/api, now' }])
  const row = await entry('https://grafana.example/d/api')
  expect(row.textContent).toContain('<b>bold</b> see https://grafana.example/d/api, now')
  await opened.user.click(within(row).getByRole('link'))
  expect(opened.main.asked.at(-1)).toEqual({ name: 'openLink', input: { url: 'https://grafana.example/d/api' } })
})

test('a star is set and taken away, and filters', async () => {
  const opened = await openConsole([{ type: 'AddNote', text: 'important' }, { type: 'AddNote', text: 'noise' }])
  await opened.user.click(within(await entry('important')).getByRole('button', { name: 'Star' }))
  await waitFor(async () => expect(within(await entry('important')).getByRole('button', { name: 'Star' }).getAttribute('aria-pressed')).toBe('true'))
  await opened.user.click(screen.getByRole('radio', { name: 'Starred' }))
  expect(await entries()).toEqual(['important'])
})

test('filters show decisions and pages alone', async () => {
  const opened = await openConsole([{ type: 'AddNote', text: 'a note' }, { type: 'Page', whom: 'Bo' }, { type: 'RecordDecision', kind: 'roll back' }])
  await opened.user.click(screen.getByRole('radio', { name: 'Pages' }))
  expect(await entries()).toEqual(['Paged Bo'])
  await opened.user.click(screen.getByRole('radio', { name: 'Decisions' }))
  expect(await entries()).toEqual(['Incident declared: API errors', 'Decision: roll back'])
})

test('an entry is struck and restored, and stays in sight', async () => {
  const opened = await openConsole([{ type: 'AddNote', text: 'wrong channel' }])
  await choose(opened, 'wrong channel', 'Strike')
  expect(within(await entry('wrong channel')).getByText('struck')).toBeTruthy()
  await choose(opened, 'wrong channel', 'Restore')
  await waitFor(async () => expect(within(await entry('wrong channel')).queryByText('struck')).toBeNull())
})

test('an entry is corrected, and its history keeps what it said', async () => {
  const opened = await openConsole([{ type: 'AddNote', text: 'the pol is full' }])
  await choose(opened, 'the pol is full', /Correct/)
  const text = dialog('Correct this entry').getByLabelText('Text')
  await opened.user.clear(text)
  await opened.user.type(text, 'the pool is full')
  await opened.user.type(dialog('Correct this entry').getByLabelText('Happened at'), '14:20')
  await opened.user.click(dialog('Correct this entry').getByRole('button', { name: 'Correct' }))
  expect(await recorded(opened, 'EntryAmended')).toMatchObject({ data: { text: 'the pool is full' }, at: { time: utc('14:20') } })
  await opened.user.click(within(await entry('the pool is full')).getByRole('button', { name: 'corrected' }))
  const versions = dialog('History of this entry').getAllByRole('listitem').map(({ textContent }) => textContent)
  expect(versions[0]).toContain('the pol is full')
  expect(versions[1]).toContain('14:20 · the pool is full')
})

test('a correction that changes nothing is refused', async () => {
  const opened = await openConsole([{ type: 'AddNote', text: 'as it is' }])
  await choose(opened, 'as it is', /Correct/)
  await opened.user.click(dialog('Correct this entry').getByRole('button', { name: 'Correct' }))
  expect((await dialog('Correct this entry').findByRole('alert')).textContent).toBe('Say what to change: the time, the words or the links.')
})

test('what a newer version wrote and what was redacted is shown as such', async () => {
  const opened = await openConsole([{ type: 'AddNote', text: 'a password' }])
  const secret = opened.main.folded(opened.id).entries.at(-1)!.fact.id
  act(() => opened.main.arrive(opened.id, [fact(futureStamp(1), 'WeatherObserved', { sky: 'grey' }, { at: at('14:20') }), redaction(futureStamp(2), secret)]))
  expect(await screen.findByText('Recorded by a newer version of Knowngood: WeatherObserved')).toBeTruthy()
  expect(screen.getByText('not understood by this version')).toBeTruthy()
  await waitFor(() => expect(screen.queryByText('a password')).toBeNull())
  expect(screen.getByText(/^redacted by Ana, /)).toBeTruthy()
})

test('an action item is one entry, with what it was added with', async () => {
  await openConsole([{ type: 'AddAction', text: 'alert on pool use', owner: 'Bo', due: '2025-02-14' }])
  expect(await entries()).toEqual(['Incident declared: API errors', 'Action item: alert on pool use'])
  expect(within(await entry('Action item: alert on pool use')).getByText('owner Bo · due 2025-02-14')).toBeTruthy()
})

test('a theory is judged where it stands', async () => {
  const opened = await openConsole([{ type: 'StateHypothesis', text: 'the pool' }])
  await choose(opened, 'Theory: the pool', 'The theory is ruled out')
  expect(await recorded(opened, 'HypothesisJudged')).toMatchObject({ verdict: 'ruled out' })
})

test('an entry in two versions carries a mark, and both can be read', async () => {
  const opened = await openConsole()
  const two = [fact(40, 'NoteAdded', { text: 'error rate 15%' }), fact(40, 'NoteAdded', { text: 'error rate 1%' })]
  act(() => opened.main.arrive(opened.id, two))
  const counted = opened.main.folded(opened.id).entryOf.get(two[0]!.id)!.fact.data['text'] as string
  const other = counted === 'error rate 15%' ? 'error rate 1%' : 'error rate 15%'
  expect(screen.queryByText(other)).toBeNull()
  await opened.user.click(within(await entry(counted)).getByRole('button', { name: 'two versions' }))
  const history = dialog('History of this entry')
  expect(history.getByText(new RegExp(`· ${counted}$`))).toBeTruthy()
  expect(within(history.getByRole('list', { name: 'What does not count' })).getByRole('listitem').textContent).toContain(other)
})

test('that the incident was exported stands there, and is neither corrected nor struck', async () => {
  const opened = await openConsole()
  opened.elsewhere({ type: 'RecordExport', format: 'pdf' })
  await opened.user.click(within(await entry('Exported as PDF')).getByRole('button', { name: 'More' }))
  await screen.findAllByRole('menuitem')
  const offered = (name: RegExp): number => screen.queryAllByRole('menuitem', { name }).length
  expect([offered(/^Star/), offered(/^Copy$/), offered(/^Correct/), offered(/^Strike/), offered(/^Redact/)]).toEqual([1, 1, 0, 0, 0])
})

test('a reply stands under what it answers to, and leads there, whatever is filtered', async () => {
  const opened = await openConsole([{ type: 'AddNote', text: 'is the pool full?' }, { type: 'AddNote', text: 'noise' }])
  await choose(opened, 'is the pool full?', 'Reply…')
  const reply = dialog('Reply to this entry')
  expect(reply.getByText(/is the pool full\?/)).toBeTruthy()
  await opened.user.type(reply.getByLabelText('Text'), 'yes, 100 of 100')
  await opened.user.click(reply.getByRole('button', { name: 'Reply' }))
  const asked = opened.main.folded(opened.id).entries.find(({ fact }) => fact.data['text'] === 'is the pool full?')!.fact.id
  await waitFor(() => expect(opened.written().at(-1)).toEqual({ type: 'NoteAdded', data: { text: 'yes, 100 of 100', replyTo: asked } }))
  const row = await entry('yes, 100 of 100')
  expect(within(row).getByRole('button', { name: 'In reply to: is the pool full?' })).toBeTruthy()

  await opened.user.click(within(row).getByRole('button', { name: 'Star' }))
  await opened.user.click(screen.getByRole('radio', { name: 'Starred' }))
  await waitFor(async () => expect(await entries()).toEqual(['yes, 100 of 100']))
  await opened.user.click(screen.getByRole('button', { name: 'In reply to: is the pool full?' }))
  await waitFor(() => expect(document.activeElement?.textContent).toContain('is the pool full?'))
  expect(document.activeElement?.getAttribute('role')).toBe('listitem')
})

test('a quotation says what the entry says now', async () => {
  const opened = await openConsole([{ type: 'AddNote', text: 'the pol' }])
  const first = opened.main.folded(opened.id).entries.at(-1)!.fact.id
  opened.elsewhere({ type: 'AddNote', text: 'is full', replyTo: first })
  opened.elsewhere({ type: 'AmendEntry', target: first, data: { text: 'the pool' } })
  expect(within(await entry('is full')).getByRole('button', { name: 'In reply to: the pool' })).toBeTruthy()
  act(() => opened.main.arrive(opened.id, [redaction(futureStamp(2), first)]))
  expect(await screen.findByRole('button', { name: 'In reply to: Redacted' })).toBeTruthy()
})

test('kinds and people are chosen, several at once, and let go of together', async () => {
  const opened = await openConsole([{ type: 'AddNote', text: 'a note' }, { type: 'Page', whom: 'Bo' }, { type: 'ReadMetric', metric: 'errors', value: 3 }])
  await entries()
  await opened.user.keyboard('{Escape}v')
  await opened.user.click(await screen.findByRole('menuitemcheckbox', { name: 'Notes' }))
  await waitFor(async () => expect(await entries()).toEqual(['a note']))
  await opened.user.click(screen.getByRole('menuitemcheckbox', { name: 'Readings' }))
  await waitFor(async () => expect(await entries()).toEqual(['a note', 'errors 3']))
  await opened.user.click(screen.getByRole('menuitem', { name: 'All kinds, everybody' }))
  await waitFor(async () => expect(await entries()).toHaveLength(4))
})

test('one person alone is shown', async () => {
  const opened = await openConsole([{ type: 'AddNote', text: 'mine' }])
  act(() => opened.main.arrive(opened.id, [fact(futureStamp(1), 'NoteAdded', { text: 'of another' }, { at: at('14:20'), by: { person: 'zoe', name: 'Zoe' } })]))
  await screen.findByText('of another')
  await opened.user.click(screen.getByRole('button', { name: 'Filter and copy' }))
  await opened.user.click(await screen.findByRole('menuitemcheckbox', { name: 'Zoe' }))
  await waitFor(async () => expect(await entries()).toEqual(['of another']))
})

test('an entry and all that is shown are copied, as text and as Markdown', async () => {
  const opened = await openConsole([['14:18', { type: 'AddNote', text: 'rate *15* %' }]])
  await entries()
  const copied = (): string => (opened.main.asked.findLast(({ name }) => name === 'copyText')?.input as { text: string } | undefined)?.text ?? ''
  await opened.user.keyboard('{Escape}j{Control>}c{/Control}')
  await waitFor(() => expect(copied()).toMatch(/^2025-02-01 14:18 UTC {2}rate \*15\* % \(\w+\)$/))
  await opened.user.keyboard('{Control>}{Shift>}c{/Shift}{/Control}')
  await waitFor(() => expect(copied()).toMatch(/^- \*\*2025-02-01 14:18 UTC\*\* rate \\\*15\\\* % \(\w+\)$/))
  await opened.user.click(screen.getByRole('button', { name: 'Filter and copy' }))
  await opened.user.click(await screen.findByRole('menuitem', { name: 'Copy all that is shown as text' }))
  await waitFor(() => expect(copied().split('\n').map((line) => line.slice(11, 20))).toEqual(['14:15 UTC', '14:18 UTC']))
})
