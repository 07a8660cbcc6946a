/** PagerDuty's REST API, as far as pages need it: one request with its answer checked, and the words of its refusals. */
import { z } from 'zod'
import type { ChannelOf } from '../../shared/delivery/channel.ts'
import type { Secrets } from './adapter.ts'
import { isLater, laterText } from './outcome.ts'
import { jsonOf } from './pagerduty-events.ts'
import { said } from './said.ts'
import type { Call, Reply } from './wire.ts'

/** A page of a list can be this long, bytes: 100 entries with all that PagerDuty hangs on them. */
const MOST_OF_PAGE = 4_194_304

/** What a request came to; `reply` is there for its status where it is no yes. */
export type Asked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reply: Reply; readonly text: string }

export interface Rest {
  get<T>(path: string, query: Readonly<Record<string, string | readonly string[]>>, schema: z.ZodType<T>): Promise<Asked<T>>
  post<T>(path: string, body: object, schema: z.ZodType<T>): Promise<Asked<T>>
}

/** Ids as PagerDuty has them. Anything else has no place in a path. */
export const pagerDutyId = z.string().regex(/^[A-Za-z0-9]{1,64}$/)

const errorSchema = z.object({ error: z.object({ message: z.string().optional(), errors: z.union([z.string(), z.array(z.string())]).optional() }) })

/** @param call within whose time all requests are made */
export function restOf(call: (call: Call) => Promise<Reply>, { restUrl, from }: ChannelOf<'PagerDuty'>, { apiToken = '' }: Secrets): Rest {
  const base = restUrl.replace(/\/+$/, '')
  const headers = { accept: 'application/vnd.pagerduty+json;version=2', authorization: `Token token=${apiToken}` }
  const answered = <T>(reply: Reply, schema: z.ZodType<T>): Asked<T> => {
    if (reply.kind !== 'answered' || reply.status < 200 || reply.status >= 300) return { ok: false, reply, text: refusalText(reply, apiToken) }
    const parsed = schema.safeParse(jsonOf(reply.body))
    return parsed.success ? { ok: true, value: parsed.data } : { ok: false, reply, text: reply.whole ? 'PagerDuty’s answer cannot be read.' : 'PagerDuty’s answer broke off, or is too long.' }
  }
  return {
    get: async (path, query, schema) => answered(await call({ method: 'GET', url: `${base}${path}${queryOf(query)}`, headers, most: MOST_OF_PAGE }), schema),
    post: async (path, body, schema) =>
      answered(await call({ method: 'POST', url: `${base}${path}`, headers: { ...headers, 'content-type': 'application/json', ...(from ? { from } : {}) }, body: JSON.stringify(body) }), schema),
  }
}

function queryOf(query: Readonly<Record<string, string | readonly string[]>>): string {
  const pairs = Object.entries(query).flatMap(([name, values]) => [values].flat().map((value) => [name, value] as [string, string]))
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`
}

/** By PagerDuty's own list of statuses; with its words where it has some. */
function refusalText(reply: Reply, apiToken: string): string {
  if (reply.kind !== 'answered') return `PagerDuty did not answer. ${reply.why}`
  const { status } = reply
  if (isLater(status)) return laterText('PagerDuty', status)
  if (status === 401) return 'PagerDuty does not take the REST API token (401). Set another in Settings, Channels.'
  const parsed = errorSchema.safeParse(jsonOf(reply.body))
  const words = parsed.success ? said([parsed.data.error.message, ...[parsed.data.error.errors ?? []].flat()].filter(Boolean).join('; '), [apiToken]) : ''
  return `${sentenceOf(status)}${words === '' ? '.' : `: ${words}`}`
}

function sentenceOf(status: number): string {
  if (status === 402) return 'The PagerDuty account does not include this (402)'
  if (status === 403) return 'PagerDuty does not allow this to the REST API token (403)'
  if (status === 404) return 'PagerDuty knows nothing by that id (404)'
  return `PagerDuty refused it (${status})`
}
