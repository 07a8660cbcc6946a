/** `knowngood log`, fed with a burst of lines: an id is printed for each that is on disk. */
import { createInterface } from 'node:readline'
import { askingAs } from '../asked.ts'
import type { Running, Writer } from '../writer.ts'

/** @param alone writes its own file though the app runs */
export function logLines({ alone, lines }: { alone: boolean; lines: number }): Writer {
  return (scene, chance, who): Running => {
    const asking = askingAs(who, chance)
    const asked = Array.from({ length: lines }, () => asking.note())
    const child = scene.knowngood(['log', scene.incident], alone)
    let stderr = ''
    let printed = 0
    let killed = false
    // It is killed while it reads.
    child.stdin.on('error', () => undefined)
    child.stdin.end(asked.map(({ mark }) => `${mark}\n`).join(''))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    const reading = createInterface({ input: child.stdout })
    reading.on('line', (id) => {
      const one = asked[printed++]
      if (one) one.told = { facts: [id] }
    })
    return {
      asked,
      kill() {
        killed = true
        return Number(child.kill('SIGKILL'))
      },
      ended: new Promise((resolve) => {
        child.on('close', (code) => {
          const trouble = code === 0 ? printed !== lines : !killed
          resolve(trouble ? [`${who}: \`knowngood log\` ended with ${String(code)} after ${String(printed)} of ${String(lines)} lines. ${stderr}`] : [])
        })
      }),
    }
  }
}
