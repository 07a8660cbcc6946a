/** Reminders of deadlines: once when due, once more for each snooze, never early; and what they say. */
import { describe, expect, it } from 'vitest'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { runningClocks } from '../../../shared/playbook/due.ts'
import { nextReminder, reminderText, remindersOf } from '../../../shared/playbook/reminders.ts'
import { utc } from '../../helpers/facts.ts'
import { given, on, story, type Step, type Story } from '../../helpers/given.ts'

const declared: Step = on('14:00', { type: 'DeclareIncident', title: 'API errors' })
/** The stakeholders of an incident declared at 14:00 are due at 14:15 (IN3). */
const deadline = ({ last }: Story) => ({ rule: 'stakeholders', start: last('IncidentDeclared'), due: utc('14:15') })
const shown = (snoozedUntil?: string): Step => (told) => ({ type: 'ShowReminder', ...deadline(told), text: 'seen', ...(snoozedUntil && { snoozedUntil: utc(snoozedUntil) }) })
const snoozed = (at: string, until: string): Step => (told) => on(at, { type: 'SnoozeReminder', ...deadline(told), until: utc(until) })

/** When the stakeholders are reminded of next, as `14:25`; null where never again. */
function rings(...steps: Step[]): string | null {
  const { clock, reminders } = known(...steps)
  return nextReminder(clock, reminders)?.at.slice(11, 16) ?? null
}

function known(...steps: Step[]) {
  const { incident } = story(...steps)
  const clocks = runningClocks(incident.state, BUILT_IN_PLAYBOOK)
  return { incident, clock: clocks.find(({ rule }) => rule === 'stakeholders')!, clocks, reminders: remindersOf(incident, clocks) }
}

describe('a deadline that runs', () => {
  it('is reminded of when it is due, and not again once that was shown', () => {
    expect(rings(declared)).toBe('14:15')
    expect(rings(declared, shown())).toBeNull()
  })

  it('that was reminded of and then snoozed is reminded of once more, at the end of the snooze', () => {
    expect(rings(declared, shown(), snoozed('14:16', '14:26'))).toBe('14:26')
    expect(rings(declared, shown(), snoozed('14:16', '14:26'), shown('14:26'))).toBeNull()
  })

  it('snoozed again is reminded of at the new time alone', () => {
    expect(rings(declared, shown(), snoozed('14:16', '14:26'), snoozed('14:17', '14:47'))).toBe('14:47')
    expect(rings(declared, shown(), snoozed('14:16', '14:26'), shown('14:26'), snoozed('14:27', '14:32'))).toBe('14:32')
  })

  it('snoozed before it was due is first reminded of at the end of the snooze, and only then', () => {
    expect(rings(declared, snoozed('14:05', '14:25'))).toBe('14:25')
    expect(rings(declared, snoozed('14:05', '14:25'), shown('14:25'))).toBeNull()
  })

  it('snoozed to a time before it is due keeps its reminder: it is never early', () => {
    expect(rings(declared, snoozed('14:05', '14:10'))).toBe('14:15')
  })

  it('keeps its due time over every snooze', () => {
    expect(known(declared, snoozed('14:05', '14:25')).clock.due).toBe(utc('14:15'))
  })

  it('is reminded of as if nothing had been snoozed once the snooze is struck', () => {
    const struck: Step = ({ last }) => ({ type: 'StrikeEntry', target: last('ReminderSnoozed') })
    expect(rings(declared, snoozed('14:05', '14:25'), struck)).toBe('14:15')
    expect(rings(declared, shown(), snoozed('14:16', '14:26'), struck)).toBeNull()
    // It was reminded of, late as asked: striking the snooze afterwards must not ring for what was seen.
    expect(rings(declared, snoozed('14:05', '14:25'), shown('14:25'), struck)).toBeNull()
    // The snooze before holds again.
    expect(rings(declared, snoozed('14:05', '14:25'), snoozed('14:06', '14:36'), struck)).toBe('14:25')
  })

  it('is not reminded of again because the reminder was struck', () => {
    expect(rings(declared, shown(), ({ last }) => ({ type: 'StrikeEntry', target: last('ReminderShown') }))).toBeNull()
  })

  it('leaves the other deadlines alone', () => {
    const { clocks, reminders } = known(declared, snoozed('14:05', '14:45'))
    const update = clocks.find(({ rule }) => rule === 'update')!
    expect(nextReminder(update, reminders)!.at).toBe(utc('14:30'))
  })
})

describe('a deadline that was met', () => {
  it('runs no more, so nothing of its snooze is kept', () => {
    const met: Step = on('14:20', { type: 'NotifyStakeholders', groups: ['pm', 'product-lead', 'relevant-teams'] })
    const { clock, reminders } = known(declared, shown(), snoozed('14:16', '14:26'), met)
    expect(clock).toBeUndefined()
    expect([...reminders.snoozed.keys(), ...reminders.reminded]).toEqual([])
  })
})

describe('a clock that was set back', () => {
  it('does not let an older snooze win: what was written last holds', () => {
    // Written at 14:40 by a clock that ran ahead, and then again at 14:17.
    const told = story(declared, shown(), snoozed('14:40', '14:50'))
    const again = given(...told.facts).when((now) => ({ type: 'SnoozeReminder', ...deadline(now), until: utc('14:27') }), { now: utc('14:17') })
    expect(again.refusal).toBeNull()
    expect(rings(...again.facts)).toBe('14:27')
  })

  it('gives a snooze to a time that was reminded of already a name of its own', () => {
    const told = story(declared, shown(), snoozed('14:16', '14:26'), shown('14:26'))
    const again = given(...told.facts).when((now) => ({ type: 'SnoozeReminder', ...deadline(now), until: utc('14:26') }), { now: utc('14:20') })
    expect(rings(...again.facts)).toBe('14:26')
  })
})

describe('a snooze', () => {
  it('to a time that has passed is refused', () => {
    given(declared).when((now) => ({ type: 'SnoozeReminder', ...deadline(now), until: utc('13:59') })).thenRefused('That time has passed: take one that is still to come.')
  })
})

describe('what a reminder says', () => {
  const said = (now: string, zone: string, ...steps: Step[]): string => {
    const { clock, reminders } = known(declared, ...steps)
    return reminderText(clock, nextReminder(clock, reminders)!, Date.parse(utc(now)), zone)
  }

  it('is what was due, and when, in the zone of whoever reads it', () => {
    expect(said('14:15', 'UTC')).toBe('Notify stakeholders: due 14:15')
    expect(said('14:15', 'America/New_York')).toBe('Notify stakeholders: due 09:15')
    expect(said('14:15', 'Asia/Kolkata')).toBe('Notify stakeholders: due 19:45')
    expect(said('14:15', 'Europe/Berlin')).toBe('Notify stakeholders: due 15:15')
  })

  it('names when it was seen where that is more than a minute later', () => {
    expect(said('14:16', 'UTC')).toBe('Notify stakeholders: due 14:15')
    expect(said('14:16:01', 'UTC')).toBe('Notify stakeholders: due 14:15, seen 14:16')
  })

  it('names the snooze, and is late only where the end of it was missed', () => {
    expect(said('14:25', 'UTC', snoozed('14:05', '14:25'))).toBe('Notify stakeholders: due 14:15, snoozed until 14:25')
    expect(said('15:10', 'UTC', snoozed('14:05', '14:25'))).toBe('Notify stakeholders: due 14:15, snoozed until 14:25, seen 15:10')
  })

  it('names the days where midnight lies between, which it does in one zone and not in another', () => {
    expect(said('19:10', 'UTC')).toBe('Notify stakeholders: due 14:15, seen 19:10')
    expect(said('19:10', 'Asia/Kolkata')).toBe('Notify stakeholders: due 2025-02-01 19:45, seen 2025-02-02 00:40')
  })
})
