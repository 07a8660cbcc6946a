/** The adapter of every kind of channel, on the machine's own network and clock. */
import { systemClock } from '../clock.ts'
import type { Adapters } from './adapter.ts'
import * as pagerDuty from './pagerduty.ts'
import { systemLookup } from './private-addresses.ts'
import { slackAdapter } from './slack.ts'
import { webhookAdapter } from './webhook.ts'
import { createWire, type Wire } from './wire.ts'

/** The same on any wire, for tests. */
export function adaptersOn(wire: Wire): Adapters {
  return { PagerDuty: pagerDuty.pagerDutyAdapter(wire), Slack: slackAdapter(wire), webhook: webhookAdapter(wire) }
}

const wire = createWire({ clock: systemClock, lookUp: systemLookup })

export const ADAPTERS: Adapters = adaptersOn(wire)
export const pagerDutyReader = pagerDuty.pagerDutyReader(wire)
