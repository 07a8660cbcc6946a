/** Reads many alerts in another thread, so that a flood of them does not hold main's loop; a few are read here at once. */
import { Worker } from 'node:worker_threads'
import type { Job } from '../reading/jobs.ts'
import { digestAlerts, type Digest } from './digest.ts'

/** bytes; below, reading takes less time than starting a thread */
const FEW_BYTES = 128 * 1024

/** @param now UTC */
export type ReadDigest = (bytes: Uint8Array, now: string) => Promise<Digest>

/** @param path of the built worker */
export function createDigestElsewhere(path: string): ReadDigest {
  return async (bytes, now) => {
    if (bytes.byteLength <= FEW_BYTES) return digestAlerts(bytes, now)
    return (await run(path, { kind: 'alerts', bytes, now })) ?? digestAlerts(bytes, now)
  }
}

/** Null where the thread failed, which is a bug or a machine without memory, and said aloud. */
function run(path: string, job: Job): Promise<Digest | null> {
  return new Promise((resolve) => {
    let digest: Digest | null = null
    const fail = (error: unknown): void => {
      console.error('The reading worker failed, so Knowngood reads the alerts without it.', error)
      resolve(null)
    }
    try {
      const worker = new Worker(path, { workerData: job })
      worker.on('message', (message: Digest) => (digest = message))
      worker.on('error', fail)
      worker.on('exit', () => resolve(digest))
    } catch (error) {
      fail(error)
    }
  })
}
