/** What stands unfinished in the entry lines, in a file that is written whole: Chromium's own storage would keep every old value of it. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { STREAM_ID } from '../shared/stream.ts'
import { writeAtomically } from './journal/atomic-write.ts'
import { nodeDisk, type Disk } from './journal/disk.ts'
import { systemCode, type Fault } from './journal/fault.ts'
import { createQueue } from './journal/queue.ts'

/** In the profile. */
export const DRAFTS_NAME = 'drafts.json'

const draftsSchema = z.record(z.string().regex(STREAM_ID), z.string())
const LEFTOVER = /^\.drafts\.json\..+\.tmp$/

export interface Drafts {
  /** by incident */
  readonly all: Readonly<Record<string, string>>
  /** Keeps what stands in an incident's entry line; an empty text forgets it. A later text outruns one that waits for the disk. */
  keep(incident: string, text: string): Promise<{ readonly ok: true } | { readonly ok: false; readonly fault: Fault }>
  /** Waits until what was given is on disk, or was refused. */
  settled(): Promise<void>
}

/** @param profile the folder, which is there */
export function openDrafts(profile: string, disk: Disk = nodeDisk): Drafts {
  const path = join(profile, DRAFTS_NAME)
  removeLeftovers(profile)
  const enqueue = createQueue()
  const drafts = new Map(Object.entries(read(path)))
  let written = drafts.size > 0 ? textOf(drafts) : null

  async function write(): ReturnType<Drafts['keep']> {
    const text = textOf(drafts)
    if (text === written) return { ok: true }
    const kept = await writeAtomically(path, text, disk)
    if (kept.ok) written = text
    return kept
  }

  return {
    get all() {
      return Object.fromEntries(drafts)
    },
    keep(incident, text) {
      if (text === '') drafts.delete(incident)
      else drafts.set(incident, text)
      return enqueue(write)
    },
    settled: () => enqueue(() => Promise.resolve()),
  }
}

function textOf(drafts: ReadonlyMap<string, string>): string {
  return `${JSON.stringify(Object.fromEntries(drafts))}\n`
}

/** A file that cannot be read holds at most half a sentence: it is no reason to trouble anybody. */
function read(path: string): Record<string, string> {
  try {
    const parsed = existsSync(path) ? draftsSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))) : null
    return parsed?.success ? parsed.data : {}
  } catch (error) {
    if (systemCode(error) === null && !(error instanceof SyntaxError)) throw error
    return {}
  }
}

/** What a crash left of a writing: words that no file may keep. */
function removeLeftovers(profile: string): void {
  try {
    for (const name of readdirSync(profile)) if (LEFTOVER.test(name)) rmSync(join(profile, name), { force: true })
  } catch (error) {
    if (systemCode(error) === null) throw error
  }
}
