/** What the button of a notification does. */
import { expect, it } from 'vitest'
import { snoozeOf } from '../../electron/reminders.ts'
import { utc } from '../helpers/facts.ts'

it('a reminder is put off by ten minutes from when the button is pressed, not from when it was due or shown', () => {
  const command = { type: 'ShowReminder' as const, rule: 'update', start: 'x', due: utc('14:30'), text: 'Post a status update: due 14:30' }
  expect(snoozeOf(command, Date.parse(utc('14:37:20')))).toEqual({ type: 'SnoozeReminder', rule: 'update', start: 'x', due: utc('14:30'), until: utc('14:47:20') })
})
