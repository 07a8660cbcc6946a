/** Who is still to be told, and the one key that records that all of them were. */
import { useRef } from 'react'
import { groupsDue } from '../../shared/playbook/due.ts'
import { useConsole } from './context.ts'

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
