/** The key of a reminder: one is shown for each deadline, and one more each time that it was snoozed. */

export interface DeadlineName {
  readonly rule: string
  /** the fact that it counts from */
  readonly start: string
  /** UTC */
  readonly due: string
}

/** @param snoozedUntil when it was to come back (UTC); left out, it is the first reminder */
export function reminderKey({ rule, start, due }: DeadlineName, snoozedUntil?: string): string {
  return `reminder:${rule}:${start}:${due}${snoozedUntil === undefined ? '' : `:${snoozedUntil}`}`
}
