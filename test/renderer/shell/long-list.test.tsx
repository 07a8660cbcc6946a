/** A list of two thousand incidents: a few rows are drawn, the keyboard reaches all of them, and a few words find one. */
import { act, render, screen, waitFor, within } from '@testing-library/react'
import { VirtuosoMockContext } from 'react-virtuoso'
import { expect, test, vi } from 'vitest'
import type { IncidentRow } from '../../../shared/api.ts'
import { incidentsWith } from '../../../renderer/shell/find-incident.ts'
import { IncidentList } from '../../../renderer/shell/IncidentList.tsx'
import { openWindow } from '../../helpers/open-window.tsx'
import { mergeRows, useStore } from '../../../renderer/store.ts'

vi.mock('../../../renderer/console/Console.tsx', () => import('../../helpers/plain-console.tsx'))

function row(number: number, fields: Partial<IncidentRow> = {}): IncidentRow {
  const id = `inc-${String(number).padStart(8, '0')}`
  const declaredAt = new Date(Date.UTC(2025, 0, 1) - number * 3_600_000).toISOString()
  return { id, title: `Incident number ${String(number)}`, severity: null, phase: number < 3 ? 'assessing' : 'resolved', declaredAt, backfilled: false, practice: false, archived: false, nextDue: null, findings: 0, ...fields }
}

const MANY = Array.from({ length: 2000 }, (_, number) => row(number))

test('a list of two thousand draws forty rows at most, and each says where it stands', () => {
  useStore.setState({ rows: mergeRows([], MANY) })
  render(
    <VirtuosoMockContext.Provider value={{ viewportHeight: 900, itemHeight: 38 }}>
      <IncidentList wide onChosen={() => undefined} findingRef={{ current: false }} />
    </VirtuosoMockContext.Provider>,
  )
  const items = within(screen.getByRole('list', { name: 'Incidents' })).getAllByRole('listitem')
  expect(items.length).toBeGreaterThan(10)
  expect(items.length).toBeLessThanOrEqual(40)
  expect(items.map((item) => [item.getAttribute('aria-posinset'), item.getAttribute('aria-setsize')]).slice(0, 2)).toEqual([['1', '2000'], ['2', '2000']])
})

test('a few words find an incident: Ctrl+Shift+K, type, Enter', async () => {
  const { user } = await openWindow({}, (main) => {
    for (const title of ['API errors', 'Queue is stuck', 'Certificate expired', ...Array.from({ length: 12 }, (_, index) => `Nothing much ${String(index)}`)]) main.elsewhere(null, { type: 'DeclareIncident', title })
  })
  await screen.findByText(/^Incident declared/)
  await user.keyboard('{Control>}{Shift>}k{/Shift}{/Control}')
  const box = await screen.findByRole('textbox', { name: 'Find an incident' })
  await waitFor(() => expect(document.activeElement).toBe(box))
  await user.type(box, 'STUCK queue')
  const found = within(screen.getByRole('list', { name: 'Incidents' })).getAllByRole('listitem')
  expect(found.map(({ textContent }) => textContent)).toEqual([expect.stringContaining('Queue is stuck')])
  await user.keyboard('{Enter}')
  expect(await screen.findByText('Incident declared: Queue is stuck')).toBeTruthy()
  // In a small window the list makes way for what was chosen; it comes back whole.
  await user.keyboard('{Control>}{Shift>}k{/Shift}{/Control}')
  const again = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Find an incident' })
  expect(again.value).toBe('')
  await user.type(again, 'nobody knows')
  expect(within(screen.getByRole('list', { name: 'Incidents' })).queryAllByRole('listitem')).toEqual([])
  expect(screen.getByText('No incident with these words.')).toBeTruthy()
  await user.keyboard('{Escape}')
  expect(within(screen.getByRole('list', { name: 'Incidents' })).getAllByRole('listitem')).toHaveLength(15)
})

test('what is gone from the store leaves the list', async () => {
  const { main } = await openWindow({}, (each) => {
    each.elsewhere(null, { type: 'DeclareIncident', title: 'API errors' })
    each.elsewhere(null, { type: 'DeclareIncident', title: 'Queue is stuck' })
  })
  act(() => main.push('gone', ['inc-00000000']))
  const items = within(screen.getByRole('list', { name: 'Incidents' })).getAllByRole('listitem')
  expect(items.map(({ textContent }) => textContent)).toEqual([expect.stringContaining('Queue is stuck')])
})

test('words are looked for in title, id, severity, phase and day, in any order', () => {
  const rows = [row(1, { title: 'API errors', severity: 'P1' }), row(2, { title: 'Errors in the queue', practice: true }), row(3)]
  const found = (text: string): string[] => incidentsWith(rows, text).map(({ id }) => id.slice(-1))
  expect(found('errors')).toEqual(['1', '2'])
  expect(found('queue ERRORS')).toEqual(['2'])
  expect(found('p1')).toEqual(['1'])
  expect(found('INC-00000003')).toEqual(['3'])
  expect(found('resolved')).toEqual(['3'])
  expect(found('practice')).toEqual(['2'])
  expect(found('2024-12-31')).toEqual(['1', '2', '3'])
  expect(found('  ')).toEqual(['1', '2', '3'])
})
