/** Pages someone (IN2), or the next one instead of a page that nobody answered. */
import { useState } from 'react'
import { pagesOf } from '../../../shared/incident/status.ts'
import { PAGE_CHANNELS, type PageChannel } from '../../../shared/incident/words.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useConsole } from '../context.ts'
import { peopleKnown } from '../people.ts'
import { CommandDialog } from './CommandDialog.tsx'
import styles from './dialogs.module.css'

const ON_CALL = 'on-call engineer'
const CHANNELS = PAGE_CHANNELS.map((value) => ({ value, label: value.slice(0, 1).toUpperCase() + value.slice(1) }))

export function PageDialog({ onClose, insteadOf }: { onClose: () => void; insteadOf?: string }) {
  const { state, playbook } = useConsole()
  const pages = pagesOf(state)
  const before = pages.find(({ page }) => page.id === insteadOf)?.page.data.whom.name
  const [whom, setWhom] = useState(pages.length === 0 ? ON_CALL : '')
  const [by, setBy] = useState<PageChannel>('phone')
  const [text, setText] = useState('')
  return (
    <CommandDialog
      title={insteadOf === undefined ? 'Page someone' : 'Page next'}
      {...(before ? { description: `${before} has not answered. This page takes over.` } : {})}
      onClose={onClose}
      commands={() => [insteadOf === undefined ? { type: 'Page', whom, by, text } : { type: 'EscalatePage', page: insteadOf, to: whom, by, text }]}
    >
      {(refusal) => (
        <>
          <div className={styles.wideAndNarrow}>
            <Field label="Whom" error={refusal}>
              <Combobox value={whom} onChange={setWhom} suggestions={peopleKnown(state, playbook)} placeholder="A person, a role or a team" />
            </Field>
            <Field label="By">
              <Select options={CHANNELS} value={by} onChange={setBy} />
            </Field>
          </div>
          <Field label="Message" optional>
            <TextInput value={text} onChange={setText} placeholder="What they need to know first" />
          </Field>
        </>
      )}
    </CommandDialog>
  )
}
