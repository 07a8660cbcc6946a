/** Handing a role over: it stays where it is until the successor confirms, and the offer can be taken back. */
import { describe, expect, it } from 'vitest'
import { openHandovers } from '../../../shared/incident/handover.ts'
import { holdersOf } from '../../../shared/incident/status.ts'
import { COMMANDER } from '../../../shared/incident/words.ts'
import { given, story, type Step, type Story } from '../../helpers/given.ts'

const LED: readonly Step[] = [{ type: 'DeclareIncident', title: 'API down' }, { type: 'AssignRole', role: COMMANDER, to: 'Ana' }]
const OFFERED: readonly Step[] = [...LED, { type: 'OfferHandover', to: 'Ben', text: 'the rollback runs' }]
const commanders = ({ incident: { state } }: Pick<Story, 'incident'>): string[] => holdersOf(state, COMMANDER).map(({ data }) => data.holder!.name)
const waiting = ({ incident: { state } }: Pick<Story, 'incident'>): string[] => openHandovers(state).map(({ data }) => `${data.role} to ${data.to.name}`)

describe('a hand-over', () => {
  it('is offered, and the commander stays commander', () => {
    const offered = given(...LED).when({ type: 'OfferHandover', to: 'Ben', text: 'the rollback runs' })
      .thenFacts(['HandoverOffered', { role: COMMANDER, to: { name: 'Ben' }, text: 'the rollback runs' }])
    expect([commanders(offered), waiting(offered)]).toEqual([['Ana'], ['incident commander to Ben']])
  })

  it('is confirmed by the successor, who then holds the role alone', () => {
    const offered = story(...OFFERED)
    const confirmed = given(...OFFERED).when({ type: 'ConfirmHandover' })
      .thenFacts(['RoleAssigned', { role: COMMANDER, holder: { name: 'Ben' }, handover: offered.last('HandoverOffered') }])
    expect([commanders(confirmed), waiting(confirmed)]).toEqual([['Ben'], []])
  })

  it.each(['withdrawn', 'declined'] as const)('is %s: the command stays where it was, and there is nothing to confirm', (outcome) => {
    const ended = given(...OFFERED).when({ type: 'EndHandover', outcome })
    expect([commanders(ended), waiting(ended)]).toEqual([['Ana'], []])
    given(...OFFERED, { type: 'EndHandover', outcome }).when({ type: 'ConfirmHandover' }).thenRefused('No hand-over waits: offer it first, as in /handover NAME.')
  })

  it('gives way to a later offer of the same role, and to whoever was given the role since', () => {
    expect(waiting(story(...OFFERED, { type: 'OfferHandover', to: 'Cleo' }))).toEqual(['incident commander to Cleo'])
    expect(waiting(story(...OFFERED, { type: 'AssignRole', role: COMMANDER, to: 'Cleo' }))).toEqual([])
    expect(waiting(story(...OFFERED, { type: 'AssignRole', role: 'scribe', to: 'Cleo' }))).toEqual(['incident commander to Ben'])
  })

  it('of two roles at once asks which is meant', () => {
    const two: readonly Step[] = [...OFFERED, { type: 'OfferHandover', role: 'Scribe', to: 'Cleo' }]
    given(...two).when({ type: 'ConfirmHandover' }).thenRefused('2 hand-overs wait (incident commander to Ben, scribe to Cleo): say which.')
    given(...two).when(({ last }) => ({ type: 'ConfirmHandover', handover: last('HandoverOffered') })).thenState(({ state }) => {
      expect(holdersOf(state, 'scribe').map(({ data }) => data.holder!.name)).toEqual(['Cleo'])
    })
  })

  it('is refused to whoever holds the role already, and once it is over', () => {
    given(...LED).when({ type: 'OfferHandover', to: 'Ana' }).thenRefused('Ana holds the role incident commander already.')
    given(...OFFERED, { type: 'ConfirmHandover' }).when(({ last }) => ({ type: 'ConfirmHandover', handover: last('HandoverOffered') })).thenRefused('That hand-over no longer waits.')
  })

  it('settles two commanders: whoever confirms holds the role alone', () => {
    const two = story(...OFFERED)
    const rival = { ...two.facts.find(({ type }) => type === 'RoleAssigned')!, id: two.last('RoleAssigned').replace(/.{8}$/, 'bbbbbbbb'), data: { role: COMMANDER, holder: { name: 'Cleo' } } }
    expect(commanders(story(...OFFERED, rival))).toHaveLength(2)
    expect(commanders(given(...OFFERED, rival).when({ type: 'ConfirmHandover' }))).toEqual(['Ben'])
  })
})
