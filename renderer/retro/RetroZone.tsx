/** The one zone that all times of the document are written in. */
import { useMemo } from 'react'
import { offset } from '../../shared/time/format.ts'
import { Select } from '../ui/Select.tsx'

export interface RetroZoneProps {
  /** IANA */
  value: string
  onChange: (zone: string) => void
  /** the zones that come first: the window's own, and those that entries were written in */
  first: readonly string[]
  /** the moment whose offsets are shown, UTC */
  at: string
}

export function RetroZone({ value, onChange, first, at }: RetroZoneProps) {
  const options = useMemo(() => {
    const zones = [...new Set([...first, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
    return zones.map((zone) => ({ value: zone, label: zone, note: offset(at, zone) }))
  }, [first, at])
  return <Select label="Time zone" options={options} value={value} onChange={onChange} />
}
