/** Starts the reading worker for one job; where it cannot start or does not end well, whoever asked reads here instead. */
import { Worker } from 'node:worker_threads'
import type { LoadPart } from '../journal/load.ts'
import type { ReadElsewhere } from '../journal/stream.ts'
import type { Job, ReadMessage, Summarised, SummaryMessage } from './jobs.ts'

/** Work that is done in another thread. */
export interface Elsewhere {
  readonly read: ReadElsewhere
  /** Passes on what it finds; answers whether it got through them all. */
  summarise(incidents: readonly string[], take: (found: readonly Summarised[]) => void): Promise<boolean>
}

/** MB; with V8's own 16 a third of the time goes into collecting what has just been read */
const YOUNG_MB = 64

/** @param path of the built worker */
export function createElsewhere(path: string, dataDir: string): Elsewhere {
  return {
    async read(stream, request, take) {
      let end: Extract<ReadMessage, { loaded: unknown }> | null = null
      const done = await run<ReadMessage>(path, { kind: 'read', dataDir, stream, request }, (message) => {
        if ('text' in message) take({ text: message.text, facts: null } satisfies LoadPart)
        else end = message
      })
      return done ? end : null
    },
    summarise: (incidents, take) => run<SummaryMessage>(path, { kind: 'summarise', dataDir, incidents }, take),
  }
}

/** Whether the worker did its job and ended. What went wrong is a bug or a machine without memory: it is said aloud, and nobody waits for ever. */
function run<Message>(path: string, job: Job, take: (message: Message) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const fail = (error: unknown): void => {
      console.error('The reading worker failed, so Knowngood reads without it.', error)
      resolve(false)
    }
    try {
      const worker = new Worker(path, { workerData: job, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } })
      worker.on('message', take)
      worker.on('error', fail)
      worker.on('exit', (code) => resolve(code === 0))
    } catch (error) {
      fail(error)
    }
  })
}
