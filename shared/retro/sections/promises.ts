/** Promised and actual: every promise and every next update that was announced, against what came of it, with both times. */
import { itemsOf, type Item } from '../../incident/state.ts'
import { isOver, promisesOf, type PromiseStatus } from '../../incident/status.ts'
import type { Clock } from '../../playbook/due.ts'
import type { Material } from '../material.ts'
import { timeInline } from '../times.ts'
import { late, quiet, table, text, type Column, type Line, type Section } from '../tree.ts'
import { overrun } from './deadlines.ts'

const COLUMNS: readonly Column[] = [
  { title: 'Promised', kind: 'words' },
  { title: 'To', kind: 'words' },
  { title: 'By', kind: 'time' },
  { title: 'Actual', kind: 'words' },
]

/** Left out where nothing was promised. */
export function promisesSection(material: Material): Section[] {
  const { state, times } = material
  const promised = [
    ...promisesOf(state).map((status) => ({ item: status.promise, ...promiseRow(status.promise), actual: promiseOutcome(material, status) })),
    ...itemsOf(state, 'UpdatePosted').flatMap((item) => {
      const due = item.data.nextUpdateAt
      return due === undefined ? [] : [{ item, what: 'The next update', to: item.data.audience, due, actual: updateOutcome(material, item, due) }]
    }),
  ].sort((a, b) => (`${a.item.time} ${a.item.id}` < `${b.item.time} ${b.item.id}` ? -1 : 1))
  const rows = promised.map(({ what, to, due, actual }) => ({ cells: [[text(what)], [to === null ? quiet('–') : text(to)], [timeInline(times, due)], actual] }))
  return rows.length > 0 ? [{ id: 'promises', title: 'Promised and actual', remark: null, blocks: [table('Promised and actual', COLUMNS, rows)] }] : []
}

function promiseRow({ data }: Item<'PromiseMade'>): { what: string; to: string | null; due: string } {
  return { what: data.who ? `${data.who}: ${data.text}` : data.text, to: data.to ?? null, due: data.dueAt }
}

function promiseOutcome(material: Material, { promise, settled }: PromiseStatus): Line {
  const { times, clocks } = material
  if (!settled) return unsettled(material, clocks.find(({ rule, start }) => rule === 'promise' && start === promise.id))
  const { outcome, dueAt } = settled.data
  const said = timeInline(times, settled.time)
  if (outcome === 'kept') return kept(material, promise.data.dueAt, settled.time)
  return outcome === 'dropped' ? [text('dropped: '), said] : [text('revised to '), dueAt === undefined ? quiet('no time') : timeInline(times, dueAt), text(', said '), said]
}

/** An announced update is kept by the next one that went out, whoever it was for. */
function updateOutcome(material: Material, { id }: Item<'UpdatePosted'>, due: string): Line {
  const clock = material.clocks.find(({ rule, start }) => rule === 'update' && start === id)
  // No clock runs from an update that never went out, or once the incident is resolved.
  if (!clock) return [quiet('none due')]
  return clock.metAt === null ? unsettled(material, clock) : kept(material, due, clock.metAt)
}

function kept({ times, isKnown }: Material, due: string, done: string): Line {
  if (!isKnown(done)) return [quiet('kept, not known when')]
  return done > due ? [late(`late by ${overrun(due, done)}`), text(': '), timeInline(times, done)] : [text('kept: '), timeInline(times, done)]
}

function unsettled({ state, backfilled, times }: Material, clock: Clock | undefined): Line {
  if (clock && clock.endedAt !== null && clock.endedAt <= clock.due) return [quiet('no longer due from '), timeInline(times, clock.endedAt)]
  return backfilled || isOver(state) ? [text('never')] : [quiet('open')]
}
