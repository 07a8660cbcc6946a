/** Schedules the blameless retro (IN11). */
import { useState } from 'react'
import { clocksOf } from '../../../shared/playbook/due.ts'
import { dateTime } from '../../../shared/time/format.ts'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useTypedWhen, WhenField } from '../../ui/WhenField.tsx'
import { useConsole } from '../context.ts'
import { CommandDialog } from './CommandDialog.tsx'

export function RetroDialog({ onClose }: { onClose: () => void }) {
  const { state, playbook, zone, whenOptions } = useConsole()
  const [when, setWhen] = useState('')
  const [where, setWhere] = useState('')
  const [tried, setTried] = useState(false)
  const options = { ...whenOptions, allowFuture: true }
  const typed = useTypedWhen(when, options)
  const limit = clocksOf(state, playbook).find(({ rule }) => rule === 'retro-held')?.due
  return (
    <CommandDialog
      title="Schedule retro"
      {...(limit ? { description: `Within 48 hours: by ${dateTime(limit, zone)}.` } : {})}
      onClose={onClose}
      commands={() => {
        setTried(true)
        return typed.ok ? [{ type: 'ScheduleRetro', time: typed.when?.time ?? '', where }] : null
      }}
    >
      {(refusal) => (
        <>
          <WhenField label="When" value={when} onChange={setWhen} insist={tried} empty=" " placeholder="tomorrow 14:00" {...options} />
          <Field label="Where" optional error={refusal}>
            <TextInput value={where} onChange={setWhere} placeholder="Room 4, or a link" />
          </Field>
        </>
      )}
    </CommandDialog>
  )
}
