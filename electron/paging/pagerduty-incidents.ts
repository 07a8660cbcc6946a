/** What PagerDuty's REST API tells and does about incidents: those that stand open, who acknowledged, and paging a certain person. */
import { z } from 'zod'
import type { ChannelOf } from '../../shared/delivery/channel.ts'
import { isoTime } from '../clock.ts'
import type { RemoteAnswer, RemoteIncident } from './adapter.ts'
import { pagerDutyId, type Asked, type Rest } from './pagerduty-rest.ts'

/** entries of one page of a list: the most that PagerDuty gives */
const PAGE = 100
/** pages that are read of one list; the newest come first */
const MOST_PAGES = 10

/** Lists are read entry by entry: one that does not fit is left out, and costs the others nothing. */
const list = <T>(entry: z.ZodType<T>): z.ZodType<readonly T[]> =>
  z.array(z.unknown()).transform((entries) =>
    entries.flatMap((item) => {
      const parsed = entry.safeParse(item)
      return parsed.success ? [parsed.data] : []
    }),
  )

const utc = z.string().transform((said, context) => {
  const ms = Date.parse(said)
  if (!Number.isNaN(ms)) return isoTime(ms)
  context.addIssue({ code: 'custom', message: 'no time' })
  return z.NEVER
})
const link = z.url({ protocol: /^https?$/ }).nullish().catch(null)

const openIncident: z.ZodType<RemoteIncident> = z
  .object({
    id: pagerDutyId,
    title: z.string().nullish(),
    summary: z.string().nullish(),
    created_at: utc,
    status: z.enum(['triggered', 'acknowledged']),
    service: z.object({ summary: z.string().nullish() }).nullish().catch(null),
    html_url: link,
  })
  .transform(({ id, title, summary, created_at, status, service, html_url }) => ({ id, title: title ?? summary ?? id, createdAt: created_at, status, service: service?.summary ?? '', url: html_url ?? '' }))

const acknowledgement: z.ZodType<RemoteAnswer> = z
  .object({
    id: z.string().min(1),
    type: z.literal('acknowledge_log_entry'),
    created_at: utc,
    agent: z.object({ summary: z.string().nullish() }).nullish().catch(null),
    channel: z.object({ type: z.string().nullish() }).nullish().catch(null),
    html_url: link,
    incident: z.object({ html_url: link }).nullish().catch(null),
  })
  .transform(({ id, created_at, agent, channel, html_url, incident }) => ({
    id,
    time: created_at,
    who: agent?.summary ?? 'Somebody in PagerDuty',
    by: channel?.type ?? null,
    url: html_url ?? incident?.html_url ?? '',
  }))

const incidentPage = z.object({ incidents: list(openIncident), more: z.boolean().nullish() })
const entryPage = z.object({ log_entries: list(acknowledgement), more: z.boolean().nullish() })

/** The open incidents on the channel's service, or on all; the newest first. @param dedupKey only the one whose alert has this key */
export function openIncidents(rest: Rest, { service }: ChannelOf<'PagerDuty'>, dedupKey?: string): Promise<Asked<readonly RemoteIncident[]>> {
  const which = dedupKey === undefined ? (service === undefined ? {} : { 'service_ids[]': service }) : { incident_key: dedupKey }
  const query = { 'statuses[]': ['triggered', 'acknowledged'], date_range: 'all', sort_by: 'created_at:desc', ...which }
  return pages(rest, '/incidents', query, incidentPage, ({ incidents }) => incidents)
}

/** Who acknowledged one incident since then (UTC), oldest first. */
export async function acknowledgements(rest: Rest, incident: string, since: string): Promise<Asked<readonly RemoteAnswer[]>> {
  const read = await pages(rest, `/incidents/${incident}/log_entries`, { since, is_overview: 'false', 'include[]': 'channels' }, entryPage, ({ log_entries }) => log_entries)
  return read.ok ? { ok: true, value: read.value.toSorted((a, b) => a.time.localeCompare(b.time) || a.id.localeCompare(b.id)) } : read
}

async function pages<P extends { readonly more?: boolean | null | undefined }, T>(
  rest: Rest,
  path: string,
  query: Readonly<Record<string, string | readonly string[]>>,
  schema: z.ZodType<P>,
  entriesOf: (page: P) => readonly T[],
): Promise<Asked<readonly T[]>> {
  const entries: T[] = []
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const read = await rest.get(path, { ...query, limit: String(PAGE), offset: String(page * PAGE) }, schema)
    if (!read.ok) return read
    entries.push(...entriesOf(read.value))
    if (!read.value.more) break
  }
  return { ok: true, value: entries }
}

/** Somebody or something that PagerDuty can page. */
export interface Target {
  readonly id: string
  readonly type: 'user_reference' | 'escalation_policy_reference'
  /** of a user */
  readonly email: string | null
}

const user = z.object({ id: pagerDutyId, email: z.string() })
const reference = z.object({ id: pagerDutyId })

/** The user with exactly this e-mail address; null where there is none. PagerDuty's own search finds similar ones too. */
export async function userByEmail(rest: Rest, email: string): Promise<Asked<Target | null>> {
  const read = await rest.get('/users', { query: email, limit: String(PAGE) }, z.object({ users: list(user) }))
  if (!read.ok) return read
  const found = read.value.users.find((candidate) => candidate.email.toLowerCase() === email.toLowerCase())
  return { ok: true, value: found ? { ...found, type: 'user_reference' } : null }
}

/** Whom an id or an e-mail address means: a user, else an escalation policy; null where nobody. */
export async function targetNamed(rest: Rest, name: string): Promise<Asked<Target | null>> {
  if (name.includes('@')) return userByEmail(rest, name)
  if (!pagerDutyId.safeParse(name).success) return { ok: true, value: null }
  const person = await rest.get(`/users/${name}`, {}, z.object({ user }))
  if (person.ok) return { ok: true, value: { ...person.value.user, type: 'user_reference' } }
  if (!isMissing(person)) return person
  const policy = await rest.get(`/escalation_policies/${name}`, {}, z.object({ escalation_policy: reference }))
  if (policy.ok) return { ok: true, value: policyTarget(policy.value.escalation_policy.id) }
  return isMissing(policy) ? { ok: true, value: null } : policy
}

/** The escalation policy that an incident goes by. */
export async function policyOf(rest: Rest, incident: string): Promise<Asked<Target>> {
  const read = await rest.get(`/incidents/${incident}`, {}, z.object({ incident: z.object({ escalation_policy: reference }) }))
  return read.ok ? { ok: true, value: policyTarget(read.value.incident.escalation_policy.id) } : read
}

function policyTarget(id: string): Target {
  return { id, type: 'escalation_policy_reference', email: null }
}

function isMissing(asked: Asked<unknown>): boolean {
  return !asked.ok && asked.reply.kind === 'answered' && asked.reply.status === 404
}

/** Asks a person or a policy to join an incident: they are notified until they accept or decline. Asked twice, they are notified twice. */
export function requestResponder(rest: Rest, incident: string, requester: string, message: string, { id, type }: Target): Promise<Asked<unknown>> {
  const body = { requester_id: requester, message, responder_request_targets: [{ responder_request_target: { id, type } }] }
  return rest.post(`/incidents/${incident}/responder_requests`, body, z.object({ responder_request: z.object({}) }))
}

/** Opens an incident. A second one with the same key on a service is refused while the first is open. */
export function openIncidentFor(
  rest: Rest,
  { title, details, service, key, target }: { readonly title: string; readonly details: string; readonly service: string; readonly key: string; readonly target: Target | null },
): Promise<Asked<{ readonly id: string }>> {
  const whom =
    target === null ? {} : target.type === 'user_reference' ? { assignments: [{ assignee: { id: target.id, type: target.type } }] } : { escalation_policy: { id: target.id, type: target.type } }
  const body = { incident: { type: 'incident', title, service: { id: service, type: 'service_reference' }, incident_key: key, body: { type: 'incident_body', details }, ...whom } }
  return rest.post('/incidents', body, z.object({ incident: reference }).transform(({ incident }) => incident))
}

/** Tells the subscribers of an incident. */
export function postStatusUpdate(rest: Rest, incident: string, message: string): Promise<Asked<unknown>> {
  return rest.post(`/incidents/${incident}/status_updates`, { message }, z.object({ status_update: z.object({}) }))
}
