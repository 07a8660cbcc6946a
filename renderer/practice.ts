/** Begins the walk through the guide's example, in a practice incident of its own. */
import { PRACTICE_TITLE } from '../shared/playbook/practice.ts'
import { remember } from './memory.ts'
import { declare } from './session.ts'

/** Remembers the id of the incident that is walked through. */
export const WALK = 'practice walk'

/** Declares the practice incident and opens it; the sentence where the disk will not. */
export async function beginPractice(): Promise<string | null> {
  const answer = await declare({ type: 'DeclareIncident', title: PRACTICE_TITLE, severity: 'P1', practice: true }, undefined, (incident) => remember(WALK, incident))
  return answer.ok ? null : answer.sentence
}
