/** What every channel's adapter does: carries one message out once, and says what came of it. It never tries again by itself. */
import type { Channel } from '../../shared/delivery/channel.ts'
import type { Severity } from '../../shared/incident/words.ts'

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

export type Secrets = Readonly<Record<string, string>>

export interface Adapter<C extends Channel = Channel> {
  send(message: Message, channel: C, secrets: Secrets, signal: AbortSignal): Promise<Sent>
}
