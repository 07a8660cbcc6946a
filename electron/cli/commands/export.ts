/** `knowngood export`: the retro as a file, or to standard output. */
import { resolve } from 'node:path'
import { RETRO_FORMATS, type RetroFormat } from '../../../shared/api.ts'
import { writeAtomically } from '../../journal/atomic-write.ts'
import { DONE, misused, refused, textOption, type Call, type CliCommand, type Exit } from '../command.ts'
import { chooseIncident } from '../incident-id.ts'
import { recordExport } from '../../record-export.ts'
import { printByApp } from '../print-by-app.ts'

const LATER = ['csv', 'ics']

export const exportCommand: CliCommand = {
  name: 'export',
  synopsis: '[ID] --format md|html|pdf|json [--out FILE] [--zone Z] [--names people]',
  about: 'writes the retro, to FILE or to standard output; as json the facts',
  options: { format: { type: 'string' }, out: { type: 'string' }, names: { type: 'string' } },
  async run(call) {
    const format = readFormat(textOption(call, 'format'))
    if (!format.ok) return format.exit
    const names = textOption(call, 'names') ?? 'people'
    if (names === 'roles') return misused('A retro with roles in place of names is not there yet: leave --names out.')
    if (names !== 'people') return misused(`--names is people or roles, not “${names}”.`)
    const [word, ...more] = call.words
    if (more.length > 0) return misused(`“${more.join(' ')}” is left over.`)
    const out = textOption(call, 'out')
    if (format.format === 'pdf' && out === undefined && call.stdout.isTTY) return misused('A PDF is no text for a terminal: name a file with --out.')

    const chosen = await chooseIncident(call.desk, word)
    if (!chosen.ok) return chosen.exit
    // Loaded when it is wanted: every other command is quicker without it.
    const { renderText } = await import('../../export/render.ts')
    const source = { ...chosen.read, facts: await call.desk.facts(chosen.read.id) }
    const text = renderText(format.format === 'pdf' ? 'html' : format.format, source, { zone: call.zone, names })
    const printed = format.format === 'pdf' ? await printByApp(text) : null
    if (printed?.ok === false) return refused(printed.sentence)
    const exit = await deliver(call, out, printed ? printed.pdf : text)
    if (exit.code !== 0) return exit
    const unrecorded = await recordExport(call.desk, chosen.read.id, format.format)
    if (unrecorded !== null) call.warn(unrecorded)
    return exit
  },
}

function readFormat(name: string | undefined): { ok: true; format: RetroFormat } | { ok: false; exit: Exit } {
  const known = RETRO_FORMATS.find((format) => format === name)
  if (known) return { ok: true, format: known }
  const formats = `--format is one of: ${RETRO_FORMATS.join(', ')}.`
  if (name !== undefined && LATER.includes(name)) return { ok: false, exit: misused(`${name} is not there yet. ${formats}`) }
  return { ok: false, exit: misused(name === undefined ? formats : `There is no format “${name}”. ${formats}`) }
}

async function deliver(call: Call, out: string | undefined, content: string | Buffer): Promise<Exit> {
  if (out !== undefined) {
    const written = await writeAtomically(resolve(out), content)
    return written.ok ? DONE : refused(written.fault.sentence)
  }
  await new Promise<void>((resolve, reject) => call.stdout.write(content, (error) => (error ? reject(error) : resolve())))
  return DONE
}
