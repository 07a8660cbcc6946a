/** The order of the list of incidents. */
import { expect, test } from 'vitest'
import type { IncidentRow } from '../../shared/api.ts'
import { mergeRows } from '../../renderer/store.ts'

const row = (id: string, declaredAt: string, phase: IncidentRow['phase'] = 'declared', title = id): IncidentRow => ({
  id, title, severity: null, phase, declaredAt: `2025-02-01T${declaredAt}:00.000Z`, backfilled: false, practice: false, archived: false, nextDue: null, findings: 0,
})

test('open before over, new before old', () => {
  const rows = mergeRows([], [row('a', '14:00'), row('b', '16:00', 'resolved'), row('c', '15:00'), row('d', '17:00', 'reviewed'), row('e', '13:00', 'watching')])
  expect(rows.map(({ id }) => id)).toEqual(['c', 'a', 'e', 'd', 'b'])
})

test('a changed row takes the place of its old self', () => {
  const rows = mergeRows([row('a', '14:00'), row('b', '15:00')], [row('b', '15:00', 'resolved', 'renamed')])
  expect(rows.map(({ id, title }) => [id, title])).toEqual([['a', 'a'], ['b', 'renamed']])
})
