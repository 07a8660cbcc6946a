/** Fills in a reason that was left blank in the rush; the entry stays what and when it was. */
import { useState } from 'react'
import { Field } from '../../ui/Field.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { whenText } from '../../../shared/time/format.ts'
import { useConsole } from '../context.ts'
import { CommandDialog } from './CommandDialog.tsx'

/** @param asks as the list of what is owed says it: "Why P1" */
export function ReasonDialog({ onClose, entry, asks }: { onClose: () => void; entry: string; asks: string }) {
  const { folded, zone } = useConsole()
  const fact = folded.entryOf.get(entry)?.fact
  const [reason, setReason] = useState('')
  return (
    <CommandDialog
      title={asks}
      submit="Add the reason"
      onClose={onClose}
      empty={fact ? `stays ${whenText(fact.at, zone)}` : ''}
      commands={() => [{ type: 'AmendEntry', target: entry, data: reason.trim() ? { reason: reason.trim() } : undefined }]}
    >
      {(refusal) => (
        <Field label="Reason" error={refusal}>
          <TextArea value={reason} onChange={setReason} />
        </Field>
      )}
    </CommandDialog>
  )
}
