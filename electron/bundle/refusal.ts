/** Why a bundle is not opened: a reason for a person, thrown from deep within a stream and made a value at the edge. */
import { systemCode } from '../journal/fault.ts'

interface Refusal extends Error {
  readonly refusal: true
}

/** @param reason a sentence about the bundle */
export function refusal(reason: string): Error {
  return Object.assign(new Error(reason), { refusal: true as const })
}

export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'refusal' in error
}

/**
 * The refusal that an error stands for that was met while a zip file was read: the reader of zip files throws plain errors,
 * inflating throws some of its own. Errors of the file system, and bugs, are thrown as they are.
 */
export function asRefusal(error: unknown): unknown {
  if (isRefusal(error) || !(error instanceof Error)) return error
  const code = systemCode(error)
  const isTheirs = code === null ? error.constructor === Error : /^(?:Z_|ERR_)/.test(code)
  if (!isTheirs) return error
  return refusal('It is damaged, or no bundle at all.')
}

/** A name out of a foreign file, fit to be shown: short, on one line, and without anything that could pass for something else. */
export function shownName(raw: string): string {
  const plain = raw.replace(/[^\x20-\x7e]/g, '?')
  return plain.length > 80 ? `${plain.slice(0, 77)}…` : plain
}
