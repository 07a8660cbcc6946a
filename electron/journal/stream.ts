/** One stream of the store, open: its journals are read, facts are appended to one of our own, and what was redacted is erased in all. */
import { eraseFact } from '../../shared/facts/control.ts'
import { createErasure } from '../../shared/facts/erasure.ts'
import type { Fact } from '../../shared/facts/fact.ts'
import type { ExportHeads } from '../../shared/incident/events.ts'
import { systemClock } from '../clock.ts'
import type { Redaction } from '../redaction/place.ts'
import { nodeDisk, type Disk } from './disk.ts'
import { eraseJournals, type Erased } from './erase-journals.ts'
import { createEvidence } from './evidence.ts'
import { headsOf } from './exports.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { Finding } from './finding.ts'
import { streamFolder, streamPath } from './layout.ts'
import { startLoading, type Loaded, type LoadPart, type LoadRequest } from './load.ts'
import { createQueue } from './queue.ts'
import { createReader, onceQuiet, type ReaderState } from './reader.ts'
import { createWriter, type Appended } from './writer.ts'

/** What a poll met. */
export interface News {
  /** what was redacted comes erased, whatever its line still says */
  readonly facts: readonly Fact[]
  /** `texts[n]` is the JSON of `facts[n]`, as it stands in the journal */
  readonly texts: readonly string[]
  /** findings that were not there at the poll before */
  readonly findings: readonly Finding[]
  /** something that was wrong at the poll before is not any more */
  readonly healed: boolean
}

export interface Stream {
  readonly id: string
  /** the writer that the stamps of the next facts name */
  readonly writer: string
  /**
   * Everything at first, then what other writers have added; not what {@link append} confirmed, except after a fault:
   * what was not confirmed may turn up. Never rejects for what the disk does: that is a finding.
   */
  poll(): Promise<News>
  /** In place of the first poll: the same facts, part by part while they are read, and away from this thread where there is much to read. */
  load(request: LoadRequest, take: (part: LoadPart) => void): Promise<Loaded>
  /** One command's facts, whole or not at all, on disk when it answers. After a fault the same facts may be given again. */
  append(facts: readonly Fact[]): Promise<Appended>
  /** everything that is wrong as of the last poll */
  findings(): readonly Finding[]
  /** how its journals stand as of the last poll and the last append, for the record of an export */
  heads(): ExportHeads
  /** what is to be erased, as far as the stream was read */
  redaction(): Redaction
  /** Whether words of it may still stand in the journals, or a crash has left something of an erasing. */
  needsErasing(): boolean
  /** Erases them from every journal. Poll first: it erases what is known to be redacted. */
  erase(): Promise<Erased>
  /** Waits for what is under way. A later append would begin a new journal. */
  close(): Promise<void>
}

/** Reads a whole stream in another thread; null where that cannot be done. Parts may have come by then: they come again. */
export type ReadElsewhere = (id: string, request: LoadRequest, take: (part: LoadPart) => void) => Promise<{ loaded: Loaded; state: ReaderState } | null>

/**
 * Bytes from which a stream is read elsewhere, about 17,000 facts. A worker starts cold: what it reads in its first 150 ms is read
 * here, a breath at a time, in a third of that (docs/performance.md).
 */
export const WORTH_A_WORKER = 8 * 1024 * 1024

/**
 * Opens a stream, stored or new. Nothing is read before the first poll, nothing is made before the first append.
 * @param zone for the times in findings, IANA
 */
export function openStream(
  dataDir: string,
  id: string,
  disk: Disk = nodeDisk,
  zone: () => string = () => 'UTC',
  readElsewhere: ReadElsewhere | null = null,
): Stream {
  const folder = streamFolder(dataDir, id)
  const erasure = createErasure()
  const evidence = createEvidence(erasure)
  const enqueue = createQueue()
  /** read since the last poll, told or not */
  let met: Fact[] = []
  const reader = createReader(dataDir, id, disk, ({ fact }) => void met.push(fact))
  /** the journal that we append to */
  let own = null as string | null
  const writer = createWriter(folder, id, () => !reader.isKnown(), () => reader.seen(), disk, {
    opening(name) {
      own = name
      reader.hold(name)
    },
    confirmed: (name, lines) => reader.confirmed(name, lines),
    closed(name) {
      if (own === name) own = null
      reader.release(name)
    },
  })
  let reported = new Set<string>()
  /** what the facts say about the files */
  let told: readonly Finding[] = []
  const allFindings = (): readonly Finding[] => [...reader.findings(), ...told]
  let polled = false
  /** facts whose words should be gone may stand in a journal */
  let suspected = false

  /** Takes note of what has been read; what was read before may be redacted only now. */
  function consider(facts: readonly Fact[], atFirst: boolean): void {
    let grew = false
    for (const fact of facts) if (erasure.take(fact)) grew = true
    if ((grew && !atFirst) || facts.some(hasWords)) suspected = true
  }

  const hasWords = (fact: Fact): boolean => !fact.redacted && erasure.facts.has(fact.id)

  async function erase(): Promise<Erased> {
    suspected = false
    const erased = await eraseJournals({
      disk,
      folder,
      shown: streamPath(id),
      ids: new Set(erasure.facts),
      release: async (name) => {
        if (name === own) await writer.close()
      },
      now: () => systemClock.now(),
    })
    if (!erased.done) suspected = true
    return erased
  }

  /** Compares what the facts say with the files; answers what is wrong now. */
  function conclude(): readonly Finding[] {
    told = onceQuiet(evidence.check(reader, streamPath(id), zone()).findings, told, reader.isQuiet())
    return allFindings()
  }

  return {
    id,
    get writer() {
      return writer.id
    },
    async poll() {
      const found: { fact: Fact; text: string }[] = []
      await reader.poll((one) => {
        met.push(one.fact)
        found.push(one)
        evidence.see(one)
      })
      consider(met, !polled)
      met = []
      polled = true
      const news = found.map((one) => (hasWords(one.fact) ? erasedOf(one.fact) : one))
      const findings = conclude()
      const fresh = findings.filter(({ sentence }) => !reported.has(sentence))
      const standing = new Set(findings.map(({ sentence }) => sentence))
      const healed = [...reported].some((sentence) => !standing.has(sentence))
      reported = standing
      return { facts: news.map(({ fact }) => fact), texts: news.map(({ text }) => text), findings: fresh, healed }
    },
    async load(request, take) {
      const { bytes } = readElsewhere ? await fingerprintOf(folder, disk) : { bytes: 0 }
      const read = readElsewhere && bytes >= WORTH_A_WORKER ? await readElsewhere(id, request, take) : null
      const loading = startLoading(request, take)
      if (read) reader.takeOver(read.state)
      else await reader.poll(loading.visit)
      const loaded = read?.loaded ?? loading.end()
      loaded.evidence.forEach(evidence.see)
      consider([...loaded.facts, ...met], true)
      if (loaded.hasRedactedWords) suspected = true
      met = []
      polled = true
      reported = new Set(conclude().map(({ sentence }) => sentence))
      return loaded
    },
    async append(facts) {
      const appended = await writer.append(facts)
      if (!appended.ok) return appended
      facts.forEach(evidence.seeOwn)
      consider(facts, false)
      return appended
    },
    findings: allFindings,
    heads: () => headsOf(reader.journals()),
    redaction: () => ({ stream: id, facts: new Set(erasure.facts), files: new Set(erasure.files) }),
    needsErasing: () => suspected || reader.hasLeftovers,
    erase: () => enqueue(erase),
    close: () => writer.close(),
  }
}

function erasedOf(fact: Fact): { fact: Fact; text: string } {
  const erased = eraseFact(fact)
  return { fact: erased, text: JSON.stringify(erased) }
}
