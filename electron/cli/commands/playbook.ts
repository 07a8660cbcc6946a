/** `knowngood playbook`: checks the team's file, shows what is in force, begins a file. */
import { resolve } from 'node:path'
import { readPlaybookFile, type PlaybookFault } from '../../../shared/playbook/file.ts'
import { faultText, PLAYBOOK_FILE, playbookTrouble } from '../../../shared/playbook/status.ts'
import { nodeDisk } from '../../journal/disk.ts'
import { faultOf, systemCode } from '../../journal/fault.ts'
import { openPlaybookFile } from '../../playbook/playbook-file.ts'
import { DONE, misused, refused, type Call, type CliCommand, type Exit } from '../command.ts'
import { oneLine } from '../print.ts'

const WHAT: Readonly<Record<string, (call: Call, words: readonly string[]) => Promise<Exit>>> = { check, show, init }

export const playbook: CliCommand = {
  name: 'playbook',
  synopsis: 'check [FILE] | show | init',
  about: `checks ${PLAYBOOK_FILE} in the store, or another file; exit 1 and a list if it cannot be used`,
  notes: ['show prints the playbook that new incidents begin with, whole, as JSON.', `init writes a ${PLAYBOOK_FILE} to begin with, unless there is one.`],
  async run(call) {
    const [what = '', ...words] = call.words
    const run = Object.hasOwn(WHAT, what) ? WHAT[what] : undefined
    if (!run) return misused(`Say what to do with the playbook: knowngood playbook ${Object.keys(WHAT).join(' | ')}`)
    if (words.length > (what === 'check' ? 1 : 0)) return misused(`“${words.slice(what === 'check' ? 1 : 0).join(' ')}” is left over.`)
    return run(call, words)
  },
}

async function check(call: Call, [named]: readonly string[]): Promise<Exit> {
  if (named !== undefined) {
    const path = resolve(named)
    try {
      return await report(call, named, readPlaybookFile((await nodeDisk.readWhole(path)).toString('utf8')).faults)
    } catch (error) {
      if (systemCode(error) === null) throw error
      return refused(faultOf(error, { doing: 'read', where: path, outcome: 'nothing was checked' }).sentence)
    }
  }
  const { state, path, faults, trouble } = await openPlaybookFile({ dataDir: call.dataDir }).look()
  if (state === 'unreadable') return refused(trouble ?? `${path} cannot be read.`)
  if (state === 'good' || state === 'broken') return report(call, PLAYBOOK_FILE, faults)
  await call.print(`There is no ${path}: the built-in playbook holds. \`knowngood playbook init\` writes a file to begin with.`)
  return DONE
}

async function report(call: Call, name: string, faults: readonly PlaybookFault[]): Promise<Exit> {
  for (const fault of faults) await call.print(oneLine(`${name}, ${faultText(fault)}`))
  const grave = faults.filter((fault) => fault.grave).length
  if (grave > 0) return refused(`${name} cannot be used: ${String(grave)} ${grave === 1 ? 'fault has' : 'faults have'} to be mended.`)
  await call.print(`${name} is in order.`)
  return DONE
}

async function show(call: Call): Promise<Exit> {
  const file = openPlaybookFile({ dataDir: call.dataDir })
  const trouble = playbookTrouble(await file.look())
  if (trouble !== null) call.warn(oneLine(trouble))
  await call.print(JSON.stringify(file.current(), null, 2))
  return DONE
}

async function init(call: Call): Promise<Exit> {
  const away = await call.desk.away()
  if (away) return refused(away.sentence)
  const file = openPlaybookFile({ dataDir: call.dataDir })
  const { state, path } = await file.look()
  if (state !== 'absent') return refused(`${path} is there already, and stays as it is.`)
  const begun = await file.begin()
  if (!begun.ok) return refused(begun.sentence)
  await call.print(path)
  return DONE
}
