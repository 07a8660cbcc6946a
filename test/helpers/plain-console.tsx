/** Stands in for the console where a test is about the shell around it: the entries as they are, one a line. */
import { useOpenIncident, useZone } from '../../renderer/hooks.ts'
import { clockTime } from '../../shared/time/format.ts'
import { timelineOf } from '../../shared/views/timeline.ts'

export function Console() {
  const open = useOpenIncident()!
  const zone = useZone()
  const entries = timelineOf(open.folded, open.playbook, (time) => clockTime(time, zone))
  return (
    <ul aria-label="Timeline">
      {entries.map(({ id, text }) => (
        <li key={id}>{text}</li>
      ))}
    </ul>
  )
}
