/** What happens in a run: who writes, who is killed, and when. */
import { startApp, type App } from './app.ts'
import type { Chance } from './chance.ts'
import type { Scene } from './scene.ts'
import { isOn, type Running, type Writer } from './writer.ts'
import { callers } from './writers/callers.ts'
import { logLines } from './writers/log-lines.ts'
import { singleCommands } from './writers/single-commands.ts'

/** What a round leaves for the comparison. */
export interface Round {
  readonly writers: readonly Running[]
  /** processes that were killed */
  readonly kills: number
  readonly complaints: readonly string[]
}

/** One round: a burst, and its end. */
type Play = (scene: Scene, chance: Chance, number: number) => Promise<Round>

export interface Mode {
  readonly name: string
  /** how often its writers are killed and started again on the same store */
  readonly rounds: number
  readonly play: Play
}

/** ms; the burst is well under way by then, and not over */
const BURST_MS = 150
/** ms; from the first instruction of a process to well after its first line */
const START_MS = { app: 1200, cli: 200 }

/** The command line alone: several processes at once, each with a file of its own. */
const commandLineAlone: Mode = {
  name: 'command line alone',
  rounds: 3,
  async play(scene, chance, number) {
    const kinds: Writer[] = [logLines({ alone: true, lines: 600 }), chance.percent(50) ? logLines({ alone: true, lines: 600 }) : singleCommands({ alone: true, most: 50 })]
    const writers = kinds.map((begin, index) => begin(scene, chance, `${String(number)}.${String(index)}`))
    if (chance.percent(25)) await pass(chance.between(0, START_MS.cli))
    else await burst(writers, chance)
    return over(writers, [], [])
  },
}

/** The app alone: terminals hand it their commands until it is killed; one of them is a real process, and goes on without it. */
const appAlone: Mode = {
  name: 'app alone',
  rounds: 2,
  async play(scene, chance, number) {
    const app = startApp(scene)
    if (chance.percent(20)) return killedWhileStarting(scene, chance, number, app)
    const complaints = await app.ready
    const called = callers({ atOnce: chance.between(1, 4), most: 1000 })(scene, chance, `${String(number)}.0`)
    const goesOn = logLines({ alone: false, lines: chance.between(200, 500) })(scene, chance, `${String(number)}.1`)
    await burst([called, goesOn], chance)
    await app.kill()
    // What it does not get done by the app it does by itself: it ends well, and every line is there.
    return over([called], [goesOn], complaints, 1)
  },
}

/** All of them on one incident: the app, terminals that hand over to it, and others that write their own files. Any of them may die. */
const sideBySide: Mode = {
  name: 'side by side',
  rounds: 2,
  async play(scene, chance, number) {
    const app = startApp(scene)
    const complaints = await app.ready
    const who = (index: number): string => `${String(number)}.${String(index)}`
    const called = callers({ atOnce: 2, most: 1000 })(scene, chance, who(0))
    const ownFile = logLines({ alone: true, lines: 300 })(scene, chance, who(1))
    const handsOver = logLines({ alone: false, lines: 300 })(scene, chance, who(2))
    const several = singleCommands({ alone: chance.percent(50), most: 2 })(scene, chance, who(3))
    await burst([called, ownFile, handsOver], chance)
    switch (chance.oneOf(['app', 'terminals', 'app, then terminals', 'terminals, then app'] as const)) {
      case 'app':
        await app.kill()
        return over([called], [ownFile, handsOver, several], complaints, 1)
      case 'terminals': {
        const round = await over([ownFile, handsOver, several], [], complaints)
        await pass(chance.between(0, BURST_MS))
        await app.kill()
        return joined(round, await over([called], [], [], 1))
      }
      case 'app, then terminals':
        await app.kill()
        await pass(chance.between(0, BURST_MS))
        return over([called, ownFile, handsOver, several], [], complaints, 1)
      case 'terminals, then app': {
        let kills = 1
        for (const writer of [ownFile, handsOver, several]) kills += writer.kill()
        await app.kill()
        return over([called], [ownFile, handsOver, several], complaints, kills)
      }
    }
  },
}

/** In turn: the command line is quick to start, so it is killed most often. */
export const MODES: readonly Mode[] = [commandLineAlone, appAlone, commandLineAlone, sideBySide, commandLineAlone]

async function killedWhileStarting(scene: Scene, chance: Chance, number: number, app: App): Promise<Round> {
  const goesOn = logLines({ alone: false, lines: 100 })(scene, chance, `${String(number)}.0`)
  await pass(chance.between(0, START_MS.app))
  await app.kill()
  return over([], [goesOn], await app.ready, 1)
}

/** Waits until everybody has something acknowledged, or has ended, and then a little longer. */
async function burst(writers: readonly Running[], chance: Chance): Promise<void> {
  const endedYet = new Set<Running>()
  for (const writer of writers) void writer.ended.then(() => endedYet.add(writer))
  while (!writers.every((writer) => isOn(writer) || endedYet.has(writer))) await pass(1)
  await pass(chance.between(0, BURST_MS))
}

/** Kills some, waits for all. */
async function over(killed: readonly Running[], goOn: readonly Running[], complaints: readonly string[], kills = 0): Promise<Round> {
  let more = 0
  for (const writer of killed) more += writer.kill()
  const all = [...killed, ...goOn]
  const said = await Promise.all(all.map((writer) => writer.ended))
  return { writers: all, kills: kills + more, complaints: [...complaints, ...said.flat()] }
}

function joined(a: Round, b: Round): Round {
  return { writers: [...a.writers, ...b.writers], kills: a.kills + b.kills, complaints: [...a.complaints, ...b.complaints] }
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
