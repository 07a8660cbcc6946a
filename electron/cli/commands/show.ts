/** `knowngood show`: an incident as a person reads it, or as JSON for another program. */
import { isBackfilled, declarationOf, phaseOf, rolesHeld, severityAt, titleOf } from '../../../shared/incident/status.ts'
import { PHASE_LABEL, shownId } from '../../../shared/incident/words.ts'
import { clocksOf } from '../../../shared/playbook/due.ts'
import { guidanceOf } from '../../../shared/playbook/guidance.ts'
import { dateTime, dayLong, isoDay, whenText, zoneLabel } from '../../../shared/time/format.ts'
import { situationOf } from '../../../shared/views/situation.ts'
import { timelineOf, type TimelineEntry } from '../../../shared/views/timeline.ts'
import type { ReadIncident } from '../../desk.ts'
import { DONE, misused, type Call, type CliCommand } from '../command.ts'
import { chooseIncident } from '../incident-id.ts'
import { oneLine } from '../print.ts'

export const show: CliCommand = {
  name: 'show',
  synopsis: '[ID] [--json]',
  about: 'shows an incident: the situation, what to do next, the timeline',
  options: { json: { type: 'boolean' } },
  async run(call) {
    const [word, ...more] = call.words
    if (more.length > 0) return misused(`“${more.join(' ')}” is left over.`)
    const chosen = await chooseIncident(call.desk, word)
    if (!chosen.ok) return chosen.exit
    const lines = call.values['json'] === true ? [JSON.stringify(asData(chosen.read, call.zone), null, 2)] : asText(chosen.read, call)
    for (const line of lines) await call.print(line)
    return DONE
  },
}

/** Everything that can be said of the incident now; all times UTC, except in sentences. */
function asData({ id, incident, playbook, findings }: ReadIncident, zone: string): object {
  const { state } = incident
  const timeText = (time: string): string => dateTime(time, zone)
  return {
    id,
    title: titleOf(state),
    severity: severityAt(state),
    phase: phaseOf(state),
    declaredAt: declarationOf(state)?.time ?? null,
    backfilled: isBackfilled(state),
    practice: declarationOf(state)?.data.practice === true,
    zone,
    roles: rolesHeld(state).map(({ role, holders }) => ({ role, holders: holders.map(({ data }) => data.holder!.name) })),
    situation: situationOf(incident, playbook, timeText).map(({ label, text, empty }) => ({ label, text, known: !empty })),
    next: guidanceOf(state, playbook).now.map(({ id: guide, title, detail, clock }) => ({ guide, title, detail, due: clock?.due ?? null })),
    deadlines: clocksOf(state, playbook),
    timeline: timelineOf(incident, playbook, timeText),
    findings: findings.map(({ code, file, line, sentence }) => ({ code, file, line, sentence })),
  }
}

function asText({ id, incident, playbook, findings }: ReadIncident, { zone }: Call): string[] {
  const { state } = incident
  const timeText = (time: string): string => dateTime(time, zone)
  const timeline = timelineOf(incident, playbook, timeText).filter(({ struck }) => !struck)
  const declared = declarationOf(state)
  const steps = guidanceOf(state, playbook).now
  return [
    `${shownId(id)}  ${oneLine(titleOf(state))}`,
    [severityAt(state) ?? 'severity not set', PHASE_LABEL[phaseOf(state)], declared && `declared ${timeText(declared.time)}`, isBackfilled(state) && 'written down afterwards']
      .filter(Boolean)
      .join(' · '),
    `Times: ${zoneLabel(timeline[0]?.time ?? declared?.time ?? '1970-01-01T00:00:00.000Z', zone)}`,
    ...findings.map(({ sentence }) => `! ${sentence}`),
    '',
    'Situation',
    ...situationOf(incident, playbook, timeText).map(({ label, text }) => `  ${label.padEnd(8)} ${oneLine(text)}`),
    ...(steps.length > 0 ? ['', 'Next steps'] : []),
    ...steps.map(({ title, clock }) => `  ${title}${clock ? `, due ${timeText(clock.due)}` : ''}`),
    '',
    'Timeline',
    ...timelineLines(timeline, zone),
  ]
}

function timelineLines(timeline: readonly TimelineEntry[], zone: string): string[] {
  let day = ''
  return timeline.flatMap(({ time, at, text }) => {
    const line = `  ${whenText(at, zone).padEnd(11)} ${oneLine(text)}`
    if (isoDay(time, zone) === day) return [line]
    day = isoDay(time, zone)
    return [`  ${dayLong(time, zone)}`, line]
  })
}
