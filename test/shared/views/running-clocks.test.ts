/** The list of every running clock, over all incidents: its order, what is history, and how reminders stand. */
import { describe, expect, it } from 'vitest'
import type { IncidentRow } from '../../../shared/api.ts'
import { phaseOf, severityAt, titleOf } from '../../../shared/incident/status.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { runningClocks } from '../../../shared/playbook/due.ts'
import { remindersOf } from '../../../shared/playbook/reminders.ts'
import { MOST_CLOCKS, runningClocksOf } from '../../../shared/views/running-clocks.ts'
import { utc } from '../../helpers/facts.ts'
import { on, story, type Step, type Story } from '../../helpers/given.ts'

/** What main knows of an incident with this story. */
function known(id: string, ...steps: Step[]) {
  const { incident } = story(...steps)
  const { state } = incident
  const row: IncidentRow = {
    id, title: titleOf(state), severity: severityAt(state), phase: phaseOf(state), declaredAt: utc('14:00'),
    backfilled: false, practice: false, archived: false, nextDue: null, findings: 0,
  }
  const clocks = runningClocks(state, BUILT_IN_PLAYBOOK)
  return { row, clocks, ...remindersOf(incident, clocks) }
}
const listed = (now: string, ...incidents: ReturnType<typeof known>[]): string[] =>
  runningClocksOf(incidents, Date.parse(utc(now))).clocks.map(({ title, label, due }) => `${due.slice(11, 16)} ${title}: ${label}`)

const api: Step = on('14:00', { type: 'DeclareIncident', title: 'API errors' })
const hooks: Step = on('14:10', { type: 'DeclareIncident', title: 'Webhooks twice' })
const deadline = ({ last }: Story) => ({ rule: 'stakeholders', start: last('IncidentDeclared'), due: utc('14:15') })

describe('the clocks of several incidents', () => {
  it('stand by their due time, the longest overdue first', () => {
    expect(listed('14:20', known('inc-aaaaaaaa', api), known('inc-bbbbbbbb', hooks))).toEqual([
      '14:15 API errors: Notify stakeholders',
      '14:25 Webhooks twice: Notify stakeholders',
      '14:30 API errors: Post a status update',
      '14:40 Webhooks twice: Post a status update',
    ])
  })

  it('are as many as anybody reads, the soonest; the others are counted', () => {
    const promised = Array.from({ length: 250 }, (_, n): Step => ({ type: 'MakePromise', text: `Promise ${String(n)}`, dueAt: utc('16:00') }))
    const { clocks, more } = runningClocksOf([known('inc-aaaaaaaa', api, ...promised)], Date.parse(utc('14:20')))
    expect(clocks).toHaveLength(MOST_CLOCKS)
    // 250 promises, the stakeholders and the update.
    expect(more).toBe(252 - MOST_CLOCKS)
    expect(clocks[0]!.label).toBe('Notify stakeholders')
  })
})

describe('an incident that is over', () => {
  // The retro is due 48 h after 15:00 on 1 February.
  const over = known('inc-aaaaaaaa', api, on('15:00', { type: 'ResolveIncident' }))

  it('still has its retro in the list, for a week after that was due', () => {
    expect(listed('02-10 15:00', over)).toEqual(['15:00 API errors: Hold the retro'])
    expect(listed('02-10 15:01', over)).toEqual([])
  })

  it('is history sooner than one that is open, which is never', () => {
    expect(listed('03-10 15:00', known('inc-bbbbbbbb', hooks))).toHaveLength(2)
  })
})

describe('a clock in the list', () => {
  const first = (...steps: Step[]) => runningClocksOf([known('inc-aaaaaaaa', api, ...steps)], Date.parse(utc('14:20'))).clocks[0]!
  const shown: Step = (told) => ({ type: 'ShowReminder', ...deadline(told), text: 'seen' })
  const snoozed: Step = (told) => on('14:16', { type: 'SnoozeReminder', ...deadline(told), until: utc('14:26') })

  it('says when it reminds, which it does once', () => {
    expect(first()).toMatchObject({ guide: 'IN3', due: utc('14:15'), remindsAt: utc('14:15'), snooze: null })
    expect(first(shown)).toMatchObject({ due: utc('14:15'), remindsAt: null, snooze: null })
  })

  it('that was snoozed says until when, and which entry says so, for as long as that is to come', () => {
    const told = story(api, shown, snoozed)
    expect(first(shown, snoozed)).toMatchObject({ due: utc('14:15'), remindsAt: utc('14:26'), snooze: told.last('ReminderSnoozed') })
    const again: Step = (now) => ({ type: 'ShowReminder', ...deadline(now), snoozedUntil: utc('14:26'), text: 'seen' })
    expect(first(shown, snoozed, again)).toMatchObject({ remindsAt: null, snooze: null })
  })
})
