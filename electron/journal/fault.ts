/** What a disk that said no means to a person: a value with a sentence, never an exception. */

export type FaultCode = 'full' | 'read-only' | 'gone' | 'io'

export interface Fault {
  readonly code: FaultCode
  /** what was wrong and what to do, for a person */
  readonly sentence: string
}

/** What was tried, in the words of a sentence. */
export interface Attempt {
  readonly doing: 'read' | 'write to'
  /** the folder or file that it concerned */
  readonly where: string
  /** what did not happen because of it, for instance "nothing was recorded" */
  readonly outcome: string
}

const CODES: Readonly<Record<string, FaultCode>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
  ENOENT: 'gone',
  ENOTDIR: 'gone',
}

/** The fault that an error of the file system stands for. Any other error is a bug, and is thrown again. */
export function faultOf(error: unknown, attempt: Attempt): Fault {
  const system = systemCode(error)
  if (system === null) throw error
  const code = CODES[system] ?? 'io'
  return { code, sentence: sentenceFor(code, system, attempt) }
}

/** The system's code of an error (`ENOSPC`), or null where it did not come from the file system. */
export function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

/** An error that reads like one of the file system's, for what only we can notice. */
export function systemError(code: string, message: string): Error {
  return Object.assign(new Error(`${code}: ${message}`), { code })
}

function sentenceFor(code: FaultCode, system: string, { doing, where, outcome }: Attempt): string {
  switch (code) {
    case 'full':
      return `The disk that holds ${where} is full, so ${outcome}. Free some space, then try again.`
    case 'read-only':
      return `Knowngood may not ${doing} ${where}, so ${outcome}. Allow it there or choose another folder, then try again.`
    case 'gone':
      return `${where} could not be found, so ${outcome}. Put it back or connect its drive, then try again.`
    case 'io':
      return `The disk failed at ${where} (${system}), so ${outcome}. Check the disk, then try again.`
  }
}
