/** The facts that a reader sees first: severity, how long until it was noticed, answered and stopped, and the worst number. */
import { itemsOf } from '../../incident/state.ts'
import { severityAt } from '../../incident/status.ts'
import { durationsOf } from '../../views/durations.ts'
import type { Material } from '../material.ts'
import { figure, NOT_RECORDED, text, type Tile } from '../tree.ts'
import { lengthOf } from './durations.ts'
import { metricsOf, severityHistory } from './impact.ts'

export function tilesOf(material: Material): Tile[] {
  const noticed = itemsOf(material.state, 'ImpactStarted').length > 0 || itemsOf(material.state, 'Deployed').length === 0
  return [
    severityTile(material),
    durationTile(material, noticed ? 'Impact start to detection' : 'Deployment to detection', noticed ? null : 'impact start not recorded'),
    durationTile(material, 'Detection to page'),
    durationTile(material, 'Detection to mitigation'),
    ...metricTile(material),
  ]
}

function severityTile(material: Material): Tile {
  const severity = severityAt(material.state)
  const history = severityHistory(material)
  const detail = history.length > 1 ? history.join(', ') : (history[0] ?? '').replace(/^\S+ /, '')
  return { value: severity ? figure(severity) : NOT_RECORDED, label: 'severity', detail: [text(detail)] }
}

function durationTile(material: Material, name: string, remark: string | null = null): Tile {
  const length = lengthOf(material, durationsOf(material.state).find((duration) => duration.name === name)!)
  const detail = length.ends === NOT_RECORDED.text ? [] : [text(length.ends)]
  return {
    value: length.text === null ? NOT_RECORDED : figure(length.text),
    label: name.charAt(0).toLowerCase() + name.slice(1),
    detail: remark ? [...detail, text(`; ${remark}`)] : detail,
  }
}

function metricTile(material: Material): Tile[] {
  const [metric] = metricsOf(material)
  if (!metric) return []
  const { name, peak, last } = metric
  const after = last === peak ? '' : `; last ${last.value}, ${last.time}`
  return [{ value: figure(peak.value), label: `${name} at its peak`, detail: [text(`${peak.time}${after}`)] }]
}
