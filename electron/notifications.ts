/** Notifications of the operating system: what came due, or did not go out, while the window was out of sight. */
import { Notification } from 'electron'
import { SNOOZE_MINUTES } from '../shared/playbook/reminders.ts'
import type { Reminder } from './reminders.ts'

export interface Notice {
  readonly title: string
  readonly body: string
  /** what a click brings to the front */
  readonly incident: string
  /** the deadline in it that the eye is led to, by its key */
  readonly deadline?: string
  /** what it reminds of, to be put off by its button; left out where it is no reminder */
  readonly command?: Reminder['command']
}

export type Notify = (notice: Notice) => void

/**
 * @param onClick is given the notification that was clicked
 * @param onSnooze is given the one whose button was pressed; not every system shows the button
 */
export function createNotifier(onClick: (notice: Notice) => void, onSnooze: (notice: Notice, command: Reminder['command']) => void): Notify {
  // Unreferenced notifications are collected, and their clicks are lost with them.
  const shown = new Set<Notification>()
  return (notice) => {
    const { title, body, command } = notice
    if (!Notification.isSupported()) return
    const notification = new Notification({ title, body, ...(command && { actions: [{ type: 'button', text: `Snooze ${String(SNOOZE_MINUTES)} min` }] }) })
    const forget = (): void => void shown.delete(notification)
    notification.on('click', () => {
      forget()
      onClick(notice)
    })
    notification.on('action', () => {
      forget()
      if (command) onSnooze(notice, command)
    })
    notification.on('close', forget)
    notification.on('failed', (_, reason) => {
      forget()
      console.error(`A notification could not be shown: ${reason}`)
    })
    shown.add(notification)
    notification.show()
  }
}
