/** `knowngood run -- COMMAND`: runs a command as if it stood there alone, and writes down that it did. */
import { misused, type Call, type CliCommand, type Exit } from '../command.ts'
import { chooseIncident, looksLikeId } from '../incident-id.ts'
import { runThrough, type RunEnd } from '../run/run-through.ts'
import { endText, startText } from '../run/run-text.ts'

export const run: CliCommand = {
  name: 'run',
  synopsis: '[ID] -- COMMAND [ARGUMENT…]',
  about: 'runs COMMAND in this terminal, and records its start, its end, its exit code and what it said',
  notes: [
    'The command runs whatever becomes of the record, and its exit code is the answer; killed by a signal, 128 and the signal’s number.',
    'Of the output the first and the last part are kept; lines that seem to hold a secret are left out of the record, not of the terminal.',
  ],
  async run(call) {
    const [first, ...rest] = call.words
    const id = first !== undefined && looksLikeId(first) ? first : undefined
    const [command, ...args] = id === undefined ? call.words : rest
    if (command === undefined) return misused('There is no command to run: knowngood run -- COMMAND.')
    const words = [command, ...args]
    const incident = await recording(call, () => chosenIncident(call, id))
    const startedAt = call.clock.now()
    if (incident !== null) await recording(call, async () => note(call, incident, await startText(words)))
    const end = await runThrough(command, args)
    if (incident !== null) await recording(call, async () => note(call, incident, await endText(words, startedAt, call.clock.now(), end, call.zone)))
    return exitOf(words, end)
  },
}

async function chosenIncident(call: Call, id: string | undefined): Promise<string | null> {
  const chosen = await chooseIncident(call.desk, id)
  if (chosen.ok) return chosen.read.id
  if ('reason' in chosen.exit) notRecorded(call, chosen.exit.reason)
  return null
}

async function note(call: Call, incident: string, text: string): Promise<void> {
  const answer = await call.desk.dispatch(incident, { type: 'AddNote', text })
  if (!answer.ok) notRecorded(call, answer.sentence)
}

/** Whatever goes wrong with the record, even a bug, is said and stands in no command's way. */
async function recording<T>(call: Call, record: () => Promise<T>): Promise<T | null> {
  try {
    return await record()
  } catch (error) {
    notRecorded(call, String(error))
    return null
  }
}

function notRecorded(call: Call, why: string): void {
  call.warn(`knowngood: not recorded. ${why}`)
}

function exitOf(words: readonly string[], end: RunEnd): Exit {
  if (end.kind === 'not started') return { code: end.code, reason: `${words[0]!}: ${end.sentence}` }
  return end.code === 0 ? { code: 0 } : { code: end.code, reason: '' }
}
