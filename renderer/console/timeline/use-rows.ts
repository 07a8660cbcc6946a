/** The timeline of the open incident as rows. */
import { useMemo } from 'react'
import { timelineOf } from '../../../shared/views/timeline.ts'
import { useConsole } from '../context.ts'
import { rowsOf, type Filter, type Row } from './rows.ts'

/** @param told ids of facts that another entry tells */
export function useRows(filter: Filter, wanted: string, told: ReadonlySet<string>): readonly Row[] {
  const { folded, playbook, timeText, zone } = useConsole()
  const entries = useMemo(() => timelineOf(folded, playbook, timeText).filter(({ id }) => !told.has(id)), [folded, playbook, timeText, told])
  return useMemo(() => rowsOf(entries, filter, wanted, zone), [entries, filter, wanted, zone])
}
