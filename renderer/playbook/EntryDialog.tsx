/** Adds somebody to the directory, or changes what stands there of them. */
import { useState } from 'react'
import { PAGE_CHANNELS, type PageChannel } from '../../shared/incident/words.ts'
import type { PlaybookEdit } from '../../shared/playbook/edits.ts'
import { newEntryId } from '../../shared/playbook/entry-id.ts'
import type { DirectoryEntry } from '../../shared/playbook/schema.ts'
import { useStore } from '../store.ts'
import { Combobox } from '../ui/Combobox.tsx'
import { Field } from '../ui/Field.tsx'
import { RadioGroup } from '../ui/RadioGroup.tsx'
import { Select } from '../ui/Select.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { EditDialog, filled } from './EditDialog.tsx'
import styles from './Playbook.module.css'

const KINDS = [
  { value: 'person', label: 'Person' },
  { value: 'team', label: 'Team' },
  { value: 'role', label: 'Role' },
] as const
const NOT_SAID = 'not said'
const NOBODY = 'nobody'

export interface EntryDialogProps {
  /** null adds one */
  entry: DirectoryEntry | null
  directory: readonly DirectoryEntry[]
  onClose: () => void
  onMade: () => void
}

export function EntryDialog({ entry, directory, onClose, onMade }: EntryDialogProps) {
  const channels = useStore(({ channels }) => channels)
  const [tried, setTried] = useState(false)
  const [name, setName] = useState(entry?.name ?? '')
  const [kind, setKind] = useState<DirectoryEntry['kind']>(entry?.kind ?? 'person')
  const [phone, setPhone] = useState(entry?.phone ?? '')
  const [email, setEmail] = useState(entry?.email ?? '')
  const [chat, setChat] = useState(entry?.chat ?? '')
  const [by, setBy] = useState<PageChannel | typeof NOT_SAID>(entry?.page?.by ?? NOT_SAID)
  const [channel, setChannel] = useState(entry?.page?.channel ?? '')
  const [to, setTo] = useState(entry?.page?.to ?? '')
  const [next, setNext] = useState(entry?.next ?? NOBODY)
  const others = directory.filter(({ id }) => id !== entry?.id)

  const edit = (): PlaybookEdit | null => {
    setTried(true)
    if (name.trim() === '') return null
    return {
      kind: 'put entry',
      entry: {
        id: entry?.id ?? newEntryId(name, directory),
        name: name.trim(),
        kind,
        phone: filled(phone),
        email: filled(email),
        chat: filled(chat),
        ...(by !== NOT_SAID && { page: { by, channel: filled(channel), to: filled(to) } }),
        ...(next !== NOBODY && { next }),
      },
    }
  }

  return (
    <EditDialog title={entry ? `Change ${entry.name}` : 'Add to the directory'} edit={edit} said={`${name.trim()} is in the directory.`} onClose={onClose} onMade={onMade}>
      <Field label="Name" error={tried && name.trim() === '' ? 'Write a name, as your team says it.' : null}>
        <TextInput value={name} onChange={setName} />
      </Field>
      <RadioGroup legend="Kind" value={kind} onChange={setKind} options={KINDS} />
      <div className={styles.halves}>
        <Field label="Phone" optional hint="Stands on the break-glass card too.">
          <TextInput value={phone} onChange={setPhone} mono />
        </Field>
        <Field label="Email" optional>
          <TextInput value={email} onChange={setEmail} />
        </Field>
        <Field label="Chat" optional>
          <TextInput value={chat} onChange={setChat} placeholder="@ana" />
        </Field>
        <Field label="Next, where there is no answer">
          <Select value={next} onChange={setNext} options={[{ value: NOBODY, label: 'Nobody' }, ...others.map(({ id, name }) => ({ value: id, label: name }))]} />
        </Field>
        <Field label="Paged by">
          <Select value={by} onChange={setBy} options={[{ value: NOT_SAID, label: 'Not said' }, ...PAGE_CHANNELS.map((value) => ({ value, label: value }))]} />
        </Field>
      </div>
      {by !== NOT_SAID && (
        <div className={styles.halves}>
          <Field label="Channel" optional hint="One of this machine’s channels, by its name.">
            <Combobox suggestions={channels.map(({ channel }) => channel.name)} value={channel} onChange={setChannel} />
          </Field>
          <Field label="Reaches" optional hint="As the channel names them, for instance the id of a PagerDuty user.">
            <TextInput value={to} onChange={setTo} mono />
          </Field>
        </div>
      )}
    </EditDialog>
  )
}
