/** Who is still to be told, and the one key that records that all of them were. */
import { useRef } from 'react'
import { itemsOf, type IncidentState } from '../../shared/incident/state.ts'
import { customersAffected, impactAt, isOver } from '../../shared/incident/status.ts'
import type { Playbook } from '../../shared/playbook/schema.ts'
import { useConsole } from './context.ts'

/** The ids of the groups that the playbook wants told and that no notice has named yet; none once the incident is over. */
export function groupsDue(state: IncidentState, playbook: Playbook): string[] {
  if (isOver(state)) return []
  const told = new Set(itemsOf(state, 'StakeholdersNotified').flatMap(({ data }) => data.groups))
  const impact = impactAt(state)
  const hurt = impact !== null && customersAffected(impact.data) === true
  return playbook.groups.filter(({ id, stakeholder }) => (stakeholder || (hurt && id === playbook.customerGroup)) && !told.has(id)).map(({ id }) => id)
}

/** Records every notice that is due, as one entry; where none is, asks whom to tell. */
export function useNotifyDue(): () => void {
  const { folded, state, playbook, open, act } = useConsole()
  /** the incident as it stood at the last press: until the entry is here, a second press is the same one */
  const sentFor = useRef<unknown>(null)
  return () => {
    const groups = groupsDue(state, playbook)
    if (groups.length === 0) return open({ name: 'notify' })
    if (sentFor.current === folded) return
    sentFor.current = folded
    void act({ type: 'NotifyStakeholders', groups }).then((isRecorded) => {
      if (!isRecorded) sentFor.current = null
    })
  }
}
