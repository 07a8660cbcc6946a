/** What was done against the harm, from start to end, and the checks that were made. */
import { itemsOf } from '../../incident/state.ts'
import { remediationsOf, type RemediationStatus } from '../../incident/status.ts'
import { REMEDIATION_LABEL } from '../../incident/words.ts'
import type { Material } from '../material.ts'
import { lengthBetween } from '../times.ts'
import { NOT_RECORDED, quiet, table, text, type Block, type Column, type Line, type Section, type TableRow } from '../tree.ts'
import { lengthLine } from './durations.ts'

/** Left out where nothing was carried out and nothing checked. */
export function remediesSection(material: Material): Section[] {
  const blocks = [...remedies(material), ...checks(material)]
  return blocks.length > 0 ? [{ id: 'remedies', title: 'Remedies and checks', remark: null, blocks }] : []
}

function remedies(material: Material): Block[] {
  const rows = remediationsOf(material.state).map((status) => remedyRow(material, status))
  return rows.length > 0 ? [table('Remedies', columnsOf('What', 'From … to', 'Outcome'), rows)] : []
}

function remedyRow({ times }: Material, { started, completed }: RemediationStatus): TableRow {
  const kind = (started ?? completed)!.data.kind
  const words = [REMEDIATION_LABEL[kind], started?.data.target && `to ${started.data.target}`, started?.data.text && `(${started.data.text})`]
  const outcome: Line = completed ? [text(`${completed.data.outcome}${completed.data.text ? `: ${completed.data.text}` : ''}`)] : [NOT_RECORDED]
  return {
    cells: [[text(words.filter(Boolean).join(' '))], lengthLine(lengthBetween(times, started?.fact ?? null, completed?.fact ?? null)), outcome],
  }
}

function checks({ state, times }: Material): Block[] {
  const rows = itemsOf(state, 'CheckRecorded').map(({ data, fact }): TableRow => {
    const found = [data.reading, data.expected && `expected ${data.expected}`, data.text].filter(Boolean).join('; ')
    return { cells: [[text(times.of(fact))], [text(data.name)], [text(data.verdict)], found ? [text(found)] : [quiet('–')]] }
  })
  const [time, ...others] = columnsOf('Time', 'Check', 'Verdict', 'What was read')
  return rows.length > 0 ? [table('Checks', [{ ...time!, kind: 'time' }, ...others], rows)] : []
}

function columnsOf(...titles: string[]): Column[] {
  return titles.map((title) => ({ title, kind: 'words' }))
}
