/** When the other side says that it may be asked again: Retry-After (RFC 9110, 10.2.3), or PagerDuty's `ratelimit-reset`. */

/** ms; nobody is made to wait longer than this by what a header says */
export const LONGEST_WAIT_MS = 3_600_000

/** One of the three forms of a date in RFC 9110, 5.6.7: IMF-fixdate, RFC 850, asctime. */
const HTTP_DATE = /^(?:[A-Z][a-z]+, \d{2}[ -][A-Z][a-z]{2}[ -](?:\d{4}|\d{2}) \d{2}:\d{2}:\d{2} GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4})$/

/** ms from `now` (ms since 1970), between 0 and `LONGEST_WAIT_MS`; null where nothing that makes sense is said. */
export function waitOf(headers: Headers, now: number): number | null {
  return waitSaid(headers.get('retry-after'), now) ?? waitSaid(headers.get('ratelimit-reset'), now)
}

function waitSaid(said: string | null, now: number): number | null {
  if (said === null) return null
  if (/^\d+$/.test(said)) return Math.min(Number(said) * 1000, LONGEST_WAIT_MS)
  if (!HTTP_DATE.test(said)) return null
  const at = Date.parse(said.endsWith('GMT') ? said : `${said} GMT`)
  return Number.isNaN(at) ? null : Math.min(Math.max(at - now, 0), LONGEST_WAIT_MS)
}
