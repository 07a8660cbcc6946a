/** The facts as JSON: everything that was recorded, the same bytes every time, and nothing that was redacted. */
import { describe, expect, it } from 'vitest'
import { foldIncident } from '../../../shared/incident/evolve.ts'
import { factSchema } from '../../../shared/facts/fact.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { retroOf } from '../../../shared/retro/document.ts'
import { factsJson } from '../../../shared/retro/json.ts'
import { retroMarkdown } from '../../../shared/retro/markdown.ts'
import { note, redaction, strike } from '../../helpers/facts.ts'
import { busyIncident } from '../../helpers/busy-incident.ts'

interface Exported {
  readonly format: string
  readonly version: number
  readonly incident: string
  readonly facts: readonly unknown[]
}

const read = (json: string): Exported => JSON.parse(json) as Exported
const idsOf = (json: string): string[] => read(json).facts.map((fact) => factSchema.parse(fact).id)

describe('the facts as JSON', () => {
  const { facts } = busyIncident()
  const json = factsJson('inc-7kq2m9xa', facts)

  it('say what they are and of which incident', () => {
    expect(read(json)).toMatchObject({ format: 'knowngood-export', version: 1, incident: 'inc-7kq2m9xa' })
  })

  it('are all there, in the order in which they were written', () => {
    expect(idsOf(json)).toEqual(facts.map(({ id }) => id).toSorted())
  })

  it('come with their strikes where they are struck', () => {
    const told = note(1, 'wrong window')
    const struck = strike(2, told.id)
    expect(read(factsJson('inc-7kq2m9xa', [struck, told])).facts).toEqual([told, struck])
  })

  it('give the same document again when they are folded elsewhere', () => {
    const again = read(json).facts.map((fact) => factSchema.parse(fact))
    const written = (of: typeof facts) => retroMarkdown(retroOf({ id: 'inc-7kq2m9xa', incident: foldIncident(of), playbook: BUILT_IN_PLAYBOOK }, { zone: 'UTC' }))
    expect(written(again)).toBe(written(facts))
  })

  it('come erased where a redaction names them, whatever their line still says', () => {
    const secret = note(1, 'hunter2')
    const twin = note(2, 'hunter2', { key: 'import:1' })
    const first = note(0, 'hunter2', { key: 'import:1' })
    const exported = factsJson('inc-7kq2m9xa', [secret, first, twin, redaction(3, secret.id, twin.id)])
    expect(exported).not.toContain('hunter2')
    expect(read(exported).facts).toHaveLength(4)
  })

  it('are the same bytes whatever order the facts and their fields came in, and however often', () => {
    const turned = facts.map((fact) => Object.fromEntries(Object.entries(fact).reverse()) as typeof fact)
    expect(factsJson('inc-7kq2m9xa', [...turned.toReversed(), ...facts])).toBe(json)
  })

  it('keep both bodies of an id that has two', () => {
    expect(read(factsJson('inc-7kq2m9xa', [note(1, 'one'), note(1, 'other')])).facts).toHaveLength(2)
  })
})
