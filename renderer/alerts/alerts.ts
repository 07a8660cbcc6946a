/** The window's part in alerts: what main says of them, and what becomes of a group. */
import type { Offered, RequestInput } from '../../shared/api.ts'
import type { AlertGroup } from '../../shared/alerts/alert.ts'
import { commandsFor, knownAlerts } from '../../shared/alerts/record-alerts.ts'
import { clockTime, dateTime, isoDay } from '../../shared/time/format.ts'
import { ask } from '../bridge.ts'
import { dispatch } from '../session.ts'
import { announce, useStore } from '../store.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** Opens the Declare dialog with the alert's name as the title; once declared, the alert is in the new incident. */
export function declareFrom(group: AlertGroup): void {
  useStore.setState({ declaring: true, declaringFrom: group })
}

/** Records groups in the open incident, but for what it knows; says why where that fails. */
export async function addToOpen(groups: readonly AlertGroup[]): Promise<void> {
  const { open } = useStore.getState()
  if (!open) return
  for (const command of commandsFor(groups, knownAlerts(open.folded.state))) {
    const answer = await dispatch(command)
    if (!answer.ok) return useStore.setState({ outcome: { ok: false, title: 'The alert was not added.', text: answer.sentence, path: null } })
  }
}

export async function dismiss({ source, group, startsAt, name }: AlertGroup): Promise<void> {
  await ask('dismissAlert', { source, group, startsAt })
  announce(`Dismissed: ${name}. It comes back when it fires anew.`)
}

export async function restoreDismissed(): Promise<void> {
  await ask('restoreAlerts', undefined)
}

/** Alerts as JSON, pasted where no incident is open. */
export async function offerText(text: string): Promise<void> {
  tell(await ask('offerAlerts', { text }))
}

/** Alerts from a file that the person chooses. */
export async function openAlertFile(): Promise<void> {
  tell(await ask('openAlertFile', undefined))
}

/** The sentence where main will not. */
export async function changeAlertmanager(fields: RequestInput<'changeAlertmanager'>): Promise<string | null> {
  const changed = await ask('changeAlertmanager', fields)
  return changed.ok ? null : changed.sentence
}

/** "since 14:15", "14:15–14:40", with the day where that is another one. @param now ms */
export function spanText({ startsAt, endsAt }: AlertGroup, zone: string, now: number): string {
  const text = now - Date.parse(startsAt) < DAY_MS ? clockTime : dateTime
  if (endsAt === null) return `since ${text(startsAt, zone)}`
  const end = isoDay(startsAt, zone) === isoDay(endsAt, zone) ? clockTime : text
  return `${text(startsAt, zone)}–${end(endsAt, zone)}`
}

function tell(offered: Offered): void {
  if (offered.ok) announce(offered.sentence)
  else if (!offered.cancelled) useStore.setState({ outcome: { ok: false, title: 'No alerts were read.', text: offered.sentence, path: null } })
}
