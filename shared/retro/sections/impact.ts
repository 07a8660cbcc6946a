/** What the incident did, in numbers where there are any: assessments, severity over time, readings. */
import { itemsOf, type Item } from '../../incident/state.ts'
import { reading } from '../../views/sentence.ts'
import type { Material } from '../material.ts'
import { figure, NOT_RECORDED, paragraph, quiet, table, text, type Block, type Line, type Row, type Section } from '../tree.ts'

export interface Reading {
  /** "15%" */
  readonly value: string
  /** when it was read, as people read it */
  readonly time: string
}

export interface Metric {
  readonly name: string
  readonly first: Reading
  /** the highest; of equal ones the first */
  readonly peak: Reading
  readonly lowest: Reading
  readonly last: Reading
  readonly count: number
}

/** Readings by metric and unit, the metric that was read most often first. */
export function metricsOf({ state, times }: Material): Metric[] {
  const series = new Map<string, Item<'MetricRead'>[]>()
  for (const item of itemsOf(state, 'MetricRead')) {
    const key = JSON.stringify([item.data.metric, item.data.unit ?? null])
    const items = series.get(key)
    if (items) items.push(item)
    else series.set(key, [item])
  }
  return [...series.values()]
    .map((items): Metric => {
      const readings = items.map(({ data, fact }) => ({ value: reading(data.value, data.unit), time: times.of(fact), number: data.value }))
      const highest = readings.reduce((best, each) => (each.number > best.number ? each : best))
      const lowest = readings.reduce((best, each) => (each.number < best.number ? each : best))
      return { name: items[0]!.data.metric, first: readings[0]!, peak: highest, lowest, last: readings.at(-1)!, count: readings.length }
    })
    .sort((a, b) => b.count - a.count)
}

/** "P2 from 14:16", "P1 from 14:22": each severity with the time from which it held. */
export function severityHistory({ state, times }: Material): string[] {
  return itemsOf(state, 'SeverityChanged').map(({ data, fact }) => `${data.severity ?? 'none'} from ${times.of(fact)}`)
}

/** The same with its reason, and with what the playbook proposed where something else was set. */
function severityReasons({ state, times }: Material): string[] {
  return itemsOf(state, 'SeverityChanged').map(({ data: { severity, reason, proposed }, fact }) => {
    const aside = [reason, proposed !== undefined && proposed !== severity && `${proposed} was proposed`].filter(Boolean).join('; ')
    return `${severity ?? 'none'} from ${times.of(fact)}${aside ? ` (${aside})` : ''}`
  })
}

export function impactSection(material: Material): Section {
  const { state, times } = material
  const started = itemsOf(state, 'ImpactStarted')[0]
  const assessed = itemsOf(state, 'ImpactAssessed')
  const severity = severityReasons(material)
  const rows: Row[] = [
    { term: 'Impact start', words: started ? [text(times.of(started.fact)), ...(started.data.text ? [text(`: ${started.data.text}`)] : [])] : [NOT_RECORDED] },
    ...(assessed.length === 0 ? [{ term: 'Assessed', words: [NOT_RECORDED] }] : []),
    ...assessed.map((item) => ({ term: `Assessed ${times.phrase(item.fact)}`, words: [text(assessment(material, item))] })),
    { term: 'Severity', words: severity.length > 0 ? [text(severity.join(', '))] : [NOT_RECORDED] },
  ]
  return { id: 'impact', title: 'Impact', remark: null, blocks: [{ kind: 'rows', rows }, ...readingsTable(material)] }
}

/** An assessment without the words "Impact assessed". */
export function assessment({ sentence }: Material, { fact }: Item<'ImpactAssessed'>): string {
  return sentence(fact).replace(/^Impact assessed: /, '')
}

function readingsTable(material: Material): Block[] {
  const metrics = metricsOf(material)
  if (metrics.length === 0) return [paragraph(quiet('No metric was read.'))]
  const cell = ({ value, time }: Reading): Line => [figure(value), quiet(`, ${time}`)]
  const columns = ['Metric', 'First', 'Peak', 'Lowest', 'Last'].map((title) => ({ title, kind: 'words' as const }))
  const rows = metrics.map(({ name, first, peak, lowest, last }) => ({ cells: [[text(name)], cell(first), cell(peak), cell(lowest), cell(last)] }))
  return [table('Readings', columns, rows)]
}
