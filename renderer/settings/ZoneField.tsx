/** The zone that times are shown and meant in. Left empty, it is the system's. */
import { useMemo } from 'react'
import { isZone, zoneLabel } from '../../shared/time/format.ts'
import { useNow } from '../clock.ts'
import { Combobox } from '../ui/Combobox.tsx'
import { Field } from '../ui/Field.tsx'

/** The zone that a text names, null for the system's; undefined where there is no such zone. */
export function readZone(text: string): string | null | undefined {
  const name = text.trim()
  return name === '' ? null : isZone(name) ? name : undefined
}

export interface ZoneFieldProps {
  text: string
  onChange: (text: string) => void
  systemZone: string
  error?: string | null
}

export function ZoneField({ text, onChange, systemZone, error = null }: ZoneFieldProps) {
  const present = new Date(useNow(60_000)).toISOString()
  const zones = useMemo(() => [...new Set(['UTC', systemZone, ...Intl.supportedValuesOf('timeZone')])], [systemZone])
  const zone = readZone(text)
  const hint = zone === undefined ? 'Choose one from the list, for instance Europe/Berlin.' : zone === null ? 'As the system says.' : zoneLabel(present, zone)
  return (
    <Field label="Time zone" hint={hint} error={error}>
      <Combobox suggestions={zones} value={text} onChange={onChange} placeholder={zoneLabel(present, systemZone)} />
    </Field>
  )
}
