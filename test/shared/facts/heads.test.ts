/** Heads: what nobody replaced stands; two standing are a conflict until a fact replaces both. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { current, putHead, standing, type Heads } from '../../../shared/facts/heads.ts'
import { foldIncident } from '../../../shared/incident/evolve.ts'
import { holdersOf, rolesHeld } from '../../../shared/incident/status.ts'
import { fact, futureStamp, stamp, strike } from '../../helpers/facts.ts'

const assigned = (id: number | string, name: string, replaces?: string[]) =>
  fact(id, 'RoleAssigned', { role: 'incident commander', holder: { name } }, replaces ? { replaces } : {})
const commanders = (...facts: Parameters<typeof foldIncident>[0]) => holdersOf(foldIncident(facts).state, 'incident commander').map(({ data }) => data.holder!.name)

const ana = assigned(1, 'Ana')
const ben = assigned(2, 'Ben', [stamp(1)])
const cem = assigned(3, 'Cem', [stamp(1)])
const dee = assigned(4, 'Dee', [stamp(2), stamp(3)])

describe('heads', () => {
  it('a replacement stands alone', () => {
    expect(commanders(ana, ben)).toEqual(['Ben'])
  })

  it('two replacements of one head are a conflict, and both are shown', () => {
    const { state } = foldIncident([ana, ben, cem])
    expect(rolesHeld(state)).toMatchObject([{ role: 'incident commander', conflict: true }])
    expect(commanders(ana, ben, cem)).toEqual(['Ben', 'Cem'])
  })

  it('a fact that replaces both settles it, in whatever order they arrive', () => {
    fc.assert(fc.property(fc.shuffledSubarray([ana, ben, cem, dee], { minLength: 4 }), (facts) => {
      expect(commanders(...facts)).toEqual(['Dee'])
    }))
  })

  it('a fact that was written on a machine whose clock is in 2099 can be replaced', () => {
    expect(commanders(assigned(futureStamp(1), 'Ana'), assigned(2, 'Ben', [futureStamp(1)]))).toEqual(['Ben'])
  })

  it('a struck replacement lets what it replaced stand again', () => {
    expect(commanders(ana, ben, strike(9, stamp(2)))).toEqual(['Ana'])
  })

  it('a fact that names itself does not make itself vanish', () => {
    expect(commanders(assigned(1, 'Ana', [stamp(1)]))).toEqual(['Ana'])
  })

  it('one slot knows nothing of another', () => {
    const heads: Heads<string> = new Map()
    putHead(heads, 'a', { id: '1', value: 'one' })
    putHead(heads, 'b', { id: '2', value: 'two' }, ['1'])
    expect([current(heads, 'a'), current(heads, 'b'), current(heads, 'c')]).toEqual(['one', 'two', undefined])
    expect(standing(heads, 'c')).toEqual([])
  })
})
