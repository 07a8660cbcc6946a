/** Reads what the entry line says about the work: severity, impact, decisions, remedies, checks, readings. */
import type { When } from '../../facts/fact.ts'
import type { FactData } from '../events.ts'
import { decisionsOf, releaseOf } from '../status.ts'
import { SEVERITIES, type CheckVerdict, type DecisionKind, type RemediationKind, type Severity } from '../words.ts'
import { isRefusal, type Reader } from './reading.ts'
import { takeClause, timePast } from './times.ts'
import { joined, splitAtColon, takeWord } from './words.ts'

const SEVERITY_WORDS: Record<string, Severity | null> = {
  ...Object.fromEntries(SEVERITIES.flatMap((severity) => [[severity, severity], [severity.slice(1), severity]])),
  none: null,
  unset: null,
}

type Impact = Pick<FactData<'ImpactAssessed'>, 'users' | 'effect' | 'scope' | 'dataAtRisk' | 'customersAffected'>
const IMPACT_WORDS: Record<string, Impact> = {
  all: { users: 'all' }, 'all users': { users: 'all' }, 'all customers': { users: 'all' }, everyone: { users: 'all' },
  some: { users: 'some' }, 'some users': { users: 'some' }, 'some customers': { users: 'some' },
  internal: { users: 'internal' }, 'internal users': { users: 'internal' },
  none: { users: 'none' }, nobody: { users: 'none' }, 'no users': { users: 'none' },
  cosmetic: { effect: 'cosmetic' }, degraded: { effect: 'degraded' }, blocked: { effect: 'blocked' }, down: { effect: 'blocked' },
  isolated: { scope: 'isolated' }, widespread: { scope: 'widespread' },
  'data at risk': { dataAtRisk: 'yes' }, 'no data at risk': { dataAtRisk: 'no' }, 'data safe': { dataAtRisk: 'no' },
  'customers affected': { customersAffected: 'yes' }, 'no customers affected': { customersAffected: 'no' }, 'customers not affected': { customersAffected: 'no' },
}

const DECISION_WORDS: Record<string, DecisionKind> = {
  'roll back': 'roll back', rollback: 'roll back', 'fix forward': 'fix forward', 'forward fix': 'fix forward', 'roll forward': 'fix forward',
  contain: 'contain', restore: 'restore', wait: 'wait',
}
/** Verbs that hold harm back without curing it. */
const CONTAINS = /^(?:pause|stop|halt|disable|turn off|switch off|block|isolate|drain|throttle|rate[- ]limit|limit|shed|quarantine|fail over)\b/i
const LOOK_AGAIN = /(?<![^\s,;.(])look again(?: in| by| at|:)?\s+/gi

const STAGES = {
  start: 'start', started: 'start', begin: 'start', began: 'start',
  done: 'done', complete: 'done', completed: 'done', finished: 'done',
  fail: 'failed', failed: 'failed',
} as const

const VERDICT = /(?:^|\s)(passed|passes|pass|ok|failed|fails|fail|unclear)(?=$|[\s:,;(])/i
const EXPECTED = /[\s,;(]*\bexpected:?\s+([^)]+)\)?\s*$/i
const READING = /^(.+?)(?:\s*[:=]\s*|\s+)(?:(?:is|at|of|to|now|up to|down to)\s+)?([+-]?\d+(?:[.,]\d+)*)\s*([^\d\s:,;]{0,12}(?: per [a-z]+)?)$/i

/** `/sev P1 [reason]` */
export const severity: Reader = (text) => {
  const found = takeWord(text, SEVERITY_WORDS)
  if (!found) return { sentence: `Write the severity first: ${SEVERITIES.join(', ')}, or none.` }
  return { type: 'SetSeverity', severity: found.value, reason: joined(found.rest) }
}

/** `/impact all degraded widespread [no data at risk][: text]` */
export const impact: Reader = (text) => {
  let assessed: Impact = {}
  let rest = text
  let taken = 0
  for (;;) {
    const word = takeWord(rest.replace(/^[\s,;]+/, ''), IMPACT_WORDS)
    if (!word) break
    assessed = { ...assessed, ...word.value }
    rest = word.rest
    taken += 1
  }
  // One such word may be the start of a sentence, "some people cannot log in": then the sentence stays whole.
  const sentence = taken === 1 && /^[^\s:,;.]/.test(rest)
  return { type: 'AssessImpact', ...assessed, text: sentence ? text : joined(rest) }
}

/** `/metric error rate 15%` */
export const metric: Reader = (text) => {
  const match = READING.exec(text)
  if (!match) return { sentence: 'A reading is a name, a number and its unit, as in: /metric error rate 15%' }
  const [, name, figures, unit] = match
  if (figures!.includes(',')) return { sentence: `Write the number with a point and without separators, not ${figures!}: 1.5, or 1500.` }
  return { type: 'ReadMetric', metric: name!, value: Number(figures), unit: unit || undefined }
}

/** `/decide WHAT: reason [look again in 20m]`; the kind is read from its first words. */
export const decide: Reader = (text, context, at) => {
  const again = takeClause(text, LOOK_AGAIN, context, at)
  if (again && isRefusal(again)) return again
  const { head, tail } = splitAtColon(again ? again.text : text)
  const because = tail === undefined ? /^(.*?),? because (.+)$/is.exec(head) : null
  const what = (because ? because[1]! : head).trim()
  const common = { type: 'RecordDecision', reason: because ? because[2] : tail, lookAgainAt: again?.time } as const
  const named = takeWord(what, DECISION_WORDS)
  if (!named) return { ...common, kind: CONTAINS.test(what) ? 'contain' : 'other', text: what }
  const more = joined(named.rest)
  const target = named.value === 'roll back' ? /^to (.+)$/i.exec(named.rest)?.[1] : undefined
  return { ...common, kind: named.value, text: more && `${named.value} ${more}`, target }
}

/** `/rollback start|done|failed [text]`, and the same for a fix, a containment and a restore. */
export function remedy(kind: RemediationKind, word: string): Reader {
  return (text, { state }) => {
    const stage = takeWord(text, STAGES)
    if (!stage) return { sentence: `Write /${word} start, /${word} done or /${word} failed.` }
    if (stage.value !== 'start') return { type: 'CompleteRemediation', kind, outcome: stage.value, text: joined(stage.rest) }
    const to = kind === 'roll back' ? /^to ([^\s:]+(?: [^\s:]+){0,3}?)(?::\s*(.*))?$/is.exec(stage.rest) : null
    const known = kind === 'roll back' ? releaseOf(state)?.data.knownGood : undefined
    const decision = decisionsOf(state).findLast(({ decision: { data }, replacedBy }) => replacedBy.length === 0 && data.kind === kind)
    return {
      type: 'StartRemediation',
      kind,
      target: to ? to[1] : known,
      text: to ? to[2] : joined(stage.rest),
      decision: decision?.decision.id,
    }
  }
}

/** `/check NAME passed|failed|unclear [reading] [expected …][: text]` */
export const check: Reader = (text) => {
  const match = VERDICT.exec(text)
  if (!match) return { sentence: 'Write what was checked and how it went: /check error rate passed 0.2%' }
  const word = match[1]!.toLowerCase()
  const verdict: CheckVerdict = word === 'unclear' ? word : word.startsWith('fail') ? 'failed' : 'passed'
  const { head, tail } = splitAtColon(text.slice(match.index + match[0].length).replace(/^[\s:,;]+/, ''))
  const expected = EXPECTED.exec(head)
  const read = (expected ? head.slice(0, expected.index) : head).trim()
  return { type: 'RecordCheck', name: text.slice(0, match.index).trim(), verdict, reading: read || undefined, expected: expected?.[1]?.trim(), text: tail }
}

/** `/release NAME [deployed @14:00] [known good X]` */
export const release: Reader = (text, context) => {
  const parts = text.split(/[\s,;]+(?=known[- ]good\b|deployed\b)/i)
  let knownGood: string | undefined
  let deployedAt: When | undefined
  for (const part of parts.slice(1)) {
    const good = /^known[- ]good:?\s*(.*)$/is.exec(part)
    if (good) knownGood = good[1]!.trim()
    else {
      const when = timePast(part.replace(/^deployed\s*(?:at\b)?:?/i, ''), context)
      if (!when) return { sentence: 'Write when it was deployed, as in: /release v2.0 deployed @14:00' }
      if (isRefusal(when)) return when
      deployedAt = when
    }
  }
  return { type: 'LinkRelease', name: parts[0]!.trim(), knownGood, deployedAt: deployedAt && { ...deployedAt } }
}
