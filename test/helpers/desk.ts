/** A desk on a folder, with a clock that stands where the test put it, and everything that it passed on. */
import { onTestFinished } from 'vitest'
import type { Answer, Fault } from '../../shared/api.ts'
import type { Fact } from '../../shared/facts/fact.ts'
import type { CommandInput } from '../../shared/incident/commands.ts'
import type { Clock } from '../../electron/clock.ts'
import { openDesk, type Desk } from '../../electron/desk.ts'
import type { Disk } from '../../electron/journal/disk.ts'
import type { ReadElsewhere } from '../../electron/journal/stream.ts'
import { ANA, utc } from './facts.ts'

export interface SteppedClock extends Clock {
  /** Goes to a time of the guide's day: `14:20`, `02-02 10:00`. */
  set(clock: string): void
}

export interface TestDesk {
  readonly desk: Desk
  readonly clock: SteppedClock
  /** facts that were passed on, in order */
  readonly published: Fact[]
  /** what was said of the disk, in order */
  readonly faults: (Fault | null)[]
  /** ids of incidents that others changed */
  readonly changed: string[]
  /** Declares an incident and answers its id. */
  declared(title?: string): Promise<string>
  note(incident: string, text: string): Promise<Answer>
  /** the facts of an incident on disk, as a desk that has read nothing yet finds them, in id order */
  stored(incident: string): Promise<readonly Fact[]>
}

export function steppedClock(start: string): SteppedClock {
  let now = Date.parse(utc(start))
  return { now: () => now, set: (clock) => void (now = Date.parse(utc(clock))) }
}

export function deskOn(dataDir: string, { disk, clock = steppedClock('14:00'), source = 'app', readElsewhere }: { disk?: Disk; clock?: SteppedClock; source?: string; readElsewhere?: ReadElsewhere } = {}): TestDesk {
  const published: Fact[] = []
  const faults: (Fault | null)[] = []
  const changed: string[] = []
  const desk = openDesk({
    dataDir,
    clock,
    actor: () => ANA,
    source,
    zone: () => 'Europe/Berlin',
    ...(disk && { disk }),
    ...(readElsewhere && { readElsewhere }),
    events: {
      onFacts: (_, texts) => published.push(...texts.map((text) => JSON.parse(text) as Fact)),
      onFindings: () => undefined,
      onChanged: (ids) => changed.push(...ids),
      onFault: (fault) => faults.push(fault),
    },
  })
  onTestFinished(() => desk.close())
  const dispatch = (incident: string | null, command: CommandInput): Promise<Answer> => desk.dispatch(incident, command)
  return {
    desk,
    clock,
    published,
    faults,
    changed,
    async declared(title = 'API errors') {
      const answer = await dispatch(null, { type: 'DeclareIncident', title })
      if (!answer.ok) throw new Error(answer.sentence)
      return answer.incident
    },
    note: (incident, text) => dispatch(incident, { type: 'AddNote', text }),
    async stored(incident) {
      const fresh = openDesk({ dataDir, clock, actor: () => ANA, source, zone: () => 'UTC' })
      const facts = (await fresh.facts(incident)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
      await fresh.close()
      return facts
    },
  }
}

/** The words of facts, for a look at which came in which order. */
export function textsOf(facts: readonly Fact[]): unknown[] {
  return facts.map(({ data }) => data['text'] ?? data['title'])
}
