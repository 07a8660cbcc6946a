/** A text box for a time as people write it, with what was understood below it. */
import { useMemo } from 'react'
import type { When } from '../../shared/facts/fact.ts'
import { dateTime, isoDay, whenText, zoneLabel } from '../../shared/time/format.ts'
import { parseWhen } from '../../shared/time/when.ts'
import { useNow, useZone } from '../hooks.ts'
import { Field } from './Field.tsx'
import { TextInput } from './TextInput.tsx'

export interface WhenOptions {
  /** a backfilled incident's last entry, UTC */
  reference?: string
  /** for plans and promises */
  allowFuture?: boolean
}

/** A `When` as commands take it: the schema leaves room for fields to come, which an interface cannot promise. */
export type WhenInput = Pick<When, keyof When>

/** What a typed time means; an empty text is no time, which is fine: then it is now. */
export type TypedWhen = { readonly ok: true; readonly when: WhenInput | undefined } | { readonly ok: false; readonly sentence: string }

/** Reads a typed time against the present and the zone of this window. */
export function useTypedWhen(text: string, { reference, allowFuture }: WhenOptions = {}): TypedWhen {
  const zone = useZone()
  const now = useNow(1000)
  return useMemo(
    () => (text.trim() === '' ? { ok: true, when: undefined } : parseWhen(text, { now: new Date(now).toISOString(), zone, reference, allowFuture })),
    [text, now, zone, reference, allowFuture],
  )
}

export interface WhenFieldProps extends WhenOptions {
  label?: string
  value: string
  onChange: (text: string) => void
  /** shows why the text cannot be taken; until then it only stays silent, for who is typing is not wrong yet */
  insist?: boolean
  /** said while the box is empty */
  empty?: string
  placeholder?: string
  optional?: boolean
}

export function WhenField({ label = 'Happened at', value, onChange, insist = false, empty = 'now', placeholder = '14:15, -5m, yesterday 23:50', optional = false, ...options }: WhenFieldProps) {
  const typed = useTypedWhen(value, options)
  const understood = useWords(typed)
  return (
    <Field label={label} optional={optional} hint={understood ?? (value === '' ? empty : ' ')} error={insist && !typed.ok ? typed.sentence : null}>
      <TextInput mono value={value} onChange={onChange} placeholder={placeholder} />
    </Field>
  )
}

function useWords(typed: TypedWhen): string | null {
  const zone = useZone()
  if (!typed.ok || typed.when === undefined) return null
  const { when } = typed
  if (when.precision === 'unknown' || when.precision === 'day') return whenText(when, zone)
  const about = when.precision === 'about' ? 'about ' : ''
  const end = when.until === undefined ? '' : ` to ${isoDay(when.until, zone) === isoDay(when.time, zone) ? whenText({ ...when, time: when.until, until: undefined, precision: 'minute' }, zone) : dateTime(when.until, zone)}`
  return `${about}${dateTime(when.time, zone)}${end}, ${zoneLabel(when.time, zone)}`
}
