/** Archiving: out of the list and back, never what is going on, and two machines agree. */
import { describe, expect, it } from 'vitest'
import { foldIncident } from '../../../shared/incident/evolve.ts'
import { isArchived } from '../../../shared/incident/status.ts'
import { fact } from '../../helpers/facts.ts'
import { given } from '../../helpers/given.ts'

const DECLARED = { type: 'DeclareIncident', title: 'API down' } as const
const RESOLVED = { type: 'ResolveIncident' } as const
const ARCHIVE = { type: 'ArchiveIncident' } as const
const BACK = { type: 'ArchiveIncident', archived: false } as const

describe('archiving', () => {
  it('takes an incident that is over out of the list, and puts it back', () => {
    given(DECLARED, RESOLVED).when(ARCHIVE).thenState(({ state }) => expect(isArchived(state)).toBe(true))
    given(DECLARED, RESOLVED, ARCHIVE).when(BACK).thenState(({ state }) => expect(isArchived(state)).toBe(false))
  })

  it('is refused while the incident is open, and where nothing would change', () => {
    given(DECLARED).when(ARCHIVE).thenRefused('This incident is still open: resolve it first, then archive it.')
    given(DECLARED, RESOLVED, ARCHIVE).when(ARCHIVE).thenRefused('This incident is archived already.')
    given(DECLARED, RESOLVED).when(BACK).thenRefused('This incident is not archived.')
  })

  it('ends by itself when the incident is reopened, wherever that was written', () => {
    given(DECLARED, RESOLVED, ARCHIVE).when({ type: 'ReopenIncident' }).thenState(({ state }) => expect(isArchived(state)).toBe(false))
  })

  it('says the same whichever way round the facts of two machines arrive', () => {
    const facts = [fact(1, 'IncidentDeclared', { title: 'x' }), fact(2, 'IncidentResolved', {}), fact(3, 'IncidentArchived', { archived: true }), fact(4, 'IncidentArchived', { archived: false })]
    for (const order of [facts, [...facts].reverse()]) expect(isArchived(foldIncident(order).state)).toBe(false)
  })
})
