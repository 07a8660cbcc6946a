/** Messages, channels and a wire for the tests of the adapters. */
import { onTestFinished } from 'vitest'
import type { ChannelOf } from '../../../shared/delivery/channel.ts'
import type { Message } from '../../../electron/paging/adapter.ts'
import { createWire, type Wire } from '../../../electron/paging/wire.ts'

/** 2026-11-28 12:00:00 UTC, a Saturday */
export const NOW = Date.UTC(2026, 10, 28, 12)
export const NEVER = new AbortController().signal

export const PAGE: Message = {
  delivery: '2026-11-28T11:59:30.000Z-0000-k7f3q9a2',
  incident: { id: 'inc-7kq2m9xa', title: 'Checkout fails', severity: 'P1' },
  about: 'page',
  whom: 'Malik Ahmed',
  to: null,
  text: 'Half of all payments fail since 11:40.',
  time: '2026-11-28T11:59:30.000Z',
  remote: null,
}

export function testWire({ deadlineMs = 5000, lookUp = (name: string) => Promise.resolve([name]) }: { deadlineMs?: number; lookUp?: (name: string) => Promise<readonly string[]> } = {}): Wire {
  return createWire({ clock: { now: () => NOW }, lookUp, deadlineMs })
}

export function pagerDutyAt(url: string, more: Partial<ChannelOf<'PagerDuty'>> = {}): ChannelOf<'PagerDuty'> {
  return { id: 'ch-00000001', name: 'On call', kind: 'PagerDuty', eventsUrl: url, restUrl: url, ...more }
}

/** Starts what is closed when the test is over. @param over of the test's own context, where several run at once */
export async function forTest<T extends { close(): Promise<void> }>(started: Promise<T>, over: typeof onTestFinished = onTestFinished): Promise<T> {
  const thing = await started
  over(() => thing.close())
  return thing
}
