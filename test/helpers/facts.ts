/** Times, stamps and facts as short as a test wants them: all on the guide's day, 2025-02-01, in UTC. */
import { FACT_VERSION, type Actor, type Fact, type When } from '../../shared/facts/fact.ts'
import { formatStamp } from '../../shared/facts/stamp.ts'

export const ANA: Actor = { person: 'ana@example.org', name: 'Ana' }

/** `utc('14:18')` on the guide's day, `utc('02-03 14:00')` on another; seconds may follow. */
export function utc(clock: string): string {
  const [time, day = '02-01'] = clock.split(' ').reverse()
  return new Date(`2025-${day}T${time!}Z`).toISOString()
}

/** A moment that a person named. */
export function at(clock: string, precision: When['precision'] = 'exact'): When {
  return { time: utc(clock), precision, zone: 'UTC' }
}

/** The n-th stamp: one a second from 14:00 on. Stamps of another writer differ, and sort beside it. */
export function stamp(n: number, writer = 'aaaaaaaa'): string {
  return formatStamp({ wall: Date.parse(utc('14:00')) + n * 1000, counter: 0, writer })
}

/** A stamp of a laptop whose clock is set to 2099. */
export function futureStamp(n: number): string {
  return formatStamp({ wall: Date.parse('2099-01-01T00:00:00Z') + n * 1000, counter: 0, writer: 'ffffffff' })
}

/** A fact by the n-th stamp (or an id), at the time of that stamp unless `extra` says otherwise. */
export function fact(id: number | string, type: string, data: Record<string, unknown> = {}, extra: Partial<Fact> = {}): Fact {
  const stamped = typeof id === 'number' ? stamp(id) : id
  const time = stamped.slice(0, 24)
  return { v: FACT_VERSION, id: stamped, type, data, at: { time, precision: 'exact', zone: 'UTC' }, recordedAt: time, by: ANA, source: 'app', ...extra }
}

export const note = (id: number | string, text: string, extra: Partial<Fact> = {}): Fact => fact(id, 'NoteAdded', { text }, extra)
export const strike = (id: number | string, target: string): Fact => fact(id, 'EntryStruck', { target })
export const amendment = (id: number | string, target: string, change: Record<string, unknown>): Fact => fact(id, 'EntryAmended', { target, ...change })
export const redaction = (id: number | string, ...targets: string[]): Fact => fact(id, 'Redacted', { targets })
