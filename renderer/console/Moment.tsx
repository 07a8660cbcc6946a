/** A moment of the incident: its clock time, with the day where that is not the first, and all of it on hover. */
import { dateTime, zoneLabel } from '../../shared/time/format.ts'
import { useConsole } from './context.ts'

/** @param time UTC */
export function Moment({ time }: { time: string }) {
  const { timeText, isKnown, zone } = useConsole()
  if (!isKnown(time)) return <>{timeText(time)}</>
  return (
    <time dateTime={time} title={`${dateTime(time, zone)} ${zoneLabel(time, zone)}`}>
      {timeText(time)}
    </time>
  )
}
