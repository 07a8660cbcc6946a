/** What a writer was asked to record, what that must become, and what it answered. */
import type { CommandInput } from '../../shared/incident/commands.ts'
import type { Chance } from './chance.ts'

export interface Asked {
  /** the words of its first fact, which no other command has */
  readonly mark: string
  /** the types of the facts that it becomes, in order: all of them or none */
  readonly types: readonly string[]
  readonly command: CommandInput
  /** What was acknowledged: the ids of its facts, or of the incident that was declared. Null where nobody was told anything. */
  told: { readonly facts: readonly string[] } | { readonly incident: string } | null
}

/** Draws commands whose words no other has. */
export interface Asking {
  note(): Asked
  /** several facts by one command, in an incident that is there */
  several(): Asked
  declaration(): Asked
}

/** @param who goes into the words, so that no two writers share any */
export function askingAs(who: string, chance: Chance): Asking {
  let number = 0
  const mark = (): string => `${who} ${String(++number)} ${'·ö'.repeat(chance.between(0, 60))}`.trim()
  const asked = (types: readonly string[], command: CommandInput, words: string): Asked => ({ mark: words, types, command, told: null })
  const soon = (): string => new Date(Date.now() + 60 * 60_000).toISOString()
  const kinds = [
    (words: string) => asked(['DecisionRecorded', 'PromiseMade'], { type: 'RecordDecision', kind: 'wait', text: words, lookAgainAt: soon() }, words),
    (words: string) => asked(['ReleaseLinked', 'Deployed'], { type: 'LinkRelease', name: words, deployedAt: '2025-02-01T13:55:00Z' }, words),
    (words: string) =>
      asked(
        ['ActionItemAdded', 'ActionItemChanged', 'ActionItemChanged', 'ActionItemChanged'],
        { type: 'AddAction', text: words, owner: 'Ben', due: '2030-01-01', priority: 'high' },
        words,
      ),
  ]
  return {
    note: () => {
      const words = mark()
      return asked(['NoteAdded'], { type: 'AddNote', text: words }, words)
    },
    several: () => chance.oneOf(kinds)(mark()),
    declaration: () => {
      const words = mark()
      return asked(['IncidentDeclared', 'SeverityChanged'], { type: 'DeclareIncident', title: words, severity: 'P1' }, words)
    },
  }
}
