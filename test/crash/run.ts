/** One run: a store, a few rounds of writing and killing, then everything is opened again and compared with what was acknowledged. */
import { systemClock } from '../../electron/clock.ts'
import { openDesk } from '../../electron/desk.ts'
import type { Fact } from '../../shared/facts/fact.ts'
import type { Asked } from './asked.ts'
import { chanceOf } from './chance.ts'
import { compare, type Stored } from './check.ts'
import type { Mode } from './modes.ts'
import { ended, sceneFor, type Built, type Scene } from './scene.ts'

export interface Outcome {
  readonly number: number
  readonly seed: number
  readonly mode: string
  /** a sentence each; empty where every promise was kept */
  readonly complaints: readonly string[]
  readonly kills: number
  /** facts that were acknowledged, all of which must be there */
  readonly acknowledged: number
  /** facts that are there although nobody was told */
  readonly unannounced: number
  /** journals that end within a line, which nobody was told is there */
  readonly tornTails: number
  /** the store, where something was wrong: it is kept to be looked at */
  readonly kept: string | null
}

/** @param number of the run, for the report @param seed picks the moments */
export async function run(built: Built, mode: Mode, number: number, seed: number): Promise<Outcome> {
  const scene = await sceneFor(built)
  const done = await play(scene, mode, seed)
  const wrong = done.complaints.length > 0
  await scene.over(wrong)
  return { number, seed, mode: mode.name, ...done, kept: wrong ? scene.folder : null }
}

async function play(scene: Scene, mode: Mode, seed: number): Promise<Omit<Outcome, 'number' | 'seed' | 'mode' | 'kept'>> {
  const chance = chanceOf(seed)
  const complaints: string[] = []
  const asked: Asked[] = [everybodysIncident(scene)]
  let kills = 0
  for (let number = 0; number < mode.rounds; number++) {
    const round = await mode.play(scene, chance, number)
    kills += round.kills
    complaints.push(...round.complaints)
    for (const writer of round.writers) asked.push(...writer.asked)
  }
  asked.push(await lastWord(scene, complaints))
  const tornTails = await verified(scene, complaints)
  const { complaints: broken, acknowledged, unannounced } = compare(await stored(scene), asked)
  return { complaints: [...complaints, ...broken], kills, acknowledged, unannounced, tornTails }
}

function everybodysIncident({ incident }: Scene): Asked {
  const title = 'What everybody writes to'
  return { mark: title, types: ['IncidentDeclared'], command: { type: 'DeclareIncident', title }, told: { incident } }
}

/** After everything that happened a fact can be recorded. */
async function lastWord(scene: Scene, complaints: string[]): Promise<Asked> {
  const text = 'recorded after all that'
  const { code, stdout, stderr } = await ended(scene.knowngood(['log', scene.incident, text]))
  if (code !== 0) complaints.push(`Nothing could be recorded afterwards: ${stderr}`)
  return { mark: text, types: ['NoteAdded'], command: { type: 'AddNote', text }, told: code === 0 ? { facts: [stdout.trim()] } : null }
}

/** Asks `knowngood verify`: nothing but lines that were never finished, or never begun, may be found. Answers how many. */
async function verified(scene: Scene, complaints: string[]): Promise<number> {
  const { code, stdout, stderr } = await ended(scene.knowngood(['verify']))
  const found = stdout.split('\n').filter((line) => line !== '' && !/^(?:Checked |What to do:$| )/.test(line))
  const torn = found.filter((line) => line.includes('of a line that was never finished') || line.includes('.jsonl is empty: '))
  complaints.push(...found.filter((line) => !torn.includes(line)))
  if (code !== 0) complaints.push(`\`knowngood verify\` ended with ${String(code)}: ${stderr}`)
  return torn.length
}

/** Everything that is there for a process that has read nothing yet. */
async function stored({ store }: Scene): Promise<Stored> {
  const desk = openDesk({ dataDir: store, clock: systemClock, actor: () => ({ person: 'check', name: 'Check' }), source: 'check', zone: () => 'UTC' })
  const listed = await desk.list()
  if (!listed.ok) throw new Error(listed.fault.sentence)
  const facts = new Map<string, readonly Fact[]>()
  for (const id of listed.ids) facts.set(id, await desk.facts(id))
  await desk.close()
  return facts
}
