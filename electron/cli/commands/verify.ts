/** `knowngood verify`: checks every line, and lists what is wrong. */
import { shownId } from '../../../shared/incident/words.ts'
import { exportName } from '../../journal/exports.ts'
import type { Finding } from '../../journal/finding.ts'
import { verifyStore, verifyStream, type Report } from '../../journal/verify.ts'
import { DONE, misused, refused, type Call, type CliCommand, type Exit } from '../command.ts'
import { incidentId, noSuchIncident } from '../incident-id.ts'

export const verify: CliCommand = {
  name: 'verify',
  synopsis: '[ID]',
  about: 'checks every line of the store or of one incident; exit code 1 and a list if anything is damaged',
  async run(call) {
    const [word, ...more] = call.words
    if (more.length > 0) return misused(`“${more.join(' ')}” is left over.`)
    const away = await call.desk.away()
    if (away) return refused(away.sentence)
    if (word === undefined) {
      const checked = await verifyStore(call.dataDir, { zone: call.zone })
      return checked.ok ? report(call, checked.report) : refused(checked.fault.sentence)
    }
    const id = incidentId(word)
    if (id === null) return misused(`“${word}” is not an incident's id, as in INC-7KQ2M9XA.`)
    const checked = await verifyStream(call.dataDir, id, { zone: call.zone })
    return checked.files === 0 && checked.findings.length === 0 ? refused(noSuchIncident(id)) : report(call, checked)
  },
}

async function report(call: Call, { streams, files, lines, facts, redactedLines, findings, exports }: Report): Promise<Exit> {
  for (const finding of findings) await call.print(finding.sentence)
  const advice = new Set(findings.map((finding) => finding.advice))
  if (advice.size > 0) await call.print('What to do:')
  for (const sentence of advice) await call.print(`  ${sentence}`)
  const held = heldSentence(exports, call.zone)
  if (held !== null) await call.print(held)
  const counts = [count(streams, 'incident'), count(files, 'file'), count(lines, 'line'), count(facts, 'fact')].join(', ')
  await call.print(`Checked ${counts}.${redactedLines > 0 ? ` Redacted: ${count(redactedLines, 'line')}.` : ''}`)
  const damage = findings.filter(isDamage)
  if (damage.length === 0) return DONE
  return refused(`${count(damage.length, 'finding')}: ${damage.length === 1 ? 'it is' : 'they are'} listed above, with what to do.`)
}

/** What the exports prove; null where there was none, or none holds. */
function heldSentence(exports: Report['exports'], zone: string): string | null {
  const [only] = exports
  if (!only) return null
  if (exports.length === 1) return `Nothing recorded before ${exportName(only.export, zone)} was changed or removed (${shownId(only.stream)}).`
  return `In ${String(exports.length)} incidents nothing recorded before an export was changed or removed; \`knowngood verify ID\` names the export.`
}

function isDamage({ grave }: Finding): boolean {
  return grave
}

function count(number: number, what: string): string {
  return `${String(number)} ${what}${number === 1 ? '' : 's'}`
}
