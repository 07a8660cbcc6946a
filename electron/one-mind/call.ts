/** The command line's side: calls the app that works on the same store, and hands it a command. */
import { createConnection, type Socket } from 'node:net'
import type { Answer } from '../../shared/api.ts'
import { keyOf, type Meeting } from './meeting.ts'
import {
  answerSchema,
  freshNonce,
  isProof,
  LONGEST_MESSAGE,
  messageOf,
  proofOf,
  PROTOCOL,
  readMessage,
  welcomeSchema,
  type HandedCommand,
} from './protocol.ts'
import { linesOf, write } from './socket-lines.ts'

/** ms; an app that does not greet by then is busy or stopped, and nothing has been handed to it yet */
const GREETING_MS = 2000
/** ms; longer than any disk takes that still works */
const ANSWER_MS = 30_000

/** What became of a command that was handed over. */
export type Handed =
  | { readonly kind: 'answered'; readonly answer: Answer }
  /** the app hung up or ended without an answer: it may have recorded it, and will not any more */
  | { readonly kind: 'cut off' }
  /** the app is there and silent: it may record it yet */
  | { readonly kind: 'no answer' }

export interface Line {
  handOver(command: HandedCommand): Promise<Handed>
  hangUp(): void
}

/** Null where no app listens, it is of another version, or it is not who it says. @param patience how long the app may take to greet and to answer, ms */
export async function callApp(meeting: Meeting, version: string, patience = { greeting: GREETING_MS, answer: ANSWER_MS }): Promise<Line | null> {
  const key = await keyOf(meeting)
  if (key === null) return null
  const socket = createConnection(meeting.address(key))
  // Whoever reads or writes at that moment is told as well.
  socket.on('error', () => undefined)
  const lines = linesOf(socket, LONGEST_MESSAGE)
  /** the next line; empty where the other side has hung up */
  const next = async (): Promise<string> => (await lines.next()).value ?? ''
  // A connection that breaks is nobody there.
  const greeted = await within(patience.greeting, greet(socket, next, key, version).catch(() => false))
  if (greeted !== true) {
    socket.destroy()
    return null
  }
  return {
    async handOver(command) {
      const answer = await within(patience.answer, ask(socket, next, command).catch(() => null))
      if (answer === TOO_LATE) socket.destroy()
      return answer === TOO_LATE ? { kind: 'no answer' } : answer === null ? { kind: 'cut off' } : { kind: 'answered', answer }
    },
    hangUp: () => socket.destroy(),
  }
}

async function greet(socket: Socket, next: () => Promise<string>, key: string, version: string): Promise<boolean> {
  const nonce = freshNonce()
  await write(socket, messageOf({ knowngood: PROTOCOL, version, nonce }))
  const welcome = readMessage(welcomeSchema, await next())
  if (welcome === null || welcome.knowngood !== PROTOCOL || welcome.version !== version) return false
  // Somebody else may sit at an address that the app left: what is recorded is not told to strangers.
  if (!isProof(welcome.proof, key, 'app', nonce)) return false
  await write(socket, messageOf({ proof: proofOf(key, 'command line', welcome.nonce) }))
  return true
}

async function ask(socket: Socket, next: () => Promise<string>, command: HandedCommand): Promise<Answer | null> {
  await write(socket, messageOf(command))
  return readMessage(answerSchema, await next())
}

const TOO_LATE = Symbol('too late')

async function within<T>(ms: number, promise: Promise<T>): Promise<T | typeof TOO_LATE> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<typeof TOO_LATE>((resolve) => {
    timer = setTimeout(() => resolve(TOO_LATE), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
