/** What every channel's adapter does: carries one message out once, and says what came of it. It never tries again by itself. */
import type { Channel, ChannelOf, RemoteIncident } from '../../shared/delivery/channel.ts'
import type { ChannelKind, Severity } from '../../shared/incident/words.ts'

export type { RemoteIncident } from '../../shared/delivery/channel.ts'

/** One page, notice or update on its way by one channel. */
export interface Message {
  /** the id of the delivery: the same at every try, so that a receiver can tell that it has it already */
  readonly delivery: string
  readonly incident: { readonly id: string; readonly title: string; readonly severity: Severity | null }
  readonly about: 'page' | 'notice' | 'update'
  /** who is paged, or the groups that are told, for people */
  readonly whom: string
  /** whom the channel reaches, as it names them; null: whoever the channel is set up for */
  readonly to: string | null
  readonly text: string
  /** when it was written, UTC */
  readonly time: string
  /** the channel's own incident that this one is, where one was linked */
  readonly remote: string | null
}

/** What one try came to. `text` is for people: what the other side said, without secrets. */
export type Sent =
  | { readonly result: 'accepted'; readonly status?: number; readonly text?: string; /** what the other side calls it */ readonly remote?: string }
  | { readonly result: 'refused'; readonly status?: number; readonly text: string }
  | { readonly result: 'try again'; readonly status?: number; readonly text: string; /** ms, where the other side says when */ readonly after?: number }
  /** it may have arrived, and the other side cannot tell two of the same apart: a person decides whether it is sent again */
  | { readonly result: 'unclear'; readonly status?: number; readonly text: string }

/** By name, as `CHANNEL_SECRETS` names them. */
export type Secrets = Readonly<Record<string, string>>

export interface Adapter<C extends Channel = Channel> {
  /** Never rejects. `signal` ends the app's wait; what was on its way then is `unclear`. */
  send(message: Message, channel: C, secrets: Secrets, signal: AbortSignal): Promise<Sent>
}

/** One adapter for every kind of channel. */
export type Adapters = { readonly [K in ChannelKind]: Adapter<ChannelOf<K>> }

/** Somebody answered there, by app, phone or mail. */
export interface RemoteAnswer {
  /** of the log entry: the same however often it is read */
  readonly id: string
  /** UTC */
  readonly time: string
  readonly who: string
  /** how, for people: "mobile", "phone"; null where it does not say */
  readonly by: string | null
  readonly url: string
}

/** `read` carries what was asked for; `failed` why not, as a sentence without secrets. `after` is ms where the other side says when to ask again. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly text: string; readonly after?: number }

/** What only PagerDuty can be asked. Never rejects. */
export interface PagerDutyReader {
  /** The incidents that stand open on the channel's service, or on all services where it names none; the newest first. */
  open(channel: ChannelOf<'PagerDuty'>, secrets: Secrets, signal: AbortSignal): Promise<Read<readonly RemoteIncident[]>>
  /** The incident that a dedup key (Events v2) opened or joined; null where there is none. */
  find(dedupKey: string, channel: ChannelOf<'PagerDuty'>, secrets: Secrets, signal: AbortSignal): Promise<Read<RemoteIncident | null>>
  /** Every acknowledgement in the log entries of one incident since then (UTC), oldest first. */
  answers(remote: string, since: string, channel: ChannelOf<'PagerDuty'>, secrets: Secrets, signal: AbortSignal): Promise<Read<readonly RemoteAnswer[]>>
}
