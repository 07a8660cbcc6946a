/** A group becomes one entry, whatever its count; its end is paired with it, and nothing is recorded twice. */
import { expect, it } from 'vitest'
import type { AlertGroup } from '../../../shared/alerts/alert.ts'
import { commandsFor, knownAlerts } from '../../../shared/alerts/record-alerts.ts'
import type { CommandInput } from '../../../shared/incident/commands.ts'
import { instantsOf } from '../../../shared/incident/instants.ts'
import { ERROR_RATE } from '../../helpers/alerts.ts'
import { utc } from '../../helpers/facts.ts'
import { on, story, type Step } from '../../helpers/given.ts'

const declared = on('14:55', { type: 'DeclareIncident', title: 'API errors' })
const over: AlertGroup = { ...ERROR_RATE, endsAt: utc('14:40') }
const told = (...groups: AlertGroup[]): CommandInput[] => commandsFor(groups, [])
const types = (...steps: Step[]): string[] => story(declared, ...steps).incident.entries.map(({ fact }) => fact.type)

it('three alerts are one entry with their labels, their words and their links; it is what noticed the incident', () => {
  const { incident } = story(declared, ...told(ERROR_RATE))
  const fired = incident.entries.filter(({ fact }) => fact.type === 'AlertFired')
  expect(fired).toHaveLength(1)
  expect(fired[0]!.fact).toMatchObject({ data: { name: 'HighErrorRate', count: 3, labels: ERROR_RATE.labels, text: 'API error rate up to 15%' }, at: { time: utc('14:15') }, evidence: ERROR_RATE.links })
  expect(instantsOf(incident.state).detected?.time).toBe(utc('14:15'))
})

it('an end is told at the time when the last of them was over, and paired', () => {
  const { incident } = story(declared, ...told(over))
  expect(knownAlerts(incident.state)).toMatchObject([{ group: ERROR_RATE.group, startsAt: utc('14:15'), over: true }])
  expect(incident.entries.find(({ fact }) => fact.type === 'AlertResolved')!.fact.at.time).toBe(utc('14:40'))
})

it('what the incident knows is not told again; only the end is news', () => {
  const { incident } = story(declared, ...told(ERROR_RATE))
  expect(commandsFor([ERROR_RATE], knownAlerts(incident.state))).toEqual([])
  expect(commandsFor([over], knownAlerts(incident.state)).map(({ type }) => type)).toEqual(['RecordAlertResolved'])
  expect(commandsFor([over], knownAlerts(story(declared, ...told(over)).incident.state))).toEqual([])
})

it('the first alert of the group may have ended before: the rest of it is the same episode', () => {
  const rest: AlertGroup = { ...over, startsAt: utc('14:25') }
  const { incident } = story(declared, ...told(ERROR_RATE))
  expect(commandsFor([rest], knownAlerts(incident.state))).toMatchObject([{ type: 'RecordAlertResolved', startsAt: utc('14:15'), at: utc('14:40') }])
})

it('after its end it fires anew: a second entry', () => {
  const anew: AlertGroup = { ...ERROR_RATE, startsAt: utc('14:50') }
  const known = knownAlerts(story(declared, ...told(over)).incident.state)
  expect(types(...told(over), ...commandsFor([anew], known)).filter((type) => type === 'AlertFired')).toHaveLength(2)
})
