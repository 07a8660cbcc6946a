/** The retro document of an incident: the same facts and options give the same tree, whenever and wherever it is made. */
import { declarationOf, phaseOf, titleOf } from '../incident/status.ts'
import { PHASE_LABEL, shownId } from '../incident/words.ts'
import { materialOf, type Material, type RetroOptions, type RetroSource } from './material.ts'
import { plainText } from './plain-text.ts'
import { actionsSection } from './sections/actions.ts'
import { communicationSection } from './sections/communication.ts'
import { courseOf } from './sections/course.ts'
import { deadlinesSection } from './sections/deadlines.ts'
import { decisionsSection } from './sections/decisions.ts'
import { durationsSection } from './sections/durations.ts'
import { evidenceSection } from './sections/evidence.ts'
import { factorsSection } from './sections/factors.ts'
import { impactSection } from './sections/impact.ts'
import { meetingSection } from './sections/meeting.ts'
import { pagingSection } from './sections/paging.ts'
import { peopleSection } from './sections/people.ts'
import { promisesSection } from './sections/promises.ts'
import { questionsSection } from './sections/questions.ts'
import { releaseSection } from './sections/release.ts'
import { remediesSection } from './sections/remedies.ts'
import { summarySection } from './sections/summary.ts'
import { tilesOf } from './sections/tiles.ts'
import { timelineSection } from './sections/timeline.ts'
import { figure, text, type Line, type RetroDocument } from './tree.ts'

export type { RetroOptions, RetroSource } from './material.ts'

const OPENING = 'Everyone did what made sense with what they knew at the time: this page says what happened and what was known, and blames nobody. Rows of the timeline have numbers to speak of them by.'

export function retroOf(source: RetroSource, options: RetroOptions): RetroDocument {
  const material = materialOf(source, options)
  return {
    title: plainText(titleOf(material.state)),
    heading: headingOf(material),
    opening: OPENING,
    tiles: tilesOf(material),
    course: courseOf(material),
    sections: [
      summarySection(material),
      impactSection(material),
      durationsSection(material),
      timelineSection(material),
      decisionsSection(material),
      ...remediesSection(material),
      factorsSection(material),
      actionsSection(material),
      questionsSection(material),
      meetingSection(material),
      deadlinesSection(material),
      ...promisesSection(material),
      ...pagingSection(material),
      ...communicationSection(material),
      ...peopleSection(material),
      ...releaseSection(material),
      ...evidenceSection(material),
    ],
    footer: footerOf(material),
  }
}

function headingOf({ id, state, times, backfilled }: Material): Line {
  return [
    text('Post-incident review'),
    text(shownId(id)),
    text(times.day),
    figure(PHASE_LABEL[phaseOf(state)]),
    ...(declarationOf(state)?.data.practice ? [text('Practice')] : []),
    ...(backfilled ? [text('Written down afterwards')] : []),
  ]
}

/** What a reader needs to read the times, and how far the facts reach. */
function footerOf({ incident, times, backfilled }: Material): string {
  // That it was exported or archived says nothing about the incident, and must not change the next export.
  const facts = incident.entries.map(({ fact }) => fact).filter(({ type }) => type !== 'ExportRecorded' && type !== 'IncidentArchived')
  const last = facts.map(({ recordedAt }) => recordedAt).reduce((latest, time) => (time > latest ? time : latest), '')
  return [
    `${times.note[0]!.toUpperCase()}${times.note.slice(1)}. A time without a date is of ${times.day}; ~ means about.`,
    backfilled ? 'Written down after it was over.' : 'What was written down more than two minutes after it happened says so.',
    last === '' ? 'No facts are recorded.' : `Made from ${String(facts.length)} facts, the last of them written down ${times.moment(last)}.`,
  ].join(' ')
}
