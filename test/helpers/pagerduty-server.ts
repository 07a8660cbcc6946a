/** A server on loopback that speaks PagerDuty's protocol, as far as Knowngood does, and writes down what it was asked and whom it woke. Plain Node: any test can start it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Recorded {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  /** parsed where it is JSON */
  readonly body: unknown
}

interface Reference {
  readonly id: string
  readonly name: string
}
interface User extends Reference {
  readonly email: string
}

/** Who and what there is in the account. */
export interface Account {
  readonly routingKey: string
  readonly apiToken: string
  readonly users: readonly User[]
  readonly policies: readonly Reference[]
  /** the service that the routing key belongs to is the first */
  readonly services: readonly (Reference & { readonly policy: string })[]
}

export const ACCOUNT: Account = {
  routingKey: '0123456789abcdef0123456789abcdef',
  apiToken: 'y_NbAkKc66ryYTWUXYEu',
  users: [
    { id: 'PIRIS01', name: 'Iris Commander', email: 'iris@example.com' },
    { id: 'PMALIK0', name: 'Malik Ahmed', email: 'malik@example.com.au' },
    { id: 'PMALIK1', name: 'Malik Ahmed', email: 'malik@example.com' },
  ],
  policies: [
    { id: 'POLICY1', name: 'Checkout on call' },
    { id: 'POLICY2', name: 'Database on call' },
  ],
  services: [{ id: 'SERVIC1', name: 'Checkout', policy: 'POLICY1' }],
}

interface Incident {
  readonly id: string
  readonly key: string
  readonly title: string
  readonly service: string
  readonly policy: string
  readonly createdAt: string
  status: 'triggered' | 'acknowledged' | 'resolved'
  readonly log: object[]
}

export interface PagerDutyServer {
  readonly url: string
  readonly account: Account
  readonly requests: readonly Recorded[]
  /** whom it notified of what, in order: the ids of users and policies */
  readonly woken: readonly { readonly incident: string; readonly whom: string }[]
  readonly incidents: readonly Readonly<Incident>[]
  /** Monitoring opens an incident, long before anybody here heard of it. Gives its id. */
  open(incident?: { readonly title?: string; readonly key?: string; readonly at?: string }): string
  /** Somebody presses Acknowledge. Gives the id of the log entry. @param how PagerDuty's channel type: mobile, phone, website, … */
  acknowledge(incident: string, who: string, how?: { readonly by?: string; readonly at?: string }): string
  resolve(incident: string): void
  close(): Promise<void>
}

type Answer = readonly [status: number, body: unknown]

/** @param now gives the time of what happens there, UTC */
export async function startPagerDuty({ account = ACCOUNT, now = () => new Date().toISOString() }: { readonly account?: Account; readonly now?: () => string } = {}): Promise<PagerDutyServer> {
  const requests: Recorded[] = []
  const woken: { incident: string; whom: string }[] = []
  const incidents: Incident[] = []
  let url = ''
  let numbers = 0

  const fresh = (letter: string): string => `${letter}${String((numbers += 1)).padStart(6, '0')}`
  const openWith = (key: string): Incident | undefined => incidents.find((incident) => incident.key === key && incident.status !== 'resolved')
  const find = (id: string): Incident | undefined => incidents.find((incident) => incident.id === id)
  const logged = (incident: Incident, type: string, who: string, by: string, at: string): string => {
    const id = fresh('R')
    const link = `https://example.pagerduty.com/incidents/${incident.id}`
    // The newest first, as PagerDuty lists them.
    incident.log.unshift({
      id,
      type: `${type}_log_entry`,
      summary: `${type} by ${who}`,
      created_at: at,
      html_url: `${link}/log_entries/${id}`,
      agent: { id: fresh('P'), type: 'user_reference', summary: who },
      channel: { type: by },
      incident: { id: incident.id, type: 'incident_reference', html_url: link },
    })
    return id
  }
  const begin = (key: string, title: string, by: string, { service = account.services[0]!, policy = '', at = now() } = {}): Incident => {
    const incident: Incident = { id: fresh('Q'), key, title, service: service.id, policy: policy || service.policy, createdAt: at, status: 'triggered', log: [] }
    incidents.push(incident)
    logged(incident, 'trigger', service.name, by, at)
    return incident
  }
  const wake = (incident: Incident, whom: string): void => {
    woken.push({ incident: incident.id, whom })
    logged(incident, 'notify', whom, 'auto', now())
  }
  const shown = ({ id, key, title, service, policy, createdAt, status }: Incident): object => ({
    id,
    type: 'incident',
    title,
    summary: `[#${id}] ${title}`,
    incident_key: key,
    created_at: createdAt,
    status,
    service: { id: service, type: 'service_reference', summary: account.services.find((one) => one.id === service)?.name },
    escalation_policy: { id: policy, type: 'escalation_policy_reference' },
    html_url: `https://example.pagerduty.com/incidents/${id}`,
  })

  const enqueue = ({ body }: Recorded): Answer => {
    const { routing_key, event_action, dedup_key, payload } = body as { routing_key?: string; event_action?: string; dedup_key?: string; payload?: { summary?: string; source?: string; severity?: string } }
    const errors = [
      ...(routing_key === account.routingKey ? [] : ['Invalid routing key']),
      ...(event_action === 'trigger' ? [] : ['Only trigger is spoken here']),
      ...(payload?.summary && payload.summary.length <= 1024 ? [] : ["'payload.summary' is missing or too long"]),
      ...(payload?.source ? [] : ["'payload.source' is missing or blank"]),
      ...(['critical', 'error', 'warning', 'info'].includes(payload?.severity ?? '') ? [] : ["'payload.severity' is invalid"]),
    ]
    if (errors.length > 0) return [400, { status: 'invalid event', message: 'Event object is invalid', errors }]
    const key = dedup_key ?? fresh('K')
    // What joins an alert that is there, acknowledged or not, wakes nobody.
    if (!openWith(key)) {
      const incident = begin(key, payload!.summary!, 'api')
      wake(incident, incident.policy)
    }
    return [202, { status: 'success', message: 'Event processed', dedup_key: key }]
  }

  const create = ({ body, headers }: Recorded): Answer => {
    interface Wanted {
      title?: string
      service?: { id?: string }
      incident_key?: string
      assignments?: [{ assignee: { id: string } }]
      escalation_policy?: { id: string }
    }
    const { title, service: { id } = {}, incident_key = fresh('K'), assignments, escalation_policy } = (body as { incident?: Wanted }).incident ?? {}
    const service = account.services.find((one) => one.id === id)
    if (!title || !service) return refusal(400, 2001, 'Invalid Input Provided', ['Title and service must be given'])
    if (assignments && escalation_policy) return refusal(400, 2001, 'Invalid Input Provided', ['Assignments and escalation policy exclude each other'])
    if (openWith(incident_key)) return refusal(400, 2001, 'Invalid Input Provided', ['Open incident with matching dedup key already exists on this service'])
    const incident = begin(incident_key, title, 'web_trigger', { service, policy: escalation_policy?.id ?? '' })
    const assignee = assignments?.[0].assignee.id
    // Whoever opens an incident for themselves has acknowledged it.
    if (assignee && account.users.find((user) => user.id === assignee)?.email === headers.from) incident.status = 'acknowledged'
    else wake(incident, assignee ?? incident.policy)
    return [201, { incident: shown(incident) }]
  }

  const requestResponders = ({ body }: Recorded, incident: Incident): Answer => {
    const { requester_id, responder_request_targets = [] } = body as { requester_id?: string; responder_request_targets?: readonly { responder_request_target: { id: string; type: string } }[] }
    if (!account.users.some(({ id }) => id === requester_id)) return refusal(400, 2011, 'You must specify a requester_id to perform this action')
    if (incident.status === 'resolved') return refusal(400, 1001, 'Incident Already Resolved')
    const lists: Readonly<Record<string, readonly Reference[]>> = { user_reference: account.users, escalation_policy_reference: account.policies }
    for (const { responder_request_target: target } of responder_request_targets) {
      if (!lists[target.type]?.some(({ id }) => id === target.id)) return refusal(400, 2013, 'User not found')
      wake(incident, target.id)
    }
    return [200, { responder_request: { incident: { id: incident.id, type: 'incident_reference' }, requester: { id: requester_id, type: 'user_reference' }, requested_at: now(), responder_request_targets } }]
  }

  const listed = (name: string, entries: readonly object[], { query }: Recorded): Answer => {
    const limit = Math.min(Number(query.get('limit') ?? 25), 100)
    const offset = Number(query.get('offset') ?? 0)
    return [200, { [name]: entries.slice(offset, offset + limit), limit, offset, more: offset + limit < entries.length, total: null }]
  }

  const matching = ({ query }: Recorded): readonly object[] =>
    incidents
      .filter(({ status, key, service }) => {
        const [statuses, services, wanted] = [query.getAll('statuses[]'), query.getAll('service_ids[]'), query.get('incident_key')]
        return (statuses.length === 0 || statuses.includes(status)) && (services.length === 0 || services.includes(service)) && (wanted === null || wanted === key)
      })
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
      .map(shown)

  const rest = (request: Recorded): Answer => {
    const { method, path, query, headers } = request
    if (headers.authorization !== `Token token=${account.apiToken}`) return refusal(401, 2006, 'Authentication failed')
    if (headers.accept !== 'application/vnd.pagerduty+json;version=2') return refusal(400, 2001, 'Invalid Input Provided', ['Accept must name version 2'])
    const [kind, id = '', below] = path.slice(1).split('/')
    if (method === 'POST' && !account.users.some(({ email }) => email === headers.from)) return refusal(400, 1008, 'Requester User Not Found')
    if (kind === 'users' && id === '') return listed('users', account.users.filter(({ email, name }) => `${name} ${email}`.toLowerCase().includes((query.get('query') ?? '').toLowerCase())), request)
    const incident = find(id)
    if (kind === 'users') return one('user', account.users.find((user) => user.id === id))
    if (kind === 'escalation_policies') return one('escalation_policy', account.policies.find((policy) => policy.id === id))
    if (kind === 'incidents' && id === '') return method === 'POST' ? create(request) : listed('incidents', matching(request), request)
    if (kind !== 'incidents' || !incident) return NOT_FOUND
    if (below === undefined) return [200, { incident: shown(incident) }]
    if (below === 'log_entries') return listed('log_entries', (incident.log as { created_at: string }[]).filter(({ created_at }) => created_at >= (query.get('since') ?? '')), request)
    if (below === 'responder_requests') return requestResponders(request, incident)
    if (below === 'status_updates') return [200, { status_update: { id: fresh('U'), ...(request.body as object) } }]
    return NOT_FOUND
  }

  const answer = (request: Recorded): Answer => (request.method === 'POST' && request.path === '/v2/enqueue' ? enqueue(request) : rest(request))

  const server = createServer((incoming, outgoing) => void take(incoming, outgoing))
  const take = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const parts: Buffer[] = []
    for await (const part of incoming) parts.push(part as Buffer)
    const { pathname, searchParams } = new URL(incoming.url ?? '/', url)
    const text = Buffer.concat(parts).toString()
    const request = { method: incoming.method ?? '', path: pathname, query: searchParams, headers: incoming.headers, body: text === '' ? null : (JSON.parse(text) as unknown) }
    requests.push(request)
    const [status, body] = answer(request)
    outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  return {
    url,
    account,
    requests,
    woken,
    incidents,
    open: ({ title = 'Checkout answers 500', key = fresh('K'), at = now() } = {}) => begin(key, title, 'api', { at }).id,
    acknowledge: (id, who, { by = 'mobile', at = now() } = {}) => {
      const incident = find(id)
      if (!incident) throw new Error(`There is no incident ${id}.`)
      incident.status = 'acknowledged'
      return logged(incident, 'acknowledge', who, by, at)
    },
    resolve: (id) => {
      const incident = find(id)
      if (!incident) throw new Error(`There is no incident ${id}.`)
      incident.status = 'resolved'
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function refusal(status: number, code: number, message: string, errors: readonly string[] = []): Answer {
  return [status, { error: { message, code, errors } }]
}

const NOT_FOUND = refusal(404, 2100, 'Not Found')

function one(name: string, found: object | undefined): Answer {
  return found ? [200, { [name]: found }] : NOT_FOUND
}
