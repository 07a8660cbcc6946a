/** `knowngood`: the desk without a window, on plain Node. */
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Playbook } from '../../shared/playbook/schema.ts'
import { playbookTrouble } from '../../shared/playbook/status.ts'
import { isZone } from '../../shared/time/format.ts'
import { systemClock, systemZone } from '../clock.ts'
import { openCopies } from '../copies.ts'
import { openDesk } from '../desk.ts'
import { systemCode } from '../journal/fault.ts'
import { handingDesk } from '../one-mind/handing-desk.ts'
import { meetingOf } from '../one-mind/meeting.ts'
import { actorOf, loginName } from '../people.ts'
import { profileFolder, SETTINGS_NAME, STORE_FOLDER, SUMMARY_NAME } from '../places.ts'
import { openPlaybookFile } from '../playbook/playbook-file.ts'
import { copiesPlace } from '../redaction/copies-place.ts'
import { INITIAL_SETTINGS, readSettings, type Stored } from '../settings-file.ts'
import { keptSummaryPlace } from '../summary/place.ts'
import { readSummary } from '../summary/summary-file.ts'
import { readArguments } from './arguments.ts'
import { misused, DONE, type CliCommand, type CliOptions, type CliValues, type Exit } from './command.ts'
import { archive } from './commands/archive.ts'
import { attach } from './commands/attach.ts'
import { backup } from './commands/backup.ts'
import { bundle } from './commands/bundle.ts'
import { declare } from './commands/declare.ts'
import { deleteCommand } from './commands/delete.ts'
import { doCommand } from './commands/do.ts'
import { exportCommand } from './commands/export.ts'
import { facts } from './commands/facts.ts'
import { importCommand } from './commands/import.ts'
import { list } from './commands/list.ts'
import { log } from './commands/log.ts'
import { playbook } from './commands/playbook.ts'
import { redact } from './commands/redact.ts'
import { restoreCommand } from './commands/restore.ts'
import { run } from './commands/run.ts'
import { search } from './commands/search.ts'
import { show } from './commands/show.ts'
import { verify } from './commands/verify.ts'
import { oneLine, printTo } from './print.ts'
import { usageOf, usageOfAll } from './usage.ts'

const COMMANDS: readonly CliCommand[] = [
  declare, log, run, attach, doCommand, list, search, show, facts, exportCommand, bundle, importCommand, backup, restoreCommand, redact, archive, deleteCommand, playbook, verify,
]
const COMMON_OPTIONS: CliOptions = { data: { type: 'string' }, zone: { type: 'string' }, help: { type: 'boolean', short: 'h' } }

// Whoever reads our output may have had enough: `knowngood facts | head` ends quietly.
process.stdout.on('error', (error) => {
  if (systemCode(error) !== 'EPIPE') throw error
  process.exit()
})

void main(process.argv.slice(2)).then((exit) => {
  process.exitCode = exit.code
  if ('reason' in exit && exit.reason !== '') process.stderr.write(`${exit.reason}\n`)
})

async function main(args: readonly string[]): Promise<Exit> {
  const [name, ...rest] = args
  if (name === undefined) return misused(usageOfAll(COMMANDS))
  if (name === '--version') return print(`knowngood ${KNOWNGOOD_VERSION}`)
  if (name === '--help' || name === '-h' || name === 'help') {
    const about = COMMANDS.find((command) => command.name === rest[0])
    return print(about ? usageOf(about) : usageOfAll(COMMANDS))
  }
  const command = COMMANDS.find((candidate) => candidate.name === name)
  if (!command) return misused(`There is no command “${name}”. There are: ${COMMANDS.map((candidate) => candidate.name).join(', ')}.`)
  const read = readArguments(rest, { ...COMMON_OPTIONS, ...command.options })
  if (!read.ok) return misused(`${read.sentence} See \`knowngood ${name} --help\`.`)
  return read.values['help'] === true ? print(usageOf(command)) : carryOut(command, read.values, read.words)
}

/** The same store, person and zone as the app's, unless the call says otherwise. */
async function carryOut(command: CliCommand, values: CliValues, words: readonly string[]): Promise<Exit> {
  const here = { platform: process.platform, env: process.env, home: homedir() }
  const profile = profileFolder(here)
  const settings = storedSettings(profile)
  const zone = textOf(values['zone']) ?? settings.zone ?? systemZone()
  if (!isZone(zone)) return misused(`“${zone}” is not a time zone that this machine knows. Take a name such as Europe/Berlin.`)
  const ownFolder = textOf(values['data']) ?? textOf(process.env['KNOWNGOOD_DATA'])
  const dataDir = resolve(ownFolder ?? join(profile, STORE_FOLDER))
  const sitting = { actor: () => actorOf(settings.person, loginName()), zone: () => zone }
  const remembered = once(() => readSummary(join(profile, SUMMARY_NAME), { dataDir, build: KNOWNGOOD_BUILD }))
  const own = openDesk({
    dataDir,
    named: ownFolder !== undefined,
    expected: settings.stores.includes(dataDir),
    clock: systemClock,
    source: 'cli',
    remembered,
    playbook: () => currentPlaybook(dataDir),
    places: [copiesPlace(openCopies(profile), sitting.zone), keptSummaryPlace(profile)],
    ...sitting,
  })
  const desk = handingDesk(own, { meeting: meetingOf(dataDir, here), version: KNOWNGOOD_VERSION, ...sitting })
  const { stdin, stdout, stderr } = process
  const exit = await command.run({
    values,
    words,
    desk,
    dataDir,
    profile,
    clock: systemClock,
    zone,
    stdin,
    stdout,
    print: (line) => printTo(stdout, line),
    warn: (sentence) => void stderr.write(`${sentence}\n`),
  })
  await desk.close()
  return exit
}

/** What a new incident begins with. Said aloud where the file cannot be used: nobody looks at a banner here. */
async function currentPlaybook(dataDir: string): Promise<Playbook> {
  const file = openPlaybookFile({ dataDir })
  const trouble = playbookTrouble(await file.look())
  if (trouble !== null) process.stderr.write(`${oneLine(trouble)}\n`)
  return file.current()
}

function storedSettings(profile: string): Stored {
  const path = join(profile, `${SETTINGS_NAME}.json`)
  return existsSync(path) ? readSettings(readFileSync(path, 'utf8')).stored : INITIAL_SETTINGS
}

async function print(text: string): Promise<Exit> {
  await printTo(process.stdout, text)
  return DONE
}

function textOf(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Makes a value when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => (made ??= { value: make() }).value
}
