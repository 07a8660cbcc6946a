/** Posts a status update (IN10): what changed since the last one, to whom, by what, when the next follows, and an ETA where one was given. */
import { useState } from 'react'
import type { CommandInput } from '../../../shared/incident/commands.ts'
import { deliveriesFor } from '../../../shared/incident/delivery.ts'
import { itemsOf } from '../../../shared/incident/state.ts'
import { declarationOf, severityAt } from '../../../shared/incident/status.ts'
import type { Audience } from '../../../shared/incident/words.ts'
import { updateEvery } from '../../../shared/playbook/due.ts'
import { updateDraft } from '../../../shared/views/drafts.ts'
import { useNow } from '../../hooks.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useChannels } from '../channels.ts'
import { useConsole } from '../context.ts'
import { CommandDialog } from './CommandDialog.tsx'
import { CopyButton } from './CopyButton.tsx'
import { useDue } from './use-due.ts'
import styles from './dialogs.module.css'

const AUDIENCE_OPTIONS = [
  { value: 'internal', label: 'Internal' },
  { value: 'customers', label: 'Customers' },
  { value: 'public', label: 'Public' },
] as const

export function UpdateDialog({ onClose, audience: first }: { onClose: () => void; audience: Audience }) {
  const { folded, state, playbook, timeText, zone } = useConsole()
  const channels = useChannels()
  const [audience, setAudience] = useState(first)
  const [typed, setText] = useState<string | null>(null)
  // What nobody has touched goes the way of the last update to the same readers.
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const [by, setBy] = useState('')
  const [isPromised, setPromised] = useState(false)
  const [what, setWhat] = useState('It works again')
  const next = useDue()
  const eta = useDue()
  const [tried, setTried] = useState(false)

  const now = useNow(1000)
  const age = now - Date.parse(declarationOf(state)?.time ?? new Date(now).toISOString())
  const every = updateEvery(severityAt(state), age, playbook)
  const text = typed ?? updateDraft(folded, audience, { playbook, timeText, zone })
  const before = itemsOf(state, 'UpdatePosted').findLast(({ data }) => data.audience === audience)
  const used = chosen ?? (before ? deliveriesFor(state, before.id).map(({ queued }) => queued.data.channel) : [])
  const send = channels.filter(({ channel }) => used.includes(channel.id)).map(({ channel: { id, name, kind } }) => ({ channel: id, name, kind }))
  const sends = send.length > 0
  const announced = next.time === undefined ? text : `${text}\nNext update by ${timeText(next.time)}.`
  const etaWrong = eta.wrong ?? (tried && eta.time === undefined ? 'Write the time that was given, as in 40m or 15:30; or take the ETA away.' : null)
  return (
    <CommandDialog
      title="Post update"
      description={sends ? 'Sent as soon as it is recorded.' : 'Knowngood writes down that it was said; saying it is yours.'}
      onClose={onClose}
      sends={sends}
      commands={() => {
        setTried(true)
        if (next.wrong || (isPromised && eta.time === undefined)) return null
        const update: CommandInput = { type: 'PostUpdate', audience, text, nextUpdateAt: next.time, ...(sends ? { send } : { by }) }
        return isPromised ? [update, { type: 'MakePromise', kind: 'eta', text: what, to: audience, dueAt: eta.time! }] : [update]
      }}
    >
      {(refusal) => (
        <>
          <RadioGroup legend="Audience" options={AUDIENCE_OPTIONS} value={audience} onChange={setAudience} />
          <Field label="Update" error={refusal}>
            <TextArea rows={5} value={text} onChange={setText} placeholder="What we know, what we do, what to expect" />
          </Field>
          <div className={styles.tools}>
            <CopyButton what="update" text={announced} onCopied={() => by === '' && setBy('a copied message')} />
          </div>
          {channels.length > 0 && (
            <fieldset className={styles.checks}>
              <legend>Send by</legend>
              {channels.map(({ channel: { id, name, kind } }) => (
                <Checkbox key={id} checked={used.includes(id)} onChange={(checked) => setChosen(checked ? [...used, id] : used.filter((other) => other !== id))} hint={kind === name ? undefined : kind}>
                  {name}
                </Checkbox>
              ))}
            </fieldset>
          )}
          <div className={styles.halves}>
            <Field label="Next update" optional hint={next.hint ?? `Nothing promised: due every ${String(every)} min.`} error={next.wrong}>
              <TextInput mono value={next.written} onChange={next.write} placeholder={`${String(every)}m, 14:40`} />
            </Field>
            {!sends && (
              <Field label="Sent by" optional>
                <TextInput value={by} onChange={setBy} placeholder="e-mail, chat, status page" />
              </Field>
            )}
          </div>
          <Checkbox checked={isPromised} onChange={setPromised} hint="It becomes a promise with a clock, which asks to be kept or revised.">
            An ETA was given
          </Checkbox>
          {isPromised && (
            <div className={styles.wideAndNarrow}>
              <Field label="What by then">
                <TextInput value={what} onChange={setWhat} />
              </Field>
              <Field label="By when" hint={eta.hint} error={etaWrong}>
                <TextInput mono value={eta.written} onChange={eta.write} placeholder="40m, 15:30" />
              </Field>
            </div>
          )}
        </>
      )}
    </CommandDialog>
  )
}
