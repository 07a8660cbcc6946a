/** The adapters of all kinds of channels. */
import type { Adapter, Adapters, PagerDutyReader } from './adapter.ts'

const NONE: Adapter = { send: () => Promise.resolve({ result: 'refused', text: 'Nothing can be sent by this channel yet.' }) }

export const ADAPTERS: Adapters = { PagerDuty: NONE, Slack: NONE, webhook: NONE }

const UNREAD = Promise.resolve({ ok: false, text: 'PagerDuty cannot be read yet.' } as const)
export const pagerDutyReader: PagerDutyReader = { open: () => UNREAD, find: () => UNREAD, answers: () => UNREAD }
