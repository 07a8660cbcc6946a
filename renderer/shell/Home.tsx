/** What is shown while no incident is open. */
import { ShieldCheck } from 'lucide-react'
import { setDeclaring, useStore } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'

export function Home() {
  const count = useStore(({ rows }) => rows.length)
  const isLoading = useStore(({ listed, opening }) => !listed || opening !== null)
  if (isLoading) return null
  if (count > 0) {
    return (
      <EmptyState heading="h1" icon={<ShieldCheck size={32} strokeWidth={1.5} />} title="Nothing is on fire">
        Choose an incident on the left, or declare a new one.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      heading="h1"
      icon={<ShieldCheck size={32} strokeWidth={1.5} />}
      title="No incidents yet"
      action={
        <Button variant="primary" size="large" shortcut="declare" onClick={() => setDeclaring(true)}>
          Declare incident
        </Button>
      }
    >
      When something breaks, a title is enough. Knowngood writes down the rest while it happens.
    </EmptyState>
  )
}
