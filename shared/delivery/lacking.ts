/** What a channel still lacks before it can do its work, in words for people. */
import type { Channel } from './channel.ts'

export interface Lacking {
  /** why nothing can be sent by it at all; null where something can */
  readonly toSend: string | null
  /** what else it could do, had it more */
  readonly toDoMore: string | null
}

const NOTHING: Lacking = { toSend: null, toDoMore: null }

/** @param secrets the names of those that can be used now */
export function lackingOf(channel: Channel, secrets: readonly string[]): Lacking {
  const has = (name: string): boolean => secrets.includes(name)
  switch (channel.kind) {
    case 'Slack':
      return has('url') ? NOTHING : { ...NOTHING, toSend: 'Its webhook URL is missing.' }
    case 'webhook':
      return has('signingKey') ? NOTHING : { ...NOTHING, toSend: 'Its signing key is missing.' }
    case 'PagerDuty': {
      const canWrite = has('apiToken') && channel.from !== undefined
      if (!has('routingKey') && !canWrite) return { ...NOTHING, toSend: 'Its integration key is missing.' }
      if (!has('apiToken')) return { ...NOTHING, toDoMore: 'Without a REST API token, answers are not read back and no further person can be paged.' }
      return channel.from === undefined ? { ...NOTHING, toDoMore: 'Without an e-mail address to page from, no further person can be paged.' } : NOTHING
    }
  }
}
