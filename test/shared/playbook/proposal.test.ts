/** What an assessment proposes: every combination of answers, against the built-in matrix's words read by hand. */
import { describe, expect, it, test } from 'vitest'
import { ANSWERS, IMPACT_EFFECTS, IMPACT_SCOPES, USERS_AFFECTED } from '../../../shared/incident/words.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { proposalOf, type Answers } from '../../../shared/playbook/proposal.ts'

const propose = (answers: Answers): string => {
  const proposal = proposalOf(answers, BUILT_IN_PLAYBOOK)
  return proposal ? `${proposal.severity}: ${proposal.why}` : 'none'
}

/** Where no data is at risk: by who is affected and how badly, first where it is isolated or nobody said, then where it is widespread. */
const BY_HAND = {
  all: {
    blocked: ['P0: All customers are blocked', 'P0: All customers are blocked'],
    degraded: ['P1: All customers are affected', 'P1: All customers are affected'],
    cosmetic: ['P3: It is cosmetic', 'P3: It is cosmetic'],
    blank: ['P1: All customers are affected', 'P1: All customers are affected'],
  },
  some: {
    blocked: ['P2: Some customers are affected', 'P1: Customers are hurt, and it is widespread'],
    degraded: ['P2: Some customers are affected', 'P1: Customers are hurt, and it is widespread'],
    cosmetic: ['P3: It is cosmetic', 'P3: It is cosmetic'],
    blank: ['P2: Some customers are affected', 'P2: Some customers are affected'],
  },
  internal: {
    blocked: ['P3: No customer is affected', 'P3: No customer is affected'],
    degraded: ['P3: No customer is affected', 'P3: No customer is affected'],
    cosmetic: ['P3: It is cosmetic', 'P3: It is cosmetic'],
    blank: ['P3: No customer is affected', 'P3: No customer is affected'],
  },
  none: {
    blocked: ['P3: No customer is affected', 'P3: No customer is affected'],
    degraded: ['P3: No customer is affected', 'P3: No customer is affected'],
    cosmetic: ['P3: It is cosmetic', 'P3: It is cosmetic'],
    blank: ['P3: No customer is affected', 'P3: No customer is affected'],
  },
} as const

/** Where nobody said who is affected: by whether customers are. */
const WHO_BLANK = { yes: 'P2: Customers are affected', no: 'none', unknown: 'none', blank: 'none' } as const

const orBlank = <T extends string>(values: readonly T[]): readonly (T | undefined)[] => [...values, undefined]
const EVERY = orBlank(USERS_AFFECTED).flatMap((users) =>
  orBlank(IMPACT_EFFECTS).flatMap((effect) =>
    orBlank(IMPACT_SCOPES).flatMap((scope) => orBlank(ANSWERS).flatMap((dataAtRisk) => orBlank(ANSWERS).map((customersAffected): Answers => ({ users, effect, scope, dataAtRisk, customersAffected })))),
  ),
)

function byHand({ users, effect, scope, dataAtRisk, customersAffected }: Answers): string {
  if (dataAtRisk === 'yes') return 'P0: Data is at risk'
  if (users) return BY_HAND[users][effect ?? 'blank'][scope === 'widespread' ? 1 : 0]
  return effect === 'cosmetic' ? 'P3: It is cosmetic' : WHO_BLANK[customersAffected ?? 'blank']
}

test('every combination of answers proposes what the words of the matrix say', () => {
  expect(EVERY).toHaveLength(5 * 4 * 3 * 4 * 4)
  expect(EVERY.map((answers) => ({ answers, proposes: propose(answers) }))).toEqual(EVERY.map((answers) => ({ answers, proposes: byHand(answers) })))
})

describe('a matrix of one’s own', () => {
  it('is asked in its order: the first rule that fits', () => {
    const matrix = [
      { severity: 'P1' as const, when: { scope: ['widespread' as const] }, why: 'It is everywhere' },
      { severity: 'P0' as const, when: { effect: ['blocked' as const] }, why: 'Nothing works' },
    ]
    expect(proposalOf({ scope: 'widespread', effect: 'blocked' }, { matrix })).toEqual({ severity: 'P1', why: 'It is everywhere' })
    expect(proposalOf({ effect: 'blocked' }, { matrix })).toEqual({ severity: 'P0', why: 'Nothing works' })
  })

  it('may ask whether customers are affected, which “all customers” answers', () => {
    const matrix = [{ severity: 'P1' as const, when: { customersAffected: ['yes' as const] }, why: 'Customers are hurt' }]
    expect(proposalOf({ users: 'all' }, { matrix })?.severity).toBe('P1')
    expect(proposalOf({ users: 'internal' }, { matrix })).toBeNull()
  })

  it('that is empty proposes nothing', () => {
    expect(proposalOf({ users: 'all', effect: 'blocked' }, { matrix: [] })).toBeNull()
  })
})
