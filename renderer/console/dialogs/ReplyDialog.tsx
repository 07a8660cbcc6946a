/** An entry that answers to another one, which stands above the words for whoever writes them. */
import { useState } from 'react'
import { whenText } from '../../../shared/time/format.ts'
import { sentenceOf } from '../../../shared/views/sentence.ts'
import { sentenceContext } from '../../../shared/views/timeline.ts'
import { Field } from '../../ui/Field.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { useConsole } from '../context.ts'
import { CommandDialog } from './CommandDialog.tsx'

export function ReplyDialog({ onClose, entry: id }: { onClose: () => void; entry: string }) {
  const { folded, playbook, timeText, zone } = useConsole()
  const fact = folded.entryOf.get(id)?.fact
  const [text, setText] = useState('')
  return (
    <CommandDialog
      title="Reply to this entry"
      submit="Reply"
      description={fact && `${whenText(fact.at, zone)} · ${fact.by.name}: ${sentenceOf(fact, sentenceContext(folded, playbook, timeText))}`}
      onClose={onClose}
      commands={() => [{ type: 'AddNote', text, replyTo: id }]}
    >
      {(refusal) => (
        <Field label="Text" error={refusal}>
          <TextArea value={text} onChange={setText} />
        </Field>
      )}
    </CommandDialog>
  )
}
