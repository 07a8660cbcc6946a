/** Takes the zone off the end of a written time: Z, UTC, an offset, an IANA name, or an abbreviation that has to be asked about. */
import { isZone, type Place } from './zone.ts'

/** What stands before the zone, and the zone: one that counts, or an abbreviation that means too many. */
export type Zoned =
  | { readonly head: string; readonly place: Place; readonly abbreviation?: undefined }
  | { readonly head: string; readonly place?: undefined; readonly abbreviation: string }

const UTC = /(?: ?(?:UTC|GMT)|(?<=\d)Z)$/i
/** A spaced Z counts in capitals alone: it may be the first word of an entry. */
const SPACED_Z = / Z$/
const UTC_OFFSET = / ?(?:UTC|GMT) ?([+-])(\d{1,2})(?::?(\d{2}))?$/i
/** "+02:00", which a space may precede; "+0200" and "+2", which none may, so that "14:15 +2 replicas" keeps its count. */
const OFFSETS = [/ ?([+-])(\d{2}):(\d{2})$/, /(?<=\d)([+-])(\d{2})(\d{2})$/, /(?<=\d)(\+)(\d{1,2})$/, /(?<=T[\d:.,]+)(-)(\d{2})$/i]
const NAME = / ([a-z][\w+-]*(?:\/[\w+-]+)+)$/i
/** In capitals alone: "ist" and "est" are words. Left out are those that capitals make a word of engineering: AST, CAT, MET. */
const ABBREVIATION =
  / ?(ACDT|ACST|ADT|AEDT|AEST|AKDT|AKST|AWST|BST|CDT|CEST|CET|CST|EDT|EEST|EET|EST|HKT|HST|IST|JST|KST|MDT|MSK|MST|NZDT|NZST|PDT|PKT|PST|SAST|SGT)$/

const MINUTE_MS = 60_000

/** Null where the text ends in no zone. */
export function takeZone(text: string): Zoned | null {
  const utc = UTC.exec(text) ?? SPACED_Z.exec(text)
  if (utc) return { head: text.slice(0, utc.index), place: 'UTC' }

  for (const pattern of [UTC_OFFSET, ...OFFSETS]) {
    const match = pattern.exec(text)
    const place = match && offsetOf(match[1]!, Number(match[2]), Number(match[3] ?? 0))
    if (match && place !== null) return { head: text.slice(0, match.index), place }
  }

  const name = NAME.exec(text)
  if (name && isZone(name[1]!)) return { head: text.slice(0, name.index), place: name[1]! }

  const short = ABBREVIATION.exec(text)
  return short && { head: text.slice(0, short.index), abbreviation: short[1]! }
}

/** Ms ahead of UTC; null for what no place on earth uses, so that the end of "14:05-14:10" is not taken for one. */
function offsetOf(sign: string, hours: number, minutes: number): number | null {
  const total = hours * 60 + minutes
  const used = sign === '+' ? total <= 14 * 60 && minutes % 15 === 0 : total <= 12 * 60 && minutes % 30 === 0 && total !== 30
  if (!used || minutes > 59) return null
  return total === 0 ? 0 : (sign === '+' ? total : -total) * MINUTE_MS
}
