/** One terminal's conversation with the app: greeting, proof, then one command after the other. */
import type { Socket } from 'node:net'
import type { Answer } from '../../shared/api.ts'
import { systemCode } from '../journal/fault.ts'
import {
  freshNonce,
  helloSchema,
  isProof,
  LONGEST_MESSAGE,
  messageOf,
  proofOf,
  proofSchema,
  PROTOCOL,
  readMessage,
  requestSchema,
  type HandedCommand,
} from './protocol.ts'
import { linesOf, write } from './socket-lines.ts'

/** ms in which whoever calls must have proved who they are */
const GREETING_MS = 5000
/** ms in which an answer must have been taken once the app wants to end */
const FAREWELL_MS = 1000

export interface ConverseOptions {
  readonly key: string
  readonly version: string
  dispatch(command: HandedCommand): Promise<Answer>
}

export interface Conversation {
  readonly ended: Promise<void>
  /** Answers the command that is under way, begins none, and hangs up. */
  end(): Promise<void>
}

/**
 * Never hangs up on a command that was begun, but only once it has been answered, unless the process ends: the command line
 * relies on it. A connection that breaks without an answer means that nothing more will be written.
 */
export function converse(socket: Socket, { key, version, dispatch }: ConverseOptions): Conversation {
  let underWay = false
  let ending = false

  async function talk(): Promise<void> {
    const lines = linesOf(socket, LONGEST_MESSAGE)
    if (!(await greet(lines))) return
    socket.setTimeout(0)
    for await (const line of lines) {
      const request = readMessage(requestSchema, line)
      if (ending || request === null) return
      underWay = true
      const answer = await dispatch(request)
      underWay = false
      await write(socket, messageOf(answer))
      if (ending) return
    }
  }

  async function greet(lines: AsyncGenerator<string, void>): Promise<boolean> {
    const next = async (): Promise<string> => (await lines.next()).value ?? ''
    const hello = readMessage(helloSchema, await next())
    if (hello === null) return false
    const nonce = freshNonce()
    await write(socket, messageOf({ knowngood: PROTOCOL, version, nonce, proof: proofOf(key, 'app', hello.nonce) }))
    if (hello.knowngood !== PROTOCOL || hello.version !== version) return false
    const shown = readMessage(proofSchema, await next())
    return shown !== null && isProof(shown.proof, key, 'command line', nonce)
  }

  // Whoever reads or writes at that moment is told as well; at any other an error would end the app.
  socket.on('error', () => undefined)
  socket.setTimeout(GREETING_MS, () => socket.destroy())
  const ended = talk()
    .catch((error: unknown) => {
      // A terminal that went away is its own affair. What went wrong with a command is a bug, and shows.
      if (underWay || systemCode(error) === null) throw error
    })
    .finally(() => socket.destroySoon())
  return {
    ended,
    async end() {
      ending = true
      if (!underWay) socket.destroySoon()
      const hurry = setTimeout(() => !underWay && socket.destroy(), FAREWELL_MS)
      await ended
      clearTimeout(hurry)
    },
  }
}
