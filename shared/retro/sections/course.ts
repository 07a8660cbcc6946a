/** The course: the first moments of the response in their proportion, up to the end of the harm. */
import { instantsOf, type InstantName } from '../../incident/instants.ts'
import { durationText } from '../../time/duration.ts'
import type { Material } from '../material.ts'
import { hasClock, timeInline } from '../times.ts'
import type { Stretch } from '../tree.ts'

/** What leads up to the end of the harm; what comes after is told by the durations. */
const BEFORE: readonly InstantName[] = ['deployed', 'impact start', 'detected', 'declared', 'paged', 'acknowledged', 'notified', 'decided']

/** Empty where fewer than two moments are known to the minute. */
export function courseOf(material: Material): Stretch[] {
  const instants = instantsOf(material.state)
  const end = instants.mitigated ? 'mitigated' : 'resolved'
  const limit = instants[end]?.time
  const moments: { time: string; names: InstantName[] }[] = []
  const known = [...BEFORE, end as InstantName]
    .flatMap((name) => {
      const instant = instants[name]
      const at = instant && material.factOf(instant.fact)?.at
      return instant && at && hasClock(at) && (limit === undefined || instant.time <= limit) ? [{ name, time: instant.time }] : []
    })
    .sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))
  for (const { name, time } of known) {
    if (moments.at(-1)?.time === time) moments.at(-1)!.names.push(name)
    else moments.push({ time, names: [name] })
  }
  if (moments.length < 2) return []

  const passed = new Set<InstantName>()
  return moments.map(({ time, names }, index): Stretch => {
    for (const name of names) passed.add(name)
    const next = moments[index + 1]
    const ms = next ? Date.parse(next.time) - Date.parse(time) : null
    return { start: [timeInline(material.times, time)], events: names, ms, length: ms === null ? null : durationText(ms), tone: tone(passed) }
  })
}

function tone(passed: ReadonlySet<InstantName>): Stretch['tone'] {
  if (passed.has('mitigated') || passed.has('resolved')) return 'over'
  if (passed.has('decided')) return 'acting'
  return passed.has('detected') || passed.has('declared') || passed.has('paged') ? 'deciding' : 'unnoticed'
}
