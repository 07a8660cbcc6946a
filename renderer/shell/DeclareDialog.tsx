/** Declares an incident: a title is enough, and everything else can come later. */
import { useState } from 'react'
import { alertKey, type AlertGroup } from '../../shared/alerts/alert.ts'
import type { Answer } from '../../shared/api.ts'
import type { Severity } from '../../shared/incident/words.ts'
import { addToOpen, spanText } from '../alerts/alerts.ts'
import { useAttempts } from '../attempts.ts'
import { useNow, useZone } from '../hooks.ts'
import { useKey } from '../keys.ts'
import { useQuestion } from '../question.ts'
import { declare } from '../session.ts'
import { setDeclaring, useStore } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { RadioGroup } from '../ui/RadioGroup.tsx'
import { SeverityGroup } from '../ui/SeverityGroup.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { useTypedWhen, WhenField } from '../ui/WhenField.tsx'

const DAY_MS = 24 * 60 * 60 * 1000

const OVER = [
  { value: 'yes', label: 'Yes, it is over' },
  { value: 'no', label: 'No, it is going on' },
] as const

const EMPTY = { title: '', severity: null as Severity | null, at: '', over: null as 'yes' | 'no' | null, practice: false }

export function DeclareDialog() {
  const open = useStore(({ declaring }) => declaring)
  const from = useStore(({ declaringFrom }) => declaringFrom)
  useKey('declare', () => setDeclaring(true))
  // What stands half-typed in the one is not the other's.
  return (
    <>
      <DeclareForm open={open && from === null} from={null} />
      {from && <DeclareForm key={alertKey(from)} open={open} from={from} />}
    </>
  )
}

function DeclareForm({ open, from }: { open: boolean; from: AlertGroup | null }) {
  const first = from === null ? EMPTY : { ...EMPTY, title: from.name }
  const playbook = useStore(({ playbook }) => playbook)
  const [form, setForm] = useState(first)
  const change = (part: Partial<typeof EMPTY>): void => setForm((form) => ({ ...form, ...part }))
  const [tried, setTried] = useState(false)
  const typed = useTypedWhen(form.at)
  const now = useNow(60_000)
  const zone = useZone()
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const question = useQuestion('confirm once more')
  const attemptOf = useAttempts()

  const began = typed.ok ? typed.when : undefined
  const longAgo = began !== undefined && now - Date.parse(began.time) > DAY_MS

  const submit = async (): Promise<void> => {
    setTried(true)
    if (busy || !typed.ok || (longAgo && form.over === null)) return
    setBusy(true)
    const command = {
      type: 'DeclareIncident' as const,
      title: form.title,
      ...(form.severity ? { severity: form.severity } : {}),
      ...(began ? { at: began } : {}),
      ...(longAgo && form.over === 'yes' ? { backfilled: true } : {}),
      ...(form.practice ? { practice: true } : {}),
    }
    const record = async (): Promise<Answer> => {
      const doubt = await question(form.title)
      return doubt === null ? declare(command, attemptOf(command)) : { ok: false, kind: 'refused', sentence: doubt }
    }
    const answer = await record().finally(() => setBusy(false))
    setRefusal(answer.ok ? null : answer.sentence)
    if (!answer.ok) return
    setForm(first)
    setTried(false)
    if (from !== null) await addToOpen([from])
  }

  return (
    <Dialog
      open={open}
      onClose={() => setDeclaring(false)}
      onSubmit={() => void submit()}
      title="Declare incident"
      {...(from && { description: `For ${from.name} of ${from.source}, ${spanText(from, zone, now)}: it will be in the timeline from the start.` })}
      footer={
        <>
          <Button variant="quiet" onClick={() => setDeclaring(false)}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" busy={busy}>
            Declare incident
          </Button>
        </>
      }
    >
      <Field label="Title" error={refusal}>
        <TextInput size="large" value={form.title} onChange={(title) => change({ title })} placeholder="What is wrong, in a few words" />
      </Field>
      {playbook && <SeverityGroup value={form.severity} onChange={(severity) => change({ severity })} playbook={playbook} />}
      <WhenField value={form.at} onChange={(at) => change({ at })} insist={tried} optional />
      {longAgo && (
        <RadioGroup
          legend="It began more than a day ago. Is it over, and are you writing it down afterwards?"
          options={OVER}
          value={form.over}
          onChange={(over) => change({ over })}
          hint="Written down afterwards, it runs no live clocks; its retro still judges them."
          error={tried && form.over === null ? 'Say whether it is over: the clocks depend on it.' : null}
        />
      )}
      <Checkbox checked={form.practice} onChange={(practice) => change({ practice })}>
        This is practice
      </Checkbox>
    </Dialog>
  )
}
