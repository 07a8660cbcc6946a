/** In which zone, or in which two, the timeline's times stand; the choice is remembered. */
import { useCallback, useState } from 'react'
import { clockTime, zoneLabel } from '../../../shared/time/format.ts'
import type { When } from '../../../shared/facts/fact.ts'
import { recall, remember } from '../../memory.ts'
import { useStore } from '../../store.ts'

export const TIME_MODES = ['local', 'utc', 'both'] as const
export type TimeMode = (typeof TIME_MODES)[number]

const KEPT = 'timeline times'
const UTC = 'UTC'

export interface Zones {
  /** the first zone (IANA), by which the days are told */
  readonly zone: string
  /** beside it; null for none */
  readonly second: typeof UTC | null
  /** this machine's or this person's zone; null where that is UTC, and there is no choice */
  readonly local: string | null
  readonly mode: TimeMode
  readonly choose: (mode: TimeMode) => void
}

/** @param own the zone that the window shows and reads times in */
export function useZones(own: string): Zones {
  const system = useStore(({ start }) => start?.systemZone ?? UTC)
  const [kept, setKept] = useState(() => TIME_MODES.find((mode) => mode === recall(KEPT)) ?? null)
  const choose = useCallback((mode: TimeMode) => {
    remember(KEPT, mode)
    setKept(mode)
  }, [])
  const local = [own, system].find((zone) => !isUtc(zone)) ?? null
  const mode = local === null ? 'utc' : (kept ?? (isUtc(own) ? 'utc' : 'local'))
  return { zone: mode === 'utc' ? UTC : local!, second: mode === 'both' ? UTC : null, local, mode, choose }
}

/** "Europe/Berlin, UTC+01:00", with UTC beside it where both stand. @param time UTC; the offset is that of then */
export function zonesText({ zone, second }: Pick<Zones, 'zone' | 'second'>, time: string): string {
  return second === null ? zoneLabel(time, zone) : `${zoneLabel(time, zone)}, and UTC`
}

/** "13:18Z" beside the time of a row, where it has a clock time; else null. */
export function secondTime({ time, precision }: When): string | null {
  return precision === 'day' || precision === 'unknown' ? null : `${clockTime(time, UTC)}Z`
}

function isUtc(zone: string): boolean {
  return zone === UTC || zone === 'Etc/UTC'
}
