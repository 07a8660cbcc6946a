/** The keys that open what the console can do. Those of one part alone are kept by that part. */
import { unansweredPages } from '../../shared/incident/status.ts'
import { useKey } from '../keys.ts'
import { useConsole } from './context.ts'
import { useNotifyDue } from './notices.ts'

export function ConsoleKeys() {
  const { state, open } = useConsole()
  const notifyDue = useNotifyDue()
  useKey('assess', () => open({ name: 'assess' }))
  useKey('severity', () => open({ name: 'severity' }))
  useKey('page', () => {
    const page = unansweredPages(state)[0]?.page.id
    open(page === undefined ? { name: 'page' } : { name: 'page next', page })
  })
  // Held down it is one press: what comes after the notices is a dialog that nobody asked for.
  useKey('notify', (event) => !event?.repeat && notifyDue())
  useKey('decide', () => open({ name: 'decide' }))
  useKey('update', () => open({ name: 'update' }))
  useKey('check', () => open({ name: 'check' }))
  useKey('mitigated', () => open({ name: 'mitigated' }))
  useKey('role', () => open({ name: 'role' }))
  useKey('factor', () => open({ name: 'factor' }))
  useKey('action', () => open({ name: 'action' }))
  useKey('task', () => open({ name: 'promise' }))
  return null
}
