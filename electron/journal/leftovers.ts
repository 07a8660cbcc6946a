/** The hidden files beside a journal while it is rewritten, by name: what a crash leaves of them is found by it. */
import { join } from 'node:path'
import { BASE32 } from '../../shared/facts/stamp.ts'
import { randomId } from './random-id.ts'

/** The names of one rewriting. */
export interface HiddenNames {
  /** what is written, to be renamed over the journal */
  readonly temporary: string
  /** the journal's second name, under which it can be read after it was replaced */
  readonly aside: string
}

/** A hidden file that a rewriting, or a whole writing, may have left. */
export interface Leftover {
  readonly name: string
  /** whose */
  readonly journal: string
  readonly kind: 'temporary' | 'aside'
  /** the file that the same rewriting would have had beside it */
  readonly other: string
}

/** Stands in a stream's folder while something of it could not be erased, so that the next start finds it without reading a journal. */
export const UNERASED_MARK = '.unerased'

const HIDDEN = new RegExp(`^\\.(.+\\.jsonl)\\.([${BASE32}]{8})\\.(tmp|old)$`)
const RESCUED = new RegExp(`\\.[${BASE32}]{8}\\.jsonl$`)

export function hiddenNames(journal: string, id: string = randomId()): HiddenNames {
  return { temporary: `.${journal}.${id}.tmp`, aside: `.${journal}.${id}.old` }
}

/** Under which name a journal is kept beside its successor that lacks lines of it: the header says whose it is. */
export function rescuedName(journal: string, id: string = randomId()): string {
  return journal.replace(/\.jsonl$/, `.${id}.jsonl`)
}

/** Whether a journal is one that we kept so ourselves, and nobody need wonder about. */
export function isRescued(name: string): boolean {
  return RESCUED.test(name)
}

/** What a file in a stream's folder is left of; null where it is something else. */
export function readLeftover(name: string): Leftover | null {
  const match = HIDDEN.exec(name)
  if (!match) return null
  const [, journal, id, ending] = match
  const { temporary, aside } = hiddenNames(journal!, id)
  return ending === 'tmp' ? { name, journal: journal!, kind: 'temporary', other: aside } : { name, journal: journal!, kind: 'aside', other: temporary }
}

/** Whether a file in a stream's folder says that something is left to be erased, or to be looked after. */
export function isLeftover(name: string): boolean {
  return name === UNERASED_MARK || HIDDEN.test(name)
}

/** The files of a folder whose names say that they were left. */
export function leftoversAmong(entries: readonly { name: string; file: boolean }[]): Leftover[] {
  return entries.flatMap(({ name, file }) => (file ? (readLeftover(name) ?? []) : []))
}

export function pathsOf(folder: string, { temporary, aside }: HiddenNames): HiddenNames {
  return { temporary: join(folder, temporary), aside: join(folder, aside) }
}
