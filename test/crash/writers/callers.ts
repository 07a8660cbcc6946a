/** Terminals that hand their commands to the app over its socket, several at once, for as long as it answers. */
import { callApp } from '../../../electron/one-mind/call.ts'
import { randomId } from '../../../electron/journal/random-id.ts'
import { askingAs, type Asked } from '../asked.ts'
import type { Running, Writer } from '../writer.ts'

const BEN = { person: 'ben', name: 'Ben' }

/** @param at once @param most commands of each */
export function callers({ atOnce, most }: { atOnce: number; most: number }): Writer {
  return (scene, chance, who): Running => {
    const asking = askingAs(who, chance)
    const asked: Asked[] = []
    const hangUps: (() => void)[] = []
    let over = false

    async function call(): Promise<string[]> {
      const line = await callApp(scene.meeting, scene.built.version)
      if (line === null) return []
      hangUps.push(() => line.hangUp())
      for (let count = 0; count < most && !over; count++) {
        const one = chance.percent(50) ? asking.note() : chance.percent(10) ? asking.declaration() : asking.several()
        asked.push(one)
        const incident = one.command.type === 'DeclareIncident' ? null : scene.incident
        const handed = await line.handOver({ incident, command: one.command, by: BEN, zone: 'UTC', name: randomId() })
        if (handed.kind === 'no answer') return [`${who}: the app was there, and did not answer.`]
        if (handed.kind === 'cut off') return []
        if (!handed.answer.ok) return [`${who}: “${one.mark}” was refused. ${handed.answer.sentence}`]
        one.told = { facts: handed.answer.facts }
      }
      return []
    }

    return {
      asked,
      kill() {
        over = true
        for (const hangUp of hangUps) hangUp()
        return 0
      },
      ended: Promise.all(Array.from({ length: atOnce }, call)).then((all) => all.flat()),
    }
  }
}
