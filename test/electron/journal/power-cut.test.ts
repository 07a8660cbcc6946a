/** What was acknowledged survives a power cut at any moment, whatever became of everything that was not synced. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../shared/api.ts'
import type { CommandInput } from '../../../shared/incident/commands.ts'
import { systemClock } from '../../../electron/clock.ts'
import { openDesk, type Desk } from '../../../electron/desk.ts'
import { readPlaybook } from '../../../electron/journal/playbooks.ts'
import { chanceOf } from '../../crash/chance.ts'
import { ANA } from '../../helpers/facts.ts'
import { powerCutDisk, type PowerCutDisk, type Step } from './power-cut-disk.ts'

/** Two processes write to one store; each may end, the disk may fail, and the power may go within any step. */
type Turn =
  | { readonly do: 'declare' | 'note' | 'several'; readonly by: 0 | 1; readonly incident: number }
  | { readonly do: 'die'; readonly by: 0 | 1; readonly after: number }
  | { readonly do: 'fail'; readonly step: Step; readonly code: string }
  | { readonly do: 'cut'; readonly after: number; readonly seed: number }

const by = fc.constantFrom(0 as const, 1 as const)
const incident = fc.nat({ max: 2 })
const turn: fc.Arbitrary<Turn> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('declare' as const, 'note' as const, 'note' as const, 'several' as const), by, incident }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('die' as const), by, after: fc.nat({ max: 14 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fail' as const), step: fc.constantFrom<Step>('create', 'write', 'datasync', 'syncFolder', 'rename', 'makeFolder'), code: fc.constantFrom('EIO', 'ENOSPC') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cut' as const), after: fc.nat({ max: 14 }), seed: fc.nat() }) },
)

const STORE = '/people/ana/store'

/** What was acknowledged: an id, and what it says. */
type Promised = Map<string, { readonly incident: string; readonly words: string }>

const deskOn = ({ disk }: PowerCutDisk): Desk => openDesk({ dataDir: STORE, clock: systemClock, actor: () => ANA, source: 'app', zone: () => 'UTC', disk })

function commandOf(kind: 'declare' | 'note' | 'several', words: string): CommandInput {
  if (kind === 'declare') return { type: 'DeclareIncident', title: words, severity: 'P1' }
  return kind === 'note' ? { type: 'AddNote', text: words } : { type: 'AddAction', text: words, owner: 'Ben', priority: 'high' }
}

async function whatWasLost(power: PowerCutDisk, promised: Promised): Promise<string[]> {
  const desk = deskOn(power)
  const stored = new Map<string, string>()
  const groups = new Map<string, number>()
  for (const id of new Set([...promised.values()].map((one) => one.incident))) {
    for (const fact of new Map((await desk.facts(id)).map((each) => [each.id, each])).values()) {
      stored.set(fact.id, JSON.stringify(fact.data))
      if (fact.cause !== undefined) groups.set(fact.cause, (groups.get(fact.cause) ?? 0) + 1)
      if (fact.type === 'ActionItemAdded') groups.set(fact.id, groups.get(fact.id) ?? 0)
    }
  }
  await desk.close()
  for (const [id, { incident: of, words }] of promised) {
    const playbook = words.startsWith('declare') ? (JSON.parse(stored.get(id) ?? '{}') as { playbook?: string }).playbook : undefined
    if (playbook !== undefined && !(await readPlaybook(STORE, playbook, power.disk)).ok) groups.set(`the playbook of ${of}`, 0)
  }
  const lost = [...promised].filter(([id, { words }]) => !stored.get(id)?.includes(words)).map(([id, { words }]) => `${id} (${words})`)
  const half = [...groups].filter(([first, others]) => !stored.has(first) || (stored.get(first)!.includes('several') && others !== 2)).map(([first]) => `half of ${first}`)
  return [...lost, ...half]
}

async function play(turns: readonly Turn[]): Promise<string[]> {
  const power = powerCutDisk()
  await power.disk.makeFolder('/people/ana')
  for (const folder of ['/', '/people']) await power.disk.syncFolder(folder)
  const promised: Promised = new Map()
  let desks = [deskOn(power), deskOn(power)]
  let number = 0

  /** Declares where there is nothing yet. What another process wrote counts, confirmed or not: nobody can tell. */
  async function ask(which: 0 | 1, kind: 'declare' | 'note' | 'several', nth: number): Promise<void> {
    const there = await deskOn(power).list()
    const ids = there.ok ? there.ids : []
    const incident = kind === 'declare' ? null : (ids[nth % Math.max(1, ids.length)] ?? null)
    const words = `${incident === null ? 'declare' : kind} ${String(++number)}`
    keep(await desks[which]!.dispatch(incident, commandOf(incident === null ? 'declare' : kind, words)), words)
  }

  function keep(answer: Answer, words: string): void {
    if (answer.ok) answer.facts.forEach((id, index) => promised.set(id, { incident: answer.incident, words: index === 0 ? words : '' }))
  }

  for (const one of [...turns, { do: 'cut', after: 0, seed: turns.length } as const]) {
    if (one.do === 'fail') power.failNext(one.step, one.code)
    else if (one.do === 'die') {
      // A process is killed in the middle of a command; the disk knows nothing of it.
      power.cutAt(one.after)
      await ask(one.by, one.after % 2 ? 'several' : 'declare', one.after)
      power.goOn()
      desks = desks.map((desk, which) => (which === one.by ? deskOn(power) : desk))
    } else if (one.do === 'cut') {
      // Into the middle of what is asked for next; then everybody begins anew, on what is left.
      power.cutAt(one.after)
      await ask(0, 'several', 0)
      power.cut(chanceOf(one.seed))
      desks = [deskOn(power), deskOn(power)]
      const lost = await whatWasLost(power, promised)
      if (lost.length > 0) return lost
    } else await ask(one.by, one.do, one.incident)
  }
  return []
}

describe('a power cut', () => {
  it('costs nothing that was acknowledged, and no command by half', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 14 }), async (turns) => {
        expect(await play(turns)).toEqual([])
      }),
      { numRuns: 600 },
    )
  })

  it('within each step of a first note, and of a second', async () => {
    for (let after = 0; after < 30; after++) {
      for (const before of [[], [{ do: 'note', by: 0, incident: 0 }], [{ do: 'note', by: 1, incident: 0 }]] as const) {
        expect(await play([{ do: 'declare', by: 0, incident: 0 }, ...before, { do: 'cut', after, seed: after }])).toEqual([])
      }
    }
  })
})

describe('the disk of these tests', () => {
  it('loses what was not synced, and no more', async () => {
    const found = new Set<string>()
    for (let seed = 0; seed < 50; seed++) {
      const power = powerCutDisk()
      await power.disk.makeFolder('/a')
      await power.disk.syncFolder('/')
      const file = await power.disk.create('/a/b')
      await power.disk.syncFolder('/a')
      await file.write(Buffer.from('safe.'))
      await file.datasync()
      await file.write(Buffer.from('lost'))
      power.cut(chanceOf(seed))
      found.add((await power.disk.readWhole('/a/b')).toString())
    }
    expect([...found].every((bytes) => bytes.startsWith('safe.') && bytes.length <= 9)).toBe(true)
    expect(found).toContain('safe.')
    expect(found).toContain('safe.lost')
    expect(found.size).toBeGreaterThan(4)
  })

  it('does not believe a sync after one that failed', async () => {
    const power = powerCutDisk()
    const file = await power.disk.create('/b')
    await power.disk.syncFolder('/')
    await file.write(Buffer.from('dropped'))
    power.failNext('datasync', 'EIO')
    await expect(file.datasync()).rejects.toThrow('EIO')
    await file.datasync()
    power.cut({ between: (low) => low, percent: () => true, oneOf: (values) => values[0]! })
    expect(await power.disk.readWhole('/b')).toHaveLength(0)
  })
})
