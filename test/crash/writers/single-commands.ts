/** `knowngood do` and `knowngood declare`, one process after the other: commands of several facts, which land whole or not at all. */
import { askingAs, type Asked } from '../asked.ts'
import { ended } from '../scene.ts'
import type { Running, Writer } from '../writer.ts'

/** @param alone writes its own files though the app runs */
export function singleCommands({ alone, most }: { alone: boolean; most: number }): Writer {
  return (scene, chance, who): Running => {
    const asking = askingAs(who, chance)
    const asked: Asked[] = []
    let kill = (): boolean => false
    let killed = false

    async function carryOutAll(): Promise<string[]> {
      while (!killed && asked.length < most) {
        const one = chance.percent(25) ? asking.declaration() : asking.several()
        asked.push(one)
        const isNew = one.command.type === 'DeclareIncident'
        const child = scene.knowngood(isNew ? ['declare', '--title', one.mark, '--severity', 'P1'] : ['do', scene.incident, JSON.stringify(one.command)], alone)
        kill = () => child.kill('SIGKILL')
        const { code, stdout, stderr } = await ended(child)
        // A line that was cut off in the middle tells nobody an id.
        const ids = stdout.split('\n').slice(0, -1)
        if (ids.length > 0) one.told = isNew ? { incident: ids[0]! } : { facts: ids }
        if (code !== 0 && !killed) return [`${who}: “${one.mark}” ended with ${String(code)}. ${stderr}`]
      }
      return []
    }

    return {
      asked,
      kill() {
        killed = true
        return Number(kill())
      },
      ended: carryOutAll(),
    }
  }
}
