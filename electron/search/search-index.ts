/** A full-text index over all incidents, in memory alone: each search first looks which journals have changed, and forgets what they said. */
import MiniSearch from 'minisearch'
import { ENTRIES_SHOWN, INCIDENTS_SHOWN, type Found, type FoundIncident, type Searched, type SearchWish } from '../../shared/search.ts'
import type { IncidentRow } from '../../shared/api.ts'
import { dateTime } from '../../shared/time/format.ts'
import { entryTeller } from '../../shared/views/timeline.ts'
import { createTimelineOrder } from '../../shared/views/timeline-order.ts'
import type { Desk, ReadIncident } from '../desk.ts'
import { summaryOf } from '../incident-summary.ts'
import { createBreath } from '../journal/breath.ts'
import { createQueue } from '../journal/queue.ts'

export interface SearchIndex {
  /**
   * What holds all the words, each as it stands or as the beginning of a longer one.
   * @param patience ms to wait for incidents that are not read yet; they are read on after the answer
   */
  search(wish: SearchWish, patience?: number): Promise<Searched>
}

/** One index an incident: forgetting it leaves no word behind. */
interface Indexed {
  readonly row: IncidentRow
  readonly entries: ReadonlyMap<string, Found>
  readonly index: MiniSearch
}

type SearchedDesk = Pick<Desk, 'list' | 'look' | 'read'>

const NOT_READ: Searched = { incidents: [], count: 0, terms: [], read: 0, of: 0 }

export function createSearchIndex(desk: SearchedDesk): SearchIndex {
  /** null: there is nothing that could be read */
  const known = new Map<string, { readonly print: string; readonly indexed: Indexed | null }>()
  const stale = new Map<string, string>()
  const enqueue = createQueue()
  let reading: Promise<void> | null = null
  let of = 0

  /** From here on nothing is found that a journal said before it changed: a redaction is such a change. */
  async function look(): Promise<boolean> {
    const listed = await desk.list()
    if (!listed.ok) {
      known.clear()
      stale.clear()
      return false
    }
    const ids = new Set(listed.ids)
    for (const id of [...known.keys(), ...stale.keys()]) {
      if (ids.has(id)) continue
      known.delete(id)
      stale.delete(id)
    }
    for (const id of ids) {
      const { print } = await desk.look(id)
      if (known.get(id)?.print === print) continue
      known.delete(id)
      stale.set(id, print)
    }
    of = ids.size
    return true
  }

  async function readStale(): Promise<void> {
    for (let next = first(stale); next !== null; next = first(stale)) {
      const [id, print] = next
      const read = await desk.read(id)
      const indexed = read && (await indexOf(read))
      // Deleted, or changed once more, while it was read: what was read says nothing any more.
      if (stale.get(id) !== print) continue
      stale.delete(id)
      known.set(id, { print, indexed })
    }
  }

  return {
    async search(wish, patience = Infinity) {
      if (!(await enqueue(look))) return NOT_READ
      reading ??= readStale().finally(() => (reading = null))
      await (patience === Infinity ? reading : Promise.race([reading, new Promise((resolve) => setTimeout(resolve, patience))]))
      const all = [...known.values()].flatMap(({ indexed }) => (indexed ? [indexed] : []))
      return { ...find(all, wish), read: of - stale.size, of }
    },
  }
}

async function indexOf(read: ReadIncident): Promise<Indexed> {
  const breath = createBreath()
  const entries = new Map<string, Found>()
  const index = new MiniSearch<Found & { links: string }>({ idField: 'entry', fields: ['text', 'who', 'links'], storeFields: [], autoVacuum: false })
  const tell = entryTeller(read.incident, read.playbook, (time) => dateTime(time, 'UTC'))
  for (const each of createTimelineOrder()(read.incident)) {
    const { id, time, text, by, evidence } = tell(each)
    const found = { entry: id, time, who: by.name, text }
    entries.set(id, found)
    index.add({ ...found, links: evidence.map(({ url, title }) => `${url} ${title ?? ''}`).join(' ') })
    if (breath.due()) await breath.take()
  }
  return { row: summaryOf(read).row, entries, index }
}

function find(all: readonly Indexed[], { words, archived, practice }: SearchWish): Omit<Searched, 'read' | 'of'> {
  const terms = new Set<string>()
  const incidents: (FoundIncident & { readonly score: number })[] = []
  let count = 0
  for (const { row, entries, index } of all) {
    if ((row.archived && !archived) || (row.practice && !practice)) continue
    const results = index.search(words, { prefix: true, combineWith: 'AND' })
    if (results.length === 0) continue
    for (const result of results) for (const term of result.terms) terms.add(term)
    count += results.length
    const shown = results.slice(0, ENTRIES_SHOWN).map(({ id }) => entries.get(id as string)!)
    incidents.push({ row, entries: shown, count: results.length, score: results[0]!.score })
  }
  incidents.sort((a, b) => b.score - a.score || (a.row.declaredAt < b.row.declaredAt ? 1 : -1))
  return { incidents: incidents.slice(0, INCIDENTS_SHOWN).map(({ score: _, ...incident }) => incident), count, terms: [...terms] }
}

function first<K, V>(map: ReadonlyMap<K, V>): readonly [K, V] | null {
  for (const entry of map) return entry
  return null
}
