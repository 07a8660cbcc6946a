/** The list of incidents: read when asked for, kept up to date by what changes, and never wrong about what is due. */
import { describe, expect, it } from 'vitest'
import type { IncidentRow } from '../../shared/api.ts'
import { createIncidentList } from '../../electron/incident-list.ts'
import { deskOn } from '../helpers/desk.ts'
import { utc } from '../helpers/facts.ts'
import { tempFolder } from './journal/facts.ts'

async function listed() {
  const test = deskOn(await tempFolder())
  const rows: IncidentRow[] = []
  const list = createIncidentList(test.desk, { onRows: (changed) => rows.push(...changed), onFault: () => undefined })
  return { ...test, list, rows }
}

describe('the list', () => {
  it('has a line for each incident, with what is due next', async () => {
    const { declared, list, rows } = await listed()
    const incident = await declared('API errors')
    const expected: IncidentRow = {
      id: incident,
      title: 'API errors',
      severity: null,
      phase: 'declared',
      declaredAt: utc('14:00'),
      backfilled: false,
      practice: false,
      archived: false,
      nextDue: { label: 'Notify stakeholders', due: utc('14:15') },
      findings: 0,
    }
    expect(await list.load()).toEqual([expected])
    expect(rows).toEqual([expected])
  })

  it('reads everything once, and then only what was touched', async () => {
    const { desk, declared, list, rows } = await listed()
    const [first, second] = [await declared('first'), await declared('second')]
    await list.load()
    rows.length = 0
    await desk.dispatch(first, { type: 'SetSeverity', severity: 'P1' })
    list.touch([first])
    await list.settle()
    expect(rows.map(({ id, severity }) => [id, severity])).toEqual([[first, 'P1']])
    expect((await list.load()).map(({ id }) => id).sort()).toEqual([first, second].sort())
  })

  it('gathers changes, and shows them without being asked', async () => {
    const { declared, list, rows } = await listed()
    await list.load()
    list.touch([await declared('came later')])
    await expect.poll(() => rows.map(({ title }) => title)).toEqual(['came later'])
  })

  it('knows the clocks that run, and which reminders were shown', async () => {
    const { desk, declared, list } = await listed()
    const incident = await declared()
    const start = (await desk.read(incident))!.incident.entries[0]!.fact.id
    await desk.dispatch(incident, { type: 'ShowReminder', rule: 'stakeholders', start, due: utc('14:15'), text: 'Notify stakeholders: due 15:15' })
    await list.load()
    const [summary] = list.summaries()
    expect(summary!.clocks.map(({ rule }) => rule)).toEqual(['stakeholders', 'update'])
    expect([...summary!.reminded]).toEqual([`reminder:stakeholders:${start}:${utc('14:15')}`])
  })

  it('says that the store cannot be read, and tries again when asked again', async () => {
    const { desk, declared } = await listed()
    await declared('still there')
    let broken = true
    const faults: (string | undefined)[] = []
    const fault = { code: 'io', sentence: 'The disk failed.' } as const
    const list = createIncidentList(
      { ...desk, list: () => (broken ? Promise.resolve({ ok: false as const, fault }) : desk.list()) },
      { onRows: () => undefined, onFault: (told) => faults.push(told?.sentence) },
    )
    expect(await list.load()).toEqual([])
    expect(faults).toEqual(['The disk failed.'])
    broken = false
    expect((await list.load()).map(({ title }) => title)).toEqual(['still there'])
    expect(faults).toEqual(['The disk failed.', undefined])
  })
})
