/** The successor reads the brief and takes over, or declines. */
import { useState } from 'react'
import { openHandovers } from '../../../shared/incident/handover.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { BriefPage } from '../command/BriefPage.tsx'
import { useConsole } from '../context.ts'
import { CommandDialog } from './CommandDialog.tsx'

export function TakeOverDialog({ onClose, handover }: { onClose: () => void; handover: string }) {
  const { state } = useConsole()
  const [declined, setDeclined] = useState(false)
  const offer = openHandovers(state).find(({ id }) => id === handover)
  const { role, to, text } = offer?.data ?? {}
  return (
    <CommandDialog
      title="Take over"
      size="wide"
      submit={declined ? 'Decline' : `${to?.name ?? 'The successor'} confirms`}
      description={offer ? `${to!.name} takes over as ${role!}.${text ? ` ${offer.fact.by.name}: ${text}` : ''}` : 'This hand-over no longer waits.'}
      onClose={onClose}
      commands={() => [declined ? { type: 'EndHandover', handover, outcome: 'declined' } : { type: 'ConfirmHandover', handover }]}
    >
      {(refusal) => (
        <>
          <BriefPage />
          {refusal !== null && <p role="alert">{refusal}</p>}
          <Checkbox checked={declined} onChange={setDeclined}>
            {to?.name ?? 'The successor'} declines
          </Checkbox>
        </>
      )}
    </CommandDialog>
  )
}
