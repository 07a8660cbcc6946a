/** The last readings of each metric, with a curve where there is more than one. */
import { useMemo } from 'react'
import { instantsOf } from '../../../shared/incident/instants.ts'
import { itemsOf, type Item } from '../../../shared/incident/state.ts'
import { reading } from '../../../shared/views/sentence.ts'
import { useConsole } from '../context.ts'
import { sparkline } from './sparkline.ts'
import styles from './cards.module.css'

/** As many metrics as one glance takes in, those read last. */
const SHOWN = 3

export function Metrics() {
  const { folded } = useConsole()
  const metrics = useMemo(() => lastRead(itemsOf(folded.state, 'MetricRead')), [folded])
  return metrics.map((readings) => <Metric key={readings[0]!.data.metric} readings={readings} />)
}

function Metric({ readings }: { readings: readonly Item<'MetricRead'>[] }) {
  const { state, timeText } = useConsole()
  const last = readings.at(-1)!
  const { metric, value, unit } = last.data
  const { detected, mitigated } = instantsOf(state)
  const curve = sparkline(
    readings.map((item) => ({ time: Date.parse(item.time), value: item.data.value })),
    [detected, mitigated].flatMap((instant) => (instant ? [Date.parse(instant.time)] : [])),
  )
  return (
    <div className={styles.metric}>
      <span className={styles.name}>{metric}</span>
      <span className={styles.value} title={timeText(last.time)}>
        {reading(value, unit)}
      </span>
      {curve && (
        <>
          <svg className={styles.spark} viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={`${metric}: ${readings.map((item) => `${reading(item.data.value, unit)} at ${timeText(item.time)}`).join(', ')}`}>
            <path className={styles.track} d="M0 100H100" />
            {curve.marks.map((x) => (
              <path key={x} className={styles.mark} d={`M${x} 0V100`} />
            ))}
            <path className={styles.curve} d={curve.path} />
          </svg>
          <span className={styles.axis}>
            <span>{timeText(readings[0]!.time)}</span>
            <span>{timeText(last.time)}</span>
          </span>
        </>
      )}
    </div>
  )
}

function lastRead(items: readonly Item<'MetricRead'>[]): Item<'MetricRead'>[][] {
  const byMetric = new Map<string, Item<'MetricRead'>[]>()
  for (const item of items) {
    const { metric } = item.data
    const readings = byMetric.get(metric) ?? []
    readings.push(item)
    // Put back at the end: a map keeps its order of insertion, and the metric read last comes first.
    byMetric.delete(metric)
    byMetric.set(metric, readings)
  }
  return [...byMetric.values()].slice(-SHOWN).reverse()
}
