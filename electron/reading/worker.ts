/** The reading worker: does one job away from main's loop, says what it found, and ends. */
import { performance } from 'node:perf_hooks'
import { parentPort, workerData, type TransferListItem } from 'node:worker_threads'
import { digestAlerts } from '../alerts/digest.ts'
import { systemClock, systemZone } from '../clock.ts'
import { openDesk, type Desk } from '../desk.ts'
import { nodeDisk } from '../journal/disk.ts'
import { startLoading, type LoadRequest } from '../journal/load.ts'
import { createReader, type ReaderState } from '../journal/reader.ts'
import type { Job, ReadMessage, Summarised, SummaryMessage } from './jobs.ts'
import type { SearchAnswer, SearchQuestion } from '../search/search-elsewhere.ts'
import { createSearchIndex } from '../search/search-index.ts'
import { summarise } from './summarise.ts'

/** ms between two messages of summaries: the first rows need not wait for the last */
const SAY_EVERY_MS = 30
/** ms; what is not read by then is found by the next question */
const SEARCH_PATIENCE_MS = 150

const job = workerData as Job
if (job.kind === 'read') void read(job.dataDir, job.stream, job.request)
else if (job.kind === 'summarise') void summariseAll(job.dataDir, job.incidents)
else if (job.kind === 'alerts') parentPort!.postMessage(digestAlerts(job.bytes, job.now))
else answerSearches(job.dataDir)

async function read(dataDir: string, stream: string, request: LoadRequest): Promise<void> {
  const loading = startLoading(request, ({ text }) => say({ text }))
  const reader = createReader(dataDir, stream, nodeDisk, loading.visitAgain)
  await reader.poll(loading.visit)
  const state = reader.handOver()
  say({ loaded: loading.end(), state }, buffersOf(state))
}

function answerSearches(dataDir: string): void {
  const index = createSearchIndex(readingDesk(dataDir))
  parentPort!.on('message', ({ serial, wish }: SearchQuestion) => {
    void index.search(wish, SEARCH_PATIENCE_MS).then((searched) => parentPort!.postMessage({ serial, searched } satisfies SearchAnswer))
  })
}

function readingDesk(dataDir: string): Desk {
  return openDesk({ dataDir, clock: systemClock, actor: () => ({ person: 'knowngood', name: 'Knowngood' }), source: 'app', zone: systemZone })
}

async function summariseAll(dataDir: string, incidents: readonly string[]): Promise<void> {
  const desk = readingDesk(dataDir)
  let found: Summarised[] = []
  let last = performance.now()
  for (const id of incidents) {
    found.push(await summarise(desk, id))
    if (performance.now() - last < SAY_EVERY_MS) continue
    say(found)
    found = []
    last = performance.now()
  }
  say(found)
  await desk.close()
}

function say(message: ReadMessage | SummaryMessage, transfer: readonly TransferListItem[] = []): void {
  parentPort!.postMessage(message, transfer)
}

/** What can be handed over without copying. A file's tail may lie in memory that others share, so it is copied. */
function buffersOf({ files, taken }: ReaderState): ArrayBuffer[] {
  const sums = [taken, ...files.map(({ scan }) => scan.sums)]
  return sums.flatMap(({ bytes, table }) => [bytes.buffer as ArrayBuffer, table.buffer as ArrayBuffer])
}
