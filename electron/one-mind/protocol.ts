/** What the command line and the app say to each other: one JSON a line, one request, one answer, after both have proved who they are. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { BASE32 } from '../../shared/facts/stamp.ts'
import { STREAM_ID } from '../../shared/stream.ts'
import { isZone } from '../../shared/time/format.ts'

/** The version of this conversation. Two that differ do not talk, nor do two versions of Knowngood: one of them may not know the other's commands. */
export const PROTOCOL = 1
/** bytes; no command that a person makes comes near it */
export const LONGEST_MESSAGE = 4 * 1024 * 1024

const nonce = z.string().regex(/^[\w-]{22}$/)
const proof = z.string().regex(/^[\w-]{43}$/)

/** The command line begins. */
export const helloSchema = z.object({ knowngood: z.number(), version: z.string().max(64), nonce })
/** The app answers, and shows that it knows the secret: a stranger at the same address could not. */
export const welcomeSchema = helloSchema.extend({ proof })
/** So does the command line, before it may ask for anything. */
export const proofSchema = z.object({ proof })

export const requestSchema = z.object({
  /** null declares a new incident */
  incident: z.string().regex(STREAM_ID).nullable(),
  /** checked as a command by the command handler, which answers with a sentence */
  command: z.unknown(),
  /** who sits at the command line */
  by: z.object({ person: z.string().min(1).max(200), name: z.string().min(1).max(200), role: z.string().max(200).optional() }),
  /** the zone that times are meant in, IANA */
  zone: z.string().max(64).refine(isZone),
  /** see Origin.name */
  name: z.string().regex(new RegExp(`^[${BASE32}]{8}$`)),
})
export type HandedCommand = z.output<typeof requestSchema>

export const answerSchema = z.union([
  z.object({
    ok: z.literal(true),
    incident: z.string(),
    facts: z.array(z.string()),
    notices: z.array(z.string()).optional(),
    erased: z.object({ lines: z.number(), journals: z.number() }).optional(),
  }),
  z.object({ ok: z.literal(false), kind: z.enum(['refused', 'fault']), sentence: z.string() }),
])

export function freshNonce(): string {
  return randomBytes(16).toString('base64url')
}

/** Shows that `who` knows the key, in answer to the other's nonce. */
export function proofOf(key: string, who: 'app' | 'command line', nonce: string): string {
  return createHmac('sha256', key).update(`${who} ${nonce}`).digest('base64url')
}

export function isProof(given: string, key: string, who: 'app' | 'command line', nonce: string): boolean {
  const expected = Buffer.from(proofOf(key, who, nonce))
  const actual = Buffer.from(given)
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}

/** A line as a value of the schema; null where it is none. */
export function readMessage<S extends z.ZodType>(schema: S, line: string): z.output<S> | null {
  try {
    const parsed = schema.safeParse(JSON.parse(line))
    return parsed.success ? parsed.data : null
  } catch {
    // Not JSON.
    return null
  }
}

export function messageOf(value: object): string {
  return `${JSON.stringify(value)}\n`
}
