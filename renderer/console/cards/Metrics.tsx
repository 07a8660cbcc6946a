/** The last readings of each metric, with a curve where there is more than one. */
import { useMemo } from 'react'
import { instantsOf } from '../../../shared/incident/instants.ts'
import { itemsOf, type Item } from '../../../shared/incident/state.ts'
import { reading } from '../../../shared/views/sentence.ts'
import { useConsole } from '../context.ts'
import { Curve } from './Curve.tsx'
import { curveText, thinned } from './readings.ts'
import { sparkline } from './sparkline.ts'
import styles from './cards.module.css'

/** As many metrics as one glance takes in, those read last. */
const SHOWN = 3

export function Metrics() {
  const { state, timeText } = useConsole()
  const items = itemsOf(state, 'MetricRead')
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the fold puts into this very list, or makes another: the same list of the same length says the same
  const metrics = useMemo(() => lastRead(items), [items, items.length])
  const { detected, mitigated } = instantsOf(state)
  return metrics.map((readings) => <Metric key={readings[0]!.data.metric} readings={readings} detected={detected?.time ?? null} mitigated={mitigated?.time ?? null} timeText={timeText} />)
}

interface MetricProps {
  readings: readonly Item<'MetricRead'>[]
  detected: string | null
  mitigated: string | null
  timeText: (time: string) => string
}

function Metric({ readings, detected, mitigated, timeText }: MetricProps) {
  const last = readings.at(-1)!
  const { metric, value, unit } = last.data
  const curve = useMemo(() => {
    const points = thinned(readings.map((item) => ({ time: Date.parse(item.time), value: item.data.value })))
    return sparkline(points, [detected, mitigated].flatMap((time) => (time === null ? [] : [Date.parse(time)])))
  }, [readings, detected, mitigated])
  return (
    <div className={styles.metric}>
      <span className={styles.name}>{metric}</span>
      <span className={styles.value} title={timeText(last.time)}>
        {reading(value, unit)}
      </span>
      {curve && (
        <>
          <Curve {...curve} label={curveText(readings, timeText)} />
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
