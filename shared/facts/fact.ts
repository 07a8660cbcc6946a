/** The envelope that every fact travels in; it knows nothing of incidents. */
import { z } from 'zod'
import { isOrdinaryFact } from './ordinary.ts'
import { isStamp } from './stamp.ts'

/** The version of the envelope that this build writes. Newer ones are read as far as they keep these fields. */
export const FACT_VERSION = 1

const utc = z.iso.datetime({ precision: 3 })

/** How exactly a time is known. `unknown` sorts where it was written down. */
export const PRECISIONS = ['exact', 'minute', 'about', 'day', 'unknown'] as const

const whenSchema = z.looseObject({
  time: utc,
  until: utc.optional(),
  precision: z.enum(PRECISIONS),
  zone: z.string().min(1),
  raw: z.string().optional(),
})

const actorSchema = z.looseObject({
  person: z.string().min(1),
  name: z.string().min(1),
  role: z.string().optional(),
})

const evidenceSchema = z.looseObject({
  url: z.string().min(1),
  title: z.string().optional(),
})

/**
 * A fact as it stands in a journal. Unknown fields are kept: a newer version wrote them. Lengths are limited where people type
 * (commands), never here: a limit that a newer version lifts must not make its facts unreadable.
 */
export const factSchema = z.looseObject({
  v: z.int().positive(),
  id: z.string().refine(isStamp, 'not a stamp'),
  type: z.string().min(1),
  data: z.record(z.string(), z.unknown()),
  at: whenSchema,
  recordedAt: utc,
  knownAt: utc.optional(),
  by: actorSchema,
  source: z.string().min(1),
  key: z.string().min(1).optional(),
  cause: z.string().optional(),
  replaces: z.array(z.string()).optional(),
  evidence: z.array(evidenceSchema).optional(),
  redacted: z.literal(true).optional(),
})

/** When something happened: `time` (UTC, ms) with how well that is known, and the zone that the person meant. */
export type When = {
  readonly time: string
  /** the end of a range, UTC */
  readonly until?: string | undefined
  readonly precision: (typeof PRECISIONS)[number]
  /** IANA name */
  readonly zone: string
  /** what the person typed */
  readonly raw?: string | undefined
}

export type Actor = {
  /** stable id of the person, for instance an e-mail address or a base32 id */
  readonly person: string
  readonly name: string
  readonly role?: string | undefined
}

export type Evidence = {
  readonly url: string
  readonly title?: string | undefined
}

export interface Fact {
  readonly v: number
  readonly id: string
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
  readonly at: When
  /** the wall clock when it was written, UTC */
  readonly recordedAt: string
  /** when the team knew it, where that differs; see {@link knownTime} */
  readonly knownAt?: string | undefined
  readonly by: Actor
  /** app, cli, backfill, an import, an alert, a peer */
  readonly source: string
  /** facts that share a key are one fact; the lowest id counts */
  readonly key?: string | undefined
  /** where one command made several facts: the first of them, in all the others */
  readonly cause?: string | undefined
  /** ids of the heads that this fact takes the place of */
  readonly replaces?: readonly string[] | undefined
  readonly evidence?: readonly Evidence[] | undefined
  /** the data was erased; a `Redacted` fact says by whom and why */
  readonly redacted?: true | undefined
}

/** Reads one value of a journal as a fact; the reason (field and fault) where it is none. */
export function parseFact(value: unknown): { ok: true; fact: Fact } | { ok: false; reason: string } {
  if (isOrdinaryFact(value)) return { ok: true, fact: value }
  const parsed = factSchema.safeParse(value)
  if (parsed.success) return { ok: true, fact: parsed.data }
  const issue = parsed.error.issues[0]
  return { ok: false, reason: issue ? `${issue.path.join('.') || 'fact'}: ${issue.message}` : 'not a fact' }
}

/** The time by which replay cuts: when the team knew; in a backfilled incident, when it happened (design section 2). UTC. */
export function knownTime(fact: Fact, backfilled: boolean): string {
  return fact.knownAt ?? (backfilled ? timelineTime(fact) : fact.recordedAt)
}

/** Where a fact stands on the timeline: when it happened, or when it was written down where that is unknown. UTC. */
export function timelineTime(fact: Pick<Fact, 'at' | 'recordedAt'>): string {
  return fact.at.precision === 'unknown' ? fact.recordedAt : fact.at.time
}

/** Timeline order: (`at`, `id`). */
export function byTimeThenId(a: Pick<Fact, 'id' | 'at' | 'recordedAt'>, b: Pick<Fact, 'id' | 'at' | 'recordedAt'>): number {
  const left = timelineTime(a)
  const right = timelineTime(b)
  if (left !== right) return left < right ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
