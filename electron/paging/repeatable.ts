/** Whether a message may go out a second time and do no harm: the receiver tells that it is the same. Asked before and after a crash. */
import type { ChannelKind } from '../../shared/incident/words.ts'
import type { Message } from './adapter.ts'

/** For one that is not, only a person may say that it is sent again. */
export function isRepeatable(kind: ChannelKind, { about, to, remote }: Pick<Message, 'about' | 'to' | 'remote'>): boolean {
  switch (kind) {
    case 'webhook':
      return true // its receiver knows the delivery by `Idempotency-Key`
    case 'PagerDuty':
      return about === 'page' && to === null && remote === null // it goes under the incident's own key. Of one to somebody it shows only on its way whether it opens an incident, which has a key, or asks for a responder, which has none
    case 'Slack':
      return false
  }
}
