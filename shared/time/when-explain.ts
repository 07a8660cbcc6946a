/** Says to a person why their text was read as no time, and what it may have been meant for. */
import { parseDuration } from './duration.ts'
import { isRefusal, readMoment, type Moment } from './when-grammar.ts'
import * as sentences from './when-sentences.ts'

const NO_COLON = /^(\d{1,2})\.?(\d{2})(z?)$/i
const NO_UNIT = /^[+-]\d{1,3}$/
const MERIDIEM = / ?[ap]\.?m\.?$/i
const LAST_WORD = / (\S+)$/
/** No time is this long: nobody need look at the rest of a pasted page. */
const LONGEST_LOOK = 200

/** @param text what was read as no time; any string */
export function explain(text: string, allowFuture: boolean): string {
  const words = text.trim().slice(0, LONGEST_LOOK).replace(/^~\s*/, '').replace(/\s+/g, ' ')
  if (words === '') return sentences.empty()

  const [, hours, minutes, z] = NO_COLON.exec(words) ?? []
  const withColon = `${hours}:${minutes}${z}`
  if (hours !== undefined && clockMoment(withColon)) return sentences.writeInstead(withColon, words)

  if (NO_UNIT.test(words)) return sentences.lengthWithoutUnit(words)
  if (parseDuration(words) !== null) return sentences.lengthWithoutSign(words, allowFuture)

  const without = words.replace(MERIDIEM, '')
  if (without !== words && clockMoment(without)) return sentences.alreadyIn24Hours(without)

  const last = LAST_WORD.exec(words)
  const before = last && clockMoment(words.slice(0, last.index))
  const aboutZone = before && explainZone(before.clock!.text, words.slice(0, last.index), last[1]!)
  return aboutZone ?? sentences.notATime(words)
}

function explainZone(clock: string, before: string, zone: string): string | null {
  if (zone.includes('/')) return sentences.unknownZone(zone, clock)
  const inCapitals = readMoment(`${before} ${zone.toUpperCase()}`)
  return inCapitals && isRefusal(inCapitals) ? inCapitals.sentence : null
}

/** The moment, where the text is one that has a clock time. */
function clockMoment(text: string): Moment | null {
  const moment = readMoment(text)
  return moment && !isRefusal(moment) && moment.clock ? moment : null
}
