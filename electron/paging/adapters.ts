/** The adapter of every kind of channel, on the machine's own network and clock. */
import type { ChannelKind } from '../../shared/incident/words.ts'
import type { ChannelOf } from '../../shared/delivery/channel.ts'
import { systemClock } from '../clock.ts'
import type { Adapter } from './adapter.ts'
import * as pagerDuty from './pagerduty.ts'
import { systemLookup } from './private-addresses.ts'
import { slackAdapter } from './slack.ts'
import { webhookAdapter } from './webhook.ts'
import { createWire, type Wire } from './wire.ts'

export type Adapters = { readonly [K in ChannelKind]: Adapter<ChannelOf<K>> }

/** The same on any wire, for tests. */
export function adaptersOn(wire: Wire): Adapters {
  return { PagerDuty: pagerDuty.pagerDutyAdapter(wire), Slack: slackAdapter(wire), webhook: webhookAdapter(wire) }
}

const wire = createWire({ clock: systemClock, lookUp: systemLookup })

export const ADAPTERS: Adapters = adaptersOn(wire)
export const pagerDutyReader = pagerDuty.pagerDutyReader(wire)
