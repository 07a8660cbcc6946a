/** Reads what the entry line says about what follows: theories, factors, actions, promises, the retro. */
import { promisesOf, workingTheory, type PromiseStatus } from '../status.ts'
import { ACTION_TYPES } from '../words.ts'
import { isoDay } from '../../time/format.ts'
import { readWhen } from '../../time/when.ts'
import { isRefusal, saidAt, type EntryContext, type Reader } from './reading.ts'
import { takeClause, takeLength, timeToCome } from './times.ts'
import { matchOne, splitAtColon, takeWord } from './words.ts'

const NOTICED_BY = { alert: 'alert', monitoring: 'alert', person: 'person', customer: 'customer', customers: 'customer' } as const
const THEORY_VERDICTS = { supported: 'supported', 'ruled out': 'ruled out', open: 'open' } as const
const ACTION_FIELD = /(?:^|[\s,;(]+)(owner|due|type|priority|tracker):\s*/gi
const BY_WHEN = /(?<![^\s,;.(])(?:by|until|within|in|for)\s+/gi
const AT_PLACE = /^(.+?)(?:,\s+|\s+in\s+|:\s+)(.+)$/is

/** How long a task may take (ms) whose length nobody says, as in the dialog. */
const TASK_MS = 3 * 60_000

/** `/detected [alert:|person:|customer:] TEXT` */
export const detected: Reader = (text) => {
  const { head, tail } = splitAtColon(text)
  const by = tail === undefined ? null : takeWord(head, NOTICED_BY)
  return by && by.rest === '' ? { type: 'RecordDetection', text: tail!, by: by.value } : { type: 'RecordDetection', text }
}

/** `/theory TEXT`, or what came of it: `/theory ruled out[: text]` */
export const theory: Reader = (text, { state }) => {
  const { head, tail } = splitAtColon(text)
  const verdict = takeWord(head, THEORY_VERDICTS)
  if (!verdict || verdict.rest !== '') return { type: 'StateHypothesis', text }
  const working = workingTheory(state)
  if (!working) return { sentence: 'There is no theory to judge yet. Write it first: /theory the pool is exhausted' }
  return { type: 'JudgeHypothesis', hypothesis: working.item.id, verdict: verdict.value, text: tail }
}

/** `/factor [trigger:] TEXT` */
export const factor: Reader = (text) => {
  const { head, tail } = splitAtColon(text)
  return head.toLowerCase() === 'trigger' && tail !== undefined ? { type: 'NameFactor', kind: 'trigger', text: tail } : { type: 'NameFactor', text }
}

/** `/action TEXT [owner: NAME] [due: DATE] [type: prevent] [priority: high] [tracker: LINK]` */
export const action: Reader = (text, context, at) => {
  const marks = [...text.matchAll(ACTION_FIELD)]
  const fields: Record<string, string> = {}
  marks.forEach((mark, index) => {
    fields[mark[1]!.toLowerCase()] = text.slice(mark.index + mark[0].length, marks[index + 1]?.index).replace(/[,;)\s]+$/, '')
  })
  const { owner, due, type, priority, tracker } = fields
  const actionType = ACTION_TYPES.find((known) => known === type?.toLowerCase())
  if (type && !actionType) return { sentence: `The type of an action item is one of: ${ACTION_TYPES.join(', ')}.` }
  return {
    type: 'AddAction',
    text: text.slice(0, marks[0]?.index),
    owner,
    due: due && dueDay(due, context, saidAt(context, at)),
    actionType,
    priority,
    tracker,
  }
}

/** `/promise TEXT by 14:40` */
export const promise: Reader = (text, context, at) => {
  const timed = takeClause(text, BY_WHEN, context, at) ?? takeLength(text, context, at)
  if (!timed) return { sentence: 'Say by when, as in: /promise fix deployed by 14:40' }
  return isRefusal(timed) ? timed : { type: 'MakePromise', kind: 'eta', text: timed.text, dueAt: timed.time }
}

/** `/task WHO TEXT [3m]`; a name of several words ends with a colon. */
export const task: Reader = (text, context, at) => {
  const timed = takeClause(text, BY_WHEN, context, at) ?? takeLength(text, context, at)
  if (timed && isRefusal(timed)) return timed
  const { head, tail } = splitAtColon(timed ? timed.text : text)
  const [who, what] = tail === undefined ? [/^\S*/.exec(head)![0], head.replace(/^\S+\s*/, '')] : [head, tail]
  if (what === '') return { sentence: 'Say who does what, as in: /task Ana pool metrics 10m' }
  return { type: 'MakePromise', kind: 'task', who, text: what, dueAt: timed ? timed.time : new Date(Date.parse(saidAt(context, at)) + TASK_MS).toISOString() }
}

/** `/kept [WHICH]` and `/dropped [WHICH]` */
export function settled(outcome: 'kept' | 'dropped'): Reader {
  return (text, { state }) => {
    const open = promisesOf(state).filter((status) => !status.settled)
    const found = text === '' && open.length === 1 ? open[0]! : matchOne(open, text, promised)
    if (found) return { type: 'SettlePromise', promise: found.promise.id, outcome }
    return { sentence: open.length === 0 ? 'There is no open promise.' : `Say which promise: ${open.map(promised).join('; ')}.` }
  }
}

/** `/retro TIME [in PLACE]` */
export const retro: Reader = (text, context, at) => {
  const from = saidAt(context, at)
  const whole = timeToCome(text, from, context.zone)
  const placed = whole === null ? AT_PLACE.exec(text) : null
  const time = placed ? timeToCome(placed[1]!, from, context.zone) : whole
  if (time === null) return { sentence: 'The retro needs a time, as in: /retro tomorrow 14:00, Room 4' }
  return typeof time === 'string' ? { type: 'ScheduleRetro', time, where: placed?.[2] } : time
}

/** A day as 2025-02-03 where it can be read as one; else as it was written, "Friday" say. */
function dueDay(text: string, { zone }: EntryContext, from: string): string {
  const read = readWhen(text, { now: from, zone, allowFuture: true })
  return read?.ok ? isoDay(read.when.time, zone) : text
}

function promised({ promise: { data } }: PromiseStatus): string {
  return data.who ? `${data.who}: ${data.text}` : data.text
}
