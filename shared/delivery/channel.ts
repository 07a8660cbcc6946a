/** The channels of this machine by which pages, notices and updates go out. Their secrets are no part of this: they never leave main. */
import { z } from 'zod'
import type { ChannelKind } from '../incident/words.ts'

const url = (sentence: string) => z.url({ protocol: /^https?$/, error: sentence })
const common = {
  /** drawn once, named by facts and by kept secrets */
  id: z.string().regex(/^ch-[0-9a-z]{8}$/),
  name: z.string().trim().min(1, { error: 'Give the channel a name, as your team says it.' }).max(200),
}

/** How PagerDuty is reached. Both addresses are other ones for accounts in the EU. */
const pagerDutySchema = z.object({
  ...common,
  kind: z.literal('PagerDuty'),
  eventsUrl: url('The address of the Events API is a URL.').default('https://events.pagerduty.com'),
  restUrl: url('The address of the REST API is a URL.').default('https://api.pagerduty.com'),
  /** whom the REST API takes a page to be from: the e-mail address of a PagerDuty user */
  from: z.email({ error: 'PagerDuty wants the e-mail address of one of its users.' }).optional(),
  /** the id of the service that incidents are opened on */
  service: z.string().trim().min(1).max(100).optional(),
})
const slackSchema = z.object({ ...common, kind: z.literal('Slack') })
const webhookSchema = z.object({ ...common, kind: z.literal('webhook'), url: url('A webhook needs its URL.') })

export const channelSchema = z.discriminatedUnion('kind', [pagerDutySchema, slackSchema, webhookSchema])
export type Channel = z.output<typeof channelSchema>
export type ChannelOf<K extends ChannelKind> = Extract<Channel, { kind: K }>

/** A channel as the window knows it: never its secrets, only which of them are there. */
export interface ChannelStatus {
  readonly channel: Channel
  /** the names of its secrets that can be used now */
  readonly secrets: readonly string[]
  /** whether they outlast this run of the app; `session` where the system has no place that is safe for them */
  readonly kept: 'safe' | 'session'
  /** what is wrong with it now, for people: a secret that cannot be read any more, answers that cannot be read back */
  readonly trouble?: string
}

/** An incident that stands open in the other system. */
export interface RemoteIncident {
  readonly id: string
  readonly title: string
  /** UTC */
  readonly createdAt: string
  readonly status: 'triggered' | 'acknowledged'
  readonly service: string
  readonly url: string
}

/** The secrets that each kind takes, with what they are called. */
export const CHANNEL_SECRETS = {
  PagerDuty: { routingKey: 'Integration key (Events API v2)', apiToken: 'REST API token' },
  Slack: { url: 'Webhook URL' },
  webhook: { signingKey: 'Signing key' },
} as const satisfies Record<ChannelKind, Readonly<Record<string, string>>>
