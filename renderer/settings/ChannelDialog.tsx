/** Adds or changes a channel. What is kept of its secrets is never shown: only whether there is one. */
import { useState } from 'react'
import { CHANNEL_SECRETS, type Channel, type ChannelStatus } from '../../shared/delivery/channel.ts'
import { CHANNEL_KINDS, type ChannelKind } from '../../shared/incident/words.ts'
import { ask } from '../bridge.ts'
import { announce } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { RadioGroup } from '../ui/RadioGroup.tsx'
import { TextInput } from '../ui/TextInput.tsx'

interface TextField {
  readonly name: 'from' | 'service' | 'eventsUrl' | 'restUrl' | 'url'
  readonly label: string
  readonly hint?: string
  readonly placeholder?: string
  readonly optional?: true
  /** shown to those who ask for it */
  readonly rare?: true
}

const FIELDS: { readonly [K in ChannelKind]: readonly TextField[] } = {
  PagerDuty: [
    { name: 'from', label: 'Page as', optional: true, placeholder: 'ana@example.org', hint: 'The e-mail address of a PagerDuty user. Needed to page a further person.' },
    { name: 'service', label: 'Service', optional: true, placeholder: 'PF9KMXH', hint: 'The id of the service that incidents are opened on.' },
    { name: 'eventsUrl', label: 'Address of the Events API', optional: true, rare: true, placeholder: 'https://events.pagerduty.com' },
    { name: 'restUrl', label: 'Address of the REST API', optional: true, rare: true, placeholder: 'https://api.pagerduty.com' },
  ],
  Slack: [],
  webhook: [{ name: 'url', label: 'URL', placeholder: 'https://status.example.org/incidents', hint: 'Each message is sent there as JSON, with a signature.' }],
}

const SECRET_HINT: Readonly<Record<string, string>> = {
  routingKey: 'Of an “Events API v2” integration on the service. Opens the alert.',
  apiToken: 'Reads who has answered, and pages further people.',
  url: 'Whoever has it can write to the channel, so it is kept as a secret.',
  signingKey: 'The receiver checks by it that a message is yours.',
}

const KIND_LABEL: { readonly [K in ChannelKind]: string } = { PagerDuty: 'PagerDuty', Slack: 'Slack', webhook: 'Webhook' }

/** @param status the channel to change; null adds one */
export function ChannelDialog({ status, onClose }: { status: ChannelStatus | null; onClose: () => void }) {
  const [kind, setKind] = useState<ChannelKind>(status?.channel.kind ?? 'PagerDuty')
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(() => textsOf(status?.channel))
  const [secrets, setSecrets] = useState<Readonly<Record<string, string>>>({})
  const [forgotten, setForgotten] = useState<readonly string[]>([])
  const [rare, setRare] = useState(() => isUnusual(status?.channel))
  const [refusal, setRefusal] = useState<{ readonly field: string | null; readonly sentence: string } | null>(null)
  const [busy, setBusy] = useState(false)

  const errorOf = (field: string): string | null => (refusal?.field === field ? refusal.sentence : null)
  const fields = FIELDS[kind].filter((field) => rare || !field.rare)
  const secretFields = Object.entries<string>(CHANNEL_SECRETS[kind])
  const isBesideField = ['name', ...fields.map(({ name }) => name), ...secretFields.map(([name]) => name)].some((name) => name === refusal?.field)

  const save = async (): Promise<void> => {
    if (busy) return
    setBusy(true)
    const given = fields.map(({ name, optional }) => [name, texts[name]?.trim() || (optional ? undefined : '')] as const)
    const channel = { id: status?.channel.id ?? '', kind, name: texts['name'] ?? '', ...Object.fromEntries(given) }
    const kept = Object.fromEntries(secretFields.map(([name]) => [name, forgotten.includes(name) ? null : (secrets[name] ?? '')]))
    const saved = await ask('saveChannel', { channel, secrets: kept }).finally(() => setBusy(false))
    if (!saved.ok) return setRefusal(saved)
    onClose()
    announce(status ? 'Channel saved.' : 'Channel added. Test it before you need it.')
  }

  return (
    <Dialog
      open
      onClose={onClose}
      onSubmit={() => void save()}
      title={status ? `Change ${status.channel.name}` : 'Add channel'}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" busy={busy}>
            {status ? 'Save' : 'Add channel'}
          </Button>
        </>
      }
    >
      {!status && <RadioGroup legend="Kind" value={kind} onChange={setKind} options={CHANNEL_KINDS.map((value) => ({ value, label: KIND_LABEL[value] }))} />}
      <Field label="Name" error={errorOf('name')} hint="As your team says it.">
        <TextInput value={texts['name'] ?? ''} onChange={(name) => setTexts({ ...texts, name })} placeholder={kind === 'PagerDuty' ? 'Database on-call' : kind === 'Slack' ? '#incidents' : 'Status page'} />
      </Field>
      {fields.map(({ name, label, hint, placeholder, optional = false }) => (
        <Field key={name} label={label} optional={optional} hint={hint} error={errorOf(name)}>
          <TextInput value={texts[name] ?? ''} onChange={(text) => setTexts({ ...texts, [name]: text })} {...(placeholder === undefined ? {} : { placeholder })} />
        </Field>
      ))}
      {secretFields.map(([name, label]) => (
        <SecretField
          key={`${kind} ${name}`}
          label={label}
          hint={SECRET_HINT[name]}
          kept={status?.secrets.includes(name) ? status.kept : null}
          isNew={status === null}
          value={secrets[name] ?? ''}
          onChange={(text) => setSecrets({ ...secrets, [name]: text })}
          forgotten={forgotten.includes(name)}
          onForget={(forget) => setForgotten(forget ? [...forgotten, name] : forgotten.filter((other) => other !== name))}
          error={errorOf(name)}
        />
      ))}
      {FIELDS[kind].some((field) => field.rare) && (
        <Checkbox checked={rare} onChange={setRare} hint="For accounts in the EU, for instance.">
          Other addresses
        </Checkbox>
      )}
      {refusal && !isBesideField && <p role="alert">{refusal.sentence}</p>}
    </Dialog>
  )
}

interface SecretFieldProps {
  label: string
  hint: string | undefined
  /** how the one that is there is kept; null where there is none */
  kept: ChannelStatus['kept'] | null
  isNew: boolean
  value: string
  onChange: (text: string) => void
  forgotten: boolean
  onForget: (forget: boolean) => void
  error: string | null
}

function SecretField({ label, hint, kept, isNew, value, onChange, forgotten, onForget, error }: SecretFieldProps) {
  const state = kept === 'safe' ? 'Kept. ' : kept === 'session' ? 'Kept until Knowngood is closed. ' : isNew ? '' : 'Missing. '
  return (
    <>
      <Field label={label} error={error} hint={`${state}${kept === null ? (hint ?? '') : 'Leave it empty to keep it as it is.'}`}>
        <TextInput secret value={value} onChange={onChange} disabled={forgotten} />
      </Field>
      {kept !== null && (
        <Checkbox checked={forgotten} onChange={onForget}>
          Forget the {label}
        </Checkbox>
      )}
    </>
  )
}

const USUAL = { eventsUrl: 'https://events.pagerduty.com', restUrl: 'https://api.pagerduty.com' }

function isUnusual(channel: Channel | undefined): boolean {
  return channel?.kind === 'PagerDuty' && (channel.eventsUrl !== USUAL.eventsUrl || channel.restUrl !== USUAL.restUrl)
}

function textsOf(channel: Channel | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(channel ?? {}).filter((field): field is [string, string] => typeof field[1] === 'string'))
}
