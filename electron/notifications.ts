/** Notifications of the operating system: what came due, or did not go out, while the window was out of sight. */
import { Notification } from 'electron'

export interface Notice {
  readonly title: string
  readonly body: string
  /** what a click brings to the front */
  readonly incident: string
  /** the deadline in it that the eye is led to, by its key */
  readonly deadline?: string
}

export type Notify = (notice: Notice) => void

/** @param onClick is given the notification that was clicked */
export function createNotifier(onClick: (notice: Notice) => void): Notify {
  // Unreferenced notifications are collected, and their clicks are lost with them.
  const shown = new Set<Notification>()
  return (notice) => {
    const { title, body } = notice
    if (!Notification.isSupported()) return
    const notification = new Notification({ title, body })
    const forget = (): void => void shown.delete(notification)
    notification.on('click', () => {
      forget()
      onClick(notice)
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
