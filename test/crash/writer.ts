/** What writes during a run: to add a kind, add a file in `writers/` and name it in a mode (`modes.ts`). */
import type { Asked } from './asked.ts'
import type { Chance } from './chance.ts'
import type { Scene } from './scene.ts'

/** Begins a burst. @param who is in the words of everything that it records */
export type Writer = (scene: Scene, chance: Chance, who: string) => Running

export interface Running {
  /** everything that it asked for so far, with what was acknowledged */
  readonly asked: readonly Asked[]
  /** SIGKILL; hanging up where it is no process. Answers how many processes it met alive. */
  kill(): number
  /** Resolves when it has ended, by itself or not, with what it should not have done. */
  readonly ended: Promise<readonly string[]>
}

/** Whether anything was acknowledged yet: the burst is on. */
export function isOn({ asked }: Running): boolean {
  return asked.some(({ told }) => told !== null)
}
