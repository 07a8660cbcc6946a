/** The summary as a place that keeps words: titles, and what clocks are called. */
import { join } from 'node:path'
import type { IncidentList } from '../incident-list.ts'
import { SUMMARY_NAME } from '../places.ts'
import type { Place } from '../redaction/place.ts'
import { eraseFromSummary } from './summary-file.ts'

/** Where the app runs: its list forgets the stream, and the file is written anew at once. */
export function summaryPlace(list: Pick<IncidentList, 'erase'>): Place {
  return { erase: ({ stream }) => list.erase(stream) }
}

/** Where only the file is there. @param profile the folder that holds it */
export function keptSummaryPlace(profile: string): Place {
  return { erase: ({ stream }) => eraseFromSummary(join(profile, SUMMARY_NAME), stream) }
}
