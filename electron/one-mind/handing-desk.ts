/** The command line's desk: while the app runs its commands go to the app, so that one mind decides; everything else is read from the disk. */
import { performance } from 'node:perf_hooks'
import type { Answer } from '../../shared/api.ts'
import type { Actor } from '../../shared/facts/fact.ts'
import { parseStamp } from '../../shared/facts/stamp.ts'
import type { Desk } from '../desk.ts'
import { streamNamed } from '../journal/layout.ts'
import { randomId } from '../journal/random-id.ts'
import { callApp, type Line } from './call.ts'
import type { Meeting } from './meeting.ts'
import { LONGEST_MESSAGE, type HandedCommand } from './protocol.ts'

/** Nobody can say whether it was recorded: whoever would write it down again might write it twice. */
export interface Unanswered {
  readonly ok: false
  readonly kind: 'unanswered'
  readonly sentence: string
}

export interface HandingDesk extends Omit<Desk, 'dispatch'> {
  /** Answers once the facts are on disk, whoever wrote them, each of them once. */
  dispatch(incident: string | null, command: unknown): Promise<Answer | Unanswered>
}

export interface HandingOptions {
  /** where the app may be met; null where it cannot be */
  readonly meeting: Meeting | null
  /** of Knowngood */
  readonly version: string
  actor(): Actor
  /** IANA */
  zone(): string
  /** how long the app may take; see callApp */
  readonly patience?: Parameters<typeof callApp>[2]
}

/** bytes that a character (of UTF-16) may take in UTF-8 */
const MOST_BYTES = 3
/** ms after which an app that was not there is looked for again: it may have been started meanwhile */
const LOOK_AGAIN_MS = 1000

/** @param own what writes and reads where no app runs */
export function handingDesk(own: Desk, { meeting, version, actor, zone, patience }: HandingOptions): HandingDesk {
  let line: Line | null = null
  let absentUntil = 0

  async function dispatch(incident: string | null, command: unknown): Promise<Answer | Unanswered> {
    const handed: HandedCommand = { incident, command, by: actor(), zone: zone(), name: randomId() }
    if (JSON.stringify(handed).length * MOST_BYTES > LONGEST_MESSAGE) return own.dispatch(incident, command)
    line ??= await call()
    if (line === null) return own.dispatch(incident, command)
    const outcome = await line.handOver(handed)
    if (outcome.kind === 'answered') return outcome.answer
    line = null
    if (outcome.kind === 'cut off') return again(handed)
    return (await isWritten(handed)) ? again(handed) : UNANSWERED
  }

  async function call(): Promise<Line | null> {
    if (meeting === null || performance.now() < absentUntil) return null
    const called = await callApp(meeting, version, patience)
    if (called === null) absentUntil = performance.now() + LOOK_AGAIN_MS
    return called
  }

  /** The app will not write any more. What it has written under the command's name is kept; otherwise it is carried out here. */
  async function again({ incident, command, name }: HandedCommand): Promise<Answer> {
    const answer = await own.dispatch(incident, command, { name, askedBefore: true })
    if (answer.ok || answer.kind === 'refused') return answer
    return { ...answer, sentence: `The app ended before it answered, so look at the timeline before you repeat this. ${answer.sentence}` }
  }

  /** Whole: a line that the app has written in full says so to whoever reads it. */
  async function isWritten({ incident, name }: HandedCommand): Promise<boolean> {
    const facts = await own.facts(incident ?? streamNamed('incident', name))
    return facts.some(({ id }) => parseStamp(id)?.writer === name)
  }

  return {
    ...own,
    dispatch,
    async close() {
      line?.hangUp()
      await own.close()
    },
  }
}

const UNANSWERED: Unanswered = {
  ok: false,
  kind: 'unanswered',
  sentence: 'The app is open but does not answer, and may record this yet. Look at its timeline before you repeat it.',
}
