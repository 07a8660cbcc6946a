/** The practice walk: the guide's nine rows in their order, each ticked off by what it says and by nothing else. */
import { expect, test } from 'vitest'
import { readEntry } from '../../../shared/incident/entry-line.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { PRACTICE_STEPS, practiceDone } from '../../../shared/playbook/practice.ts'
import { utc } from '../../helpers/facts.ts'
import { on, story, type Story } from '../../helpers/given.ts'

const DECLARED = on('14:15', { type: 'DeclareIncident', title: 'API errors', practice: true })
const ticked = ({ incident }: Story): string[] => PRACTICE_STEPS.filter((_, index) => practiceDone(incident.state)[index]).map(({ time }) => time)

test('the steps stand at the times of the guide’s example', () => {
  // guide.md, "The example incident"
  expect(PRACTICE_STEPS.map(({ time }) => time.slice(-5))).toEqual(['14:00', '14:15', '14:18', '14:22', '14:30', '14:45', '17:00', '10:00', '14:00'])
})

test('nothing is ticked at first; a step with two parts waits for both; a strike takes the tick away', () => {
  expect(ticked(story(DECLARED))).toEqual([])
  const paged = on('14:18', { type: 'Page', whom: 'on-call engineer' })
  expect(ticked(story(DECLARED, paged))).toEqual([])
  const notified = on('14:18', { type: 'NotifyStakeholders', groups: ['pm'] })
  expect(ticked(story(DECLARED, paged, notified))).toEqual(['14:18'])
  expect(ticked(story(DECLARED, paged, notified, (told) => ({ type: 'StrikeEntry', target: told.last('Paged') })))).toEqual([])
})

test('each line that the walk suggests can be typed as it stands, and ticks its step', () => {
  const lines = PRACTICE_STEPS.flatMap(({ time, how }) => (how.match(/\/[a-z].*$/) ? [[time, how.slice(how.indexOf('/'))] as const] : []))
  expect(lines.length).toBeGreaterThan(6)
  for (const [time, line] of lines) {
    let told = story(DECLARED)
    for (const typed of line.split(/, (?:then )?|, or | ends it/).filter((part) => part.startsWith('/'))) {
      const read = readEntry(typed, { now: utc('14:40'), zone: 'UTC', state: told.incident.state, playbook: BUILT_IN_PLAYBOOK })
      if (!read.ok) throw new Error(`${typed}: ${read.sentence}`)
      told = story(DECLARED, ...told.facts.slice(1), read.command)
    }
    // The last step has a second part of its own.
    if (time !== 'day 3, 14:00') expect(ticked(told), line).toContain(time)
    else expect(told.facts.some(({ type }) => type === 'RetroHeld')).toBe(true)
  }
})
