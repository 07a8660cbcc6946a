/** What the tray says of the incidents. */
import { expect, it } from 'vitest'
import { trayStateOf } from '../../../electron/reach/tray-state.ts'
import type { IncidentRow } from '../../../shared/api.ts'

const NOW = Date.parse('2025-02-01T14:20:00.000Z')
const row = (id: string, fields: Partial<IncidentRow> = {}): IncidentRow => ({
  id,
  title: id,
  severity: null,
  phase: 'assessing',
  declaredAt: '2025-02-01T14:00:00.000Z',
  backfilled: false,
  practice: false,
  archived: false,
  nextDue: null,
  findings: 0,
  ...fields,
})
const due = (time: string) => ({ label: 'Notify stakeholders', due: `2025-02-01T${time}:00.000Z` })
const state = (...rows: IncidentRow[]) => trayStateOf(rows, NOW, 'Asia/Kolkata')

it('is quiet where nothing is at work: resolved, practice and what is written down afterwards are nothing', () => {
  expect(state(row('a', { phase: 'resolved', severity: 'P0' }), row('b', { practice: true }), row('c', { backfilled: true }))).toEqual({
    severity: 'none',
    late: false,
    text: 'Knowngood: no incident is open',
    incidents: [],
  })
})

it('names the worst first, with what is due in the person’s zone', () => {
  const { severity, late, text, incidents } = state(row('slow', { severity: 'P2' }), row('down', { severity: 'P0', nextDue: due('14:30') }), row('odd'))
  expect([severity, late, text]).toEqual(['P0', false, '3 incidents are open; P0 down, Notify stakeholders due 20:00'])
  expect(incidents.map(({ id }) => id)).toEqual(['down', 'odd', 'slow'])
})

it('is late as soon as anything that is live is due, whichever it is', () => {
  expect(state(row('slow', { severity: 'P3', nextDue: due('14:20') }), row('down', { severity: 'P1' })).late).toBe(true)
  expect(state(row('over', { phase: 'reviewed', nextDue: due('14:00') }), row('down', { severity: 'P1', nextDue: due('14:21') })).late).toBe(false)
})

it('says where nobody has set a severity', () => {
  expect(state(row('odd'))).toMatchObject({ severity: 'unset', text: 'odd' })
})
