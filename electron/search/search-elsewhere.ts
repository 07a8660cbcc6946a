/** The search in a thread of its own, started by the first search: neither reading nor indexing holds the window up. */
import { Worker } from 'node:worker_threads'
import type { Searched, SearchWish } from '../../shared/search.ts'
import type { Job } from '../reading/jobs.ts'

export interface SearchQuestion {
  readonly serial: number
  readonly wish: SearchWish
}
export interface SearchAnswer {
  readonly serial: number
  readonly searched: Searched
}

export interface SearchElsewhere {
  /** What was found so far; null where the thread failed, which is said aloud. */
  search(wish: SearchWish): Promise<Searched | null>
}

/** @param path of the built worker */
export function createSearchElsewhere(path: string, dataDir: string): SearchElsewhere {
  let worker: Worker | null = null
  let serial = 0
  const waiting = new Map<number, (searched: Searched | null) => void>()

  function end(error: unknown): void {
    worker = null
    for (const answer of waiting.values()) answer(null)
    waiting.clear()
    console.error('The search failed; the next one starts it anew.', error)
  }

  function start(): Worker {
    const started = new Worker(path, { workerData: { kind: 'search', dataDir } satisfies Job })
    started.on('message', ({ serial, searched }: SearchAnswer) => {
      waiting.get(serial)?.(searched)
      waiting.delete(serial)
    })
    started.on('error', end)
    // The app may end while it waits for questions.
    started.unref()
    return started
  }

  return {
    search: (wish) =>
      new Promise((resolve) => {
        waiting.set(++serial, resolve)
        try {
          worker ??= start()
          worker.postMessage({ serial, wish } satisfies SearchQuestion)
        } catch (error) {
          end(error)
        }
      }),
  }
}
