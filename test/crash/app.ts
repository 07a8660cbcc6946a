/** The real app: started, waited for, and killed. */
import { callApp } from '../../electron/one-mind/call.ts'
import { endGroup, type Scene } from './scene.ts'

export interface App {
  /** Resolves once it takes commands; what it should not have done where it ends before, or never does. */
  readonly ready: Promise<readonly string[]>
  /** SIGKILL to its main process; resolves when it and its helpers are gone. */
  kill(): Promise<void>
}

/** ms; a busy machine starts it slowly */
const PATIENCE_MS = 60_000

export function startApp(scene: Scene): App {
  const child = scene.app()
  let killed = false
  let gone = false
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => {
      gone = true
      resolve()
    })
  })

  async function wait(): Promise<string[]> {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end && !killed; ) {
      if (gone) return ['The app ended by itself while it started.']
      const line = await callApp(scene.meeting, scene.built.version)
      if (line) {
        line.hangUp()
        return []
      }
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return killed ? [] : ['The app did not take commands within a minute.']
  }

  return {
    ready: wait(),
    async kill() {
      killed = true
      child.kill('SIGKILL')
      await exited
      // Its windows and helpers end by themselves; the next start is not to wait for that.
      endGroup(child)
    },
  }
}
