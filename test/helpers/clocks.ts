/** The clocks of a story as a line each, as in `14:00 → 14:15, met 14:03`. */
import { BUILT_IN_PLAYBOOK } from '../../shared/playbook/built-in.ts'
import { clocksOf, runningClocks, type Clock, type DueRule } from '../../shared/playbook/due.ts'
import { story, type Step } from './given.ts'

export function clocks(rule: DueRule, ...steps: Step[]): string[] {
  return clocksOf(story(...steps).incident.state, BUILT_IN_PLAYBOOK).filter((clock) => clock.rule === rule).map(clockText)
}

export function running(...steps: Step[]): string[] {
  return runningClocks(story(...steps).incident.state, BUILT_IN_PLAYBOOK).map(({ rule, due }) => `${rule} ${short(due)}`)
}

export function clockText({ startedAt, due, metAt, endedAt, late }: Clock): string {
  const outcome = metAt !== null ? `${late ? 'late' : 'met'} ${short(metAt)}` : endedAt !== null ? `ended ${short(endedAt)}` : 'running'
  return `${short(startedAt)} → ${short(due)}, ${outcome}`
}

/** `14:03`, `14:03:20`, `02-03 14:00`: the way that `utc` reads it. */
function short(time: string): string {
  const clock = time.slice(11, 19).replace(/:00$/, '')
  return time.startsWith('2025-02-01') ? clock : `${time.slice(5, 10)} ${clock}`
}
