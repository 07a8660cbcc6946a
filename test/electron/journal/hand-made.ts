/** Journal lines put together byte by byte from docs/journal-format.md, without the code under test. */
import { createHash } from 'node:crypto'
import type { Fact } from '../../../shared/facts/fact.ts'

export const SALT = 'AAAAAAAAAAAAAAAAAAAAAA'

export function sha(...parts: (string | Buffer)[]): string {
  const whole = Buffer.concat(parts.map((part) => Buffer.from(part)))
  return createHash('sha256').update(whole).digest('base64').replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

export interface HandMade {
  /** line breaks included */
  readonly text: string
  readonly sum: string
}

/** `rest` is everything behind the sum's comma, up to the line break. */
export function sealed(rest: string): HandMade {
  const sum = sha(rest)
  return { text: `{"sum":"${sum}",${rest}\n`, sum }
}

export function factsByHand(prev: string, facts: readonly Fact[] | string): HandMade {
  const inner = typeof facts === 'string' ? facts : facts.map((fact) => JSON.stringify(fact)).join(',')
  return sealed(`"prev":"${prev}","salt":"${SALT}","facts":[${inner}]}`)
}

export function headerByHand(writer: string, stream: string, seen: Record<string, [number, string]> = {}, version = 1): HandMade {
  const header = `{"format":"knowngood-journal","version":${version},"stream":"${stream}","writer":"${writer}","seen":${JSON.stringify(seen)}}`
  return sealed(`"prev":"","salt":"${SALT}","header":${header}}`)
}

/** A journal with one line for each group of facts. */
export function journalByHand(writer: string, stream: string, groups: readonly (readonly Fact[])[], seen?: Record<string, [number, string]>) {
  const lines = [headerByHand(writer, stream, seen)]
  for (const facts of groups) lines.push(factsByHand(lines.at(-1)!.sum, facts))
  const bytes = Buffer.from(lines.map(({ text }) => text).join(''))
  return { bytes, sums: lines.map(({ sum }) => sum) }
}
