/** Tells stakeholders or Customer Success (IN3, IN4), by channel or by hand; the groups that are due are chosen already. */
import { useState } from 'react'
import { lastSentAt } from '../../../shared/incident/delivery.ts'
import { itemsOf } from '../../../shared/incident/state.ts'
import { SEVERITIES } from '../../../shared/incident/words.ts'
import { groupsDue } from '../../../shared/playbook/due.ts'
import { isGroup, type NoticeGroup } from '../../../shared/playbook/schema.ts'
import { noticeDraft, type Wording } from '../../../shared/views/drafts.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useChannels } from '../channels.ts'
import { useConsole } from '../context.ts'
import { channelOf, noticesOf } from '../notices.ts'
import { CommandDialog } from './CommandDialog.tsx'
import { CopyButton } from './CopyButton.tsx'
import styles from './dialogs.module.css'

const HOW = [
  { value: 'channel', label: 'By channel' },
  { value: 'hand', label: 'By hand' },
] as const

export function NotifyDialog({ onClose }: { onClose: () => void }) {
  const { folded, state, playbook, timeText, zone } = useConsole()
  const channels = useChannels()
  const [chosen, setChosen] = useState<readonly string[]>(() => groupsDue(state, playbook))
  const [others, setOthers] = useState('')
  const [typed, setText] = useState<string | null>(null)
  const [by, setBy] = useState('')
  const [tried, setTried] = useState(false)
  const [how, setHow] = useState<'channel' | 'hand'>('channel')
  const draft = (wording: Wording): string => noticeDraft(folded, wording, { playbook, timeText, zone })

  const named = others.split(',').map((name) => name.trim()).filter(Boolean)
  const isReached = (group: string): boolean => channelOf(group, playbook, channels) !== undefined
  const canSend = chosen.some(isReached)
  const sends = canSend && how === 'channel'
  // What was said by hand no draft knows: it is there at a press.
  const text = typed ?? (sends ? draft('internal') : '')
  const isWordless = sends && text.trim() === ''
  return (
    <CommandDialog
      title="Notify"
      description={sends ? 'Sent as soon as it is recorded.' : 'Knowngood writes down that they were told; telling them is yours.'}
      onClose={onClose}
      sends={sends}
      commands={() => {
        setTried(true)
        if (isWordless) return null
        const groups = [...chosen, ...named]
        // Without a group the refusal says what is missing.
        return sends ? noticesOf(groups, playbook, channels, text, { text, by }) : [{ type: 'NotifyStakeholders', groups, text, by }]
      }}
    >
      {(refusal) => (
        <>
          <fieldset className={styles.checks}>
            <legend>Groups</legend>
            {playbook.groups.map((group) => (
              <Checkbox
                key={group.id}
                checked={chosen.includes(group.id)}
                onChange={(checked) => setChosen((chosen) => (checked ? [...chosen, group.id] : chosen.filter((other) => other !== group.id)))}
                hint={<GroupNote group={group} sends={sends} />}
              >
                {group.name}
              </Checkbox>
            ))}
          </fieldset>
          <Field label="Others" optional error={refusal}>
            <TextInput value={others} onChange={setOthers} placeholder="Payments, Legal" />
          </Field>
          {canSend && <RadioGroup legend="How" options={HOW} value={how} onChange={setHow} hint={sends ? undefined : 'Nothing is sent.'} />}
          <Field label={sends ? 'Message' : 'What they were told'} optional={!sends} error={tried && isWordless ? 'What is sent needs its words.' : null}>
            <TextArea rows={sends ? 4 : 2} value={text} onChange={setText} />
          </Field>
          <div className={styles.tools}>
            <Button size="small" onClick={() => setText(draft('internal'))}>
              Internal wording
            </Button>
            <Button size="small" onClick={() => setText(draft('customers'))}>
              Customer wording
            </Button>
            {text.trim() !== '' && <CopyButton what="message" text={text} onCopied={() => by === '' && setBy('a copied message')} />}
          </div>
          {!(sends && chosen.every(isReached) && named.length === 0) && (
            <Field label="Told by" optional hint={sends ? 'Those whom no channel reaches.' : undefined}>
              <TextInput value={by} onChange={setBy} placeholder="phone, chat, in person" />
            </Field>
          )}
        </>
      )}
    </CommandDialog>
  )
}

/** When a group was told, at which severities it must be, and by which channel it is reached. */
function GroupNote({ group, sends }: { group: NoticeGroup; sends: boolean }) {
  const { state, playbook, timeText } = useConsole()
  const channels = useChannels()
  const told = lastSentAt(state, itemsOf(state, 'StakeholdersNotified').filter(({ data }) => data.groups.some((name) => isGroup(playbook, group.id, name))))
  const channel = sends ? channelOf(group.id, playbook, channels)?.name : undefined
  const notes = [
    told !== null && `told ${timeText(told)}`,
    group.severities.length < SEVERITIES.length && `must know at ${group.severities.join(', ')}`,
    channel !== undefined && `by ${channel}`,
  ]
  return <>{notes.filter(Boolean).join(' · ')}</>
}
