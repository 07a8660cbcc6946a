/** The summary: start shows what the list said last, reads nothing that has not changed, and is never believed where it might be wrong. */
import { appendFile, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { firedCommand } from '../../shared/alerts/record-alerts.ts'
import type { IncidentRow } from '../../shared/api.ts'
import type { Desk } from '../../electron/desk.ts'
import { createIncidentList, type IncidentList, type IncidentListOptions } from '../../electron/incident-list.ts'
import { streamFolder } from '../../electron/journal/layout.ts'
import { openSummaryFile, readSummary } from '../../electron/summary/summary-file.ts'
import { keptSummaryPlace, summaryPlace } from '../../electron/summary/place.ts'
import { ERROR_RATE } from '../helpers/alerts.ts'
import { countingDisk } from '../helpers/counting-disk.ts'
import { deskOn, type TestDesk } from '../helpers/desk.ts'
import { STORED_AT } from '../helpers/long-incident.ts'
import { journalsOf, tempFolder } from './journal/facts.ts'

const BUILD = 'build under test'

interface Started extends TestDesk {
  readonly list: IncidentList
  readonly rows: IncidentRow[]
  readonly gone: string[]
  /** the incidents whose journals were read since it was last asked */
  read(): string[]
}

/** A store, and starts on it that share a profile. */
async function profiled() {
  const folder = await tempFolder()
  const dataDir = join(folder, 'store')
  const path = join(folder, 'summary.json')
  const start = ({ build = BUILD, desk, ...options }: IncidentListOptions & { build?: string; desk?: Desk } = {}): Started => {
    const { disk, read } = countingDisk()
    const test = deskOn(dataDir, { disk })
    const rows: IncidentRow[] = []
    const gone: string[] = []
    const file = openSummaryFile(path, { dataDir, build })
    const list = createIncidentList(desk ?? test.desk, { onRows: (changed) => rows.push(...changed), onGone: (ids) => gone.push(...ids), onFault: () => undefined }, { file, ...options })
    onTestFinished(() => list.close())
    return { ...test, list, rows, gone, read }
  }
  /** Three incidents, one of them over, and a summary that says so. */
  const before = async (): Promise<[string, string, string]> => {
    const { declared, desk, list } = start()
    const ids: [string, string, string] = [await declared('API errors'), await declared('Queue is stuck'), await declared('Certificate expired')]
    await desk.dispatch(ids[2], { type: 'ResolveIncident' })
    // Whole seconds, which can be put back exactly.
    for (const id of ids) for (const name of (await journalsOf(dataDir, id)).keys()) await utimes(join(streamFolder(dataDir, id), name), STORED_AT, STORED_AT)
    await list.load()
    await list.close()
    await desk.close()
    return ids
  }
  return { folder, dataDir, path, start, before }
}

const titles = (rows: readonly IncidentRow[] | null): string[] => (rows ?? []).map(({ title }) => title).sort()
const byId = (rows: readonly IncidentRow[]): IncidentRow[] => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
const ALL = ['API errors', 'Certificate expired', 'Queue is stuck']

describe('a start with a summary', () => {
  it('shows every row before it looks at anything, and reads no journal', async () => {
    const { start, before } = await profiled()
    await before()
    const { list, rows, gone, read } = start()
    expect(titles(list.remembered())).toEqual(ALL)
    expect(titles(await list.load())).toEqual(ALL)
    expect(read()).toEqual([])
    expect([rows, gone]).toEqual([[], []])
  })

  it('reads what has changed since, and that alone', async () => {
    const { start, before } = await profiled()
    const [first, second] = await before()
    const elsewhere = start()
    await elsewhere.desk.dispatch(first, { type: 'ChangeTitle', title: 'API is down' })
    const declared = await elsewhere.declared('Disk is full')
    const { list, rows, read } = start()
    expect(titles(await list.load())).toEqual(['API is down', 'Certificate expired', 'Disk is full', 'Queue is stuck'])
    expect(read()).toEqual([first, declared].sort())
    expect(rows.map(({ id }) => id).sort()).toEqual([first, declared].sort())
    expect(rows.map(({ id }) => id)).not.toContain(second)
  })

  it('takes away what is gone', async () => {
    const { start, before, dataDir } = await profiled()
    const [first] = await before()
    await rm(streamFolder(dataDir, first), { recursive: true })
    const { list, gone } = start()
    expect(titles(list.remembered())).toEqual(ALL)
    expect(titles(await list.load())).toEqual(['Certificate expired', 'Queue is stuck'])
    expect(gone).toEqual([first])
  })

  it('rings for nothing whose journals were not looked at', async () => {
    const { start, before } = await profiled()
    const [first] = await before()
    // Notified meanwhile: the clock that the summary still knows has been met.
    await start().desk.dispatch(first, { type: 'NotifyStakeholders', groups: ['pm', 'product-lead', 'relevant-teams'] })
    const { list } = start()
    list.remembered()
    expect(list.summaries()).toEqual([])
    await list.load()
    const summary = list.summaries().find(({ row }) => row.id === first)!
    expect(summary.clocks.map(({ rule }) => rule)).toEqual(['update'])
  })

  it('knows which reminders were put off, and by which entry', async () => {
    const { start, before } = await profiled()
    const [first] = await before()
    const { desk, list } = start()
    const declaration = (await desk.read(first))!.incident.entries[0]!.fact
    const answer = await desk.dispatch(first, { type: 'SnoozeReminder', rule: 'stakeholders', start: declaration.id, due: '2025-02-01T14:15:00.000Z', until: '2025-02-01T14:25:00.000Z' })
    await list.load()
    await list.close()
    const later = start().list
    await later.load()
    const { snoozed } = later.summaries().find(({ row }) => row.id === first)!
    expect([...snoozed]).toEqual([[`stakeholders:${declaration.id}:2025-02-01T14:15:00.000Z`, { until: '2025-02-01T14:25:00.000Z', entry: answer.ok && answer.facts[0] }]])
  })

  it('knows which reminders were shown', async () => {
    const { start, before } = await profiled()
    const [first] = await before()
    const { desk, list } = start()
    const declaration = (await desk.read(first))!.incident.entries[0]!.fact
    await desk.dispatch(first, { type: 'ShowReminder', rule: 'stakeholders', start: declaration.id, due: '2025-02-01T14:15:00.000Z', text: 'Notify stakeholders: due 15:15' })
    await list.load()
    await list.close()
    const later = start().list
    await later.load()
    expect([...later.summaries().find(({ row }) => row.id === first)!.reminded]).toEqual([`reminder:stakeholders:${declaration.id}:2025-02-01T14:15:00.000Z`])
  })

  it('knows what waits to be sent and whose answer is awaited, so that a start sends on without reading anything', async () => {
    const { start, before } = await profiled()
    const [first, second] = await before()
    const { desk, list } = start()
    const send = [{ channel: 'ch-00000000', name: 'Pager', kind: 'PagerDuty' }]
    for (const id of [first, second]) await desk.dispatch(id, { type: 'Page', whom: 'Bo', send })
    const [queued] = (await desk.facts(second)).filter(({ type }) => type === 'DeliveryQueued')
    await desk.dispatch(second, { type: 'TryDelivery', delivery: queued!.id, number: 1 })
    await desk.dispatch(second, { type: 'AnswerDelivery', delivery: queued!.id, number: 1, result: 'accepted' })
    await list.load()
    await list.close()
    const later = start()
    await later.list.load()
    const known = (id: string) => later.list.summaries().find(({ row }) => row.id === id)!
    expect([known(first).outgoing, known(first).awaited]).toMatchObject([[{ channel: 'ch-00000000', due: '2025-02-01T14:00:00.000Z' }], []])
    expect([known(second).outgoing, known(second).awaited]).toMatchObject([[], [{ page: queued!.data['subject'], channel: 'ch-00000000', since: '2025-02-01T14:00:00.000Z' }]])
  })

  it('knows which alerts are in an incident, and where they came from', async () => {
    const { start, before } = await profiled()
    const [first] = await before()
    const { desk, list } = start()
    await desk.dispatch(first, firedCommand(ERROR_RATE))
    await list.load()
    await list.close()
    const later = start()
    await later.list.load()
    expect(later.read()).toEqual([])
    expect(later.list.summaries().find(({ row }) => row.id === first)!.alerts).toEqual([
      { source: 'Alertmanager', group: 'HighErrorRate{service="webhooks"}', startsAt: '2025-02-01T14:15:00.000Z', over: false, links: ['http://prometheus.example.org/graph?g0.expr=up'] },
    ])
  })
})

describe('a store that is away', () => {
  it('shows no rows that nobody could open, and all of them once it is back', async () => {
    const { start, before } = await profiled()
    await before()
    const { desk } = start()
    let away = true
    const fault = { code: 'gone', sentence: 'It could not be found.' } as const
    const broken = { ...desk, list: () => (away ? Promise.resolve({ ok: false as const, fault }) : desk.list()) }
    const { list, rows } = start({ desk: broken })
    expect(titles(list.remembered())).toEqual(ALL)
    expect(await list.load()).toEqual([])
    away = false
    expect(titles(await list.load())).toEqual(ALL)
    expect(rows).toEqual([])
  })
})

describe('the list while the app runs', () => {
  it('reads again what is not as it was looked at, and nothing else', async () => {
    const { start, before } = await profiled()
    const [first, second, third] = await before()
    const { desk, list, rows, gone, read, declared } = start()
    await list.load()
    const prints = async (...ids: string[]) => new Map(await Promise.all(ids.map(async (id) => [id, await desk.look(id)] as const)))
    list.look(await prints(first, second, third))
    await list.settle()
    expect(read()).toEqual([])

    // A look from before a declaration does not make it vanish.
    const old = await prints(first, second, third)
    const fourth = await declared('Came meanwhile')
    list.touch([fourth])
    await list.settle()
    list.look(old)
    await list.settle()
    expect(rows.map(({ title }) => title)).toContain('Came meanwhile')
    expect(gone).toEqual([])
  })
})

describe('a summary is not believed', () => {
  const changes: readonly [what: string, change: (file: string) => Promise<void>][] = [
    ['a journal has grown', (file) => appendFile(file, 'x')],
    ['a journal was renamed', (file) => rename(file, file.replace(/[^/]+$/, 'k7f3q9a2.jsonl'))],
    ['a journal was written at another time', (file) => utimes(file, 1_700_000_000, 1_700_000_000)],
    [
      'a journal was replaced by one of the same size and time',
      async (file) => {
        await writeFile(`${file}.new`, await readFile(file))
        await utimes(`${file}.new`, STORED_AT, STORED_AT)
        await rename(`${file}.new`, file)
      },
    ],
    ['a journal came', (file) => writeFile(file.replace(/[^/]+$/, 'q2w3e4r5.jsonl'), '')],
    ['a journal went', (file) => rm(file)],
  ]
  it.each(changes)('where %s', async (what, change) => {
    const { start, before, dataDir, path } = await profiled()
    const [first] = await before()
    const [name] = [...(await journalsOf(dataDir, first)).keys()]
    await change(join(streamFolder(dataDir, first), name!))
    const { list, read } = start()
    const rows = await list.load()
    expect(read()).toEqual(what === 'a journal went' ? [] : [first])
    // Whatever they are now: as they are read without any summary.
    await rm(path)
    expect(byId(rows)).toEqual(byId(await start().list.load()))
  })

  it('where another build made it, or for another store: not even its rows are shown', async () => {
    const { start, before, path, folder } = await profiled()
    const ids = await before()
    const { list, read } = start({ build: 'the next build' })
    expect(list.remembered()).toBeNull()
    expect(titles(await list.load())).toEqual(ALL)
    expect(read()).toEqual([...ids].sort())
    await before()
    expect(readSummary(path, { dataDir: join(folder, 'elsewhere'), build: BUILD }).size).toBe(0)
    expect(readSummary(path, { dataDir: join(folder, 'store'), build: '' }).size).toBe(0)
  })

  it('where a byte of it is not as it was written', async () => {
    const { start, before, path } = await profiled()
    await before()
    const whole = await readFile(path)
    for (let at = 0; at < whole.length; at += 7) {
      const damaged = Buffer.from(whole)
      damaged[at] = damaged[at]! ^ 1
      await writeFile(path, damaged)
      expect(titles(start().list.remembered())).toEqual([])
    }
    for (const text of ['', '{', '[]\n', 'null\nnull', whole.toString().slice(0, -1), `${whole.toString()}\n`]) {
      await writeFile(path, text)
      expect(titles(start().list.remembered())).toEqual([])
    }
    expect(titles(await start().list.load())).toEqual(ALL)
  })

  it('of an incident whose playbook is missing: it may come any time, and changes what is due', async () => {
    const { start, before, dataDir } = await profiled()
    const ids = await before()
    await rename(join(dataDir, 'playbooks'), join(dataDir, 'playbooks elsewhere'))
    await rm(join(dataDir, '..', 'summary.json'))
    const without = start().list
    await without.load()
    await without.close()
    await rename(join(dataDir, 'playbooks elsewhere'), join(dataDir, 'playbooks'))
    const { list, read } = start()
    await list.load()
    expect(read()).toEqual([...ids].sort())
  })
})

describe('a summary is kept', () => {
  it('with what can be read of every incident, whoever reads it', async () => {
    const { before, path, dataDir, start } = await profiled()
    await before()
    const kept = readSummary(path, { dataDir, build: BUILD })
    const { desk } = start()
    expect(kept.size).toBe(3)
    for (const [id, { summary, print }] of kept) {
      expect(summary).toEqual(await desk.summary(id))
      expect(print).toBe((await desk.look(id)).print)
    }
  })

  it('and when its place cannot be written, nothing happens but that the next start reads', async () => {
    const { folder, start, dataDir } = await profiled()
    const file = openSummaryFile(join(folder, 'no such folder', 'summary.json'), { dataDir, build: BUILD })
    const { declared, list } = start({ file })
    await declared('API errors')
    await list.load()
    await list.close()
    expect(titles(await start({ file }).list.load())).toEqual(['API errors'])
  })
})

describe('a redaction', () => {
  const words = 'API errors'

  it('reaches the summary of an app that runs: the words are out of the file at once, and the row is read anew', async () => {
    const { start, before, path } = await profiled()
    const [first] = await before()
    const { list, read } = start()
    await list.load()
    expect(await readFile(path, 'utf8')).toContain(words)
    const erasing = summaryPlace(list).erase({ stream: first, facts: new Set(), files: new Set() })
    expect(await erasing).toEqual([])
    expect(await readFile(path, 'utf8')).not.toContain(words)
    expect(read()).toEqual([first])
  })

  it('reaches the file where no app runs, whatever made it; the others stay', async () => {
    const { start, before, path, folder, dataDir } = await profiled()
    const [first] = await before()
    const place = keptSummaryPlace(folder)
    const redaction = { stream: first, facts: new Set<string>(), files: new Set<string>() }
    expect(await place.erase(redaction)).toEqual([])
    expect(await readFile(path, 'utf8')).not.toContain(words)
    expect(readSummary(path, { dataDir, build: BUILD }).size).toBe(2)
    const { list, read } = start()
    expect(titles(await list.load())).toEqual(ALL)
    expect(read()).toEqual([first])
    // Damaged, it may hold the words anywhere.
    await writeFile(path, `not a summary ${words} ${first}`)
    expect(await place.erase(redaction)).toEqual([])
    expect(await readFile(path, 'utf8')).toBe('')
    await rm(path)
    expect(await place.erase(redaction)).toEqual([])
  })
})
