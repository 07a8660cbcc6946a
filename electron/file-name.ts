/** What a document or a bundle of an incident is called, unless the person says otherwise. */
import { instantsOf } from '../shared/incident/instants.ts'
import { titleOf } from '../shared/incident/status.ts'
import { shownId } from '../shared/incident/words.ts'
import { isoDay } from '../shared/time/format.ts'
import type { ReadIncident } from './desk.ts'

/** `2025-02-01 API errors after Dashboard v2`: the day that it was noticed, and the title as far as file systems take it. */
export function fileName({ id, incident: { state } }: ReadIncident, zone: string): string {
  const { detected, declared } = instantsOf(state)
  const began = detected ?? declared
  const title = titleOf(state)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, 80)
    .trim()
  return [began && isoDay(began.time, zone), title || shownId(id)].filter(Boolean).join(' ')
}
