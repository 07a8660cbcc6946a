/** A page was answered earlier, or by someone else than was paged. */
import { useState } from 'react'
import { pagesOf } from '../../../shared/incident/status.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { Field } from '../../ui/Field.tsx'
import { useConsole } from '../context.ts'
import { peopleKnown } from '../people.ts'
import { CommandDialog } from './CommandDialog.tsx'

export function AnswerDialog({ onClose, page }: { onClose: () => void; page: string }) {
  const { state, playbook } = useConsole()
  const [who, setWho] = useState(() => pagesOf(state).find((status) => status.page.id === page)?.page.data.whom.name ?? '')
  return (
    <CommandDialog title="Acknowledge" onClose={onClose} commands={() => [{ type: 'AcknowledgePage', page, who }]}>
      {(refusal) => (
        <Field label="Who answered" error={refusal}>
          <Combobox value={who} onChange={setWho} suggestions={peopleKnown(state, playbook)} />
        </Field>
      )}
    </CommandDialog>
  )
}
