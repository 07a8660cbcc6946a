/** The one way out to the network for all channels: calls by HTTP that end in time, read no more than they should, and never say what is secret. */
import type { ReadableStream } from 'node:stream/web'
import type { Clock } from '../clock.ts'
import { isPrivate, type Lookup } from './private-addresses.ts'
import { waitOf } from './retry-after.ts'

/** ms for one try, however many calls it takes. Longer than the 10 s that fetch gives a connection: a network that is dead is told from a server that is silent. */
export const DEADLINE_MS = 15_000
/** bytes of an answer to something sent that are read */
export const MOST_ANSWERED = 65_536

export interface Call {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** bytes of the answer that are read at most; `MOST_ANSWERED` where it is left out */
  readonly most?: number
}

/** What came of a call. No sentence in it holds an address, a header or a body. */
export type Reply =
  /** `whole` is false where the body was cut off, was silent or was too long; `after` is ms where it says when to come again */
  | { readonly kind: 'answered'; readonly status: number; readonly body: string; readonly whole: boolean; readonly after: number | null }
  /** nothing has left; `forGood` where another try would go the same way */
  | { readonly kind: 'not sent'; readonly why: string; readonly forGood: boolean }
  /** it may have arrived; `ended` where it was us who stopped waiting, for the app ends */
  | { readonly kind: 'no answer'; readonly why: string; readonly ended: boolean }

export interface Wire {
  /** Runs one try. All its calls share one deadline, and none of them rejects; `signal` ends the wait early. */
  attempt<T>(signal: AbortSignal, run: (call: (call: Call) => Promise<Reply>) => Promise<T>): Promise<T>
  /** ms since 1970, UTC */
  now(): number
}

/** @param options.deadlineMs ms that one try may take */
export function createWire({ clock, lookUp, deadlineMs = DEADLINE_MS }: { readonly clock: Clock; readonly lookUp: Lookup; readonly deadlineMs?: number }): Wire {
  return {
    now: () => clock.now(),
    attempt: async (signal, run) => {
      const over = new AbortController()
      const stop = (): void => over.abort(ENDED)
      const timer = setTimeout(() => over.abort(LATE), deadlineMs)
      signal.addEventListener('abort', stop)
      if (signal.aborted) stop()
      try {
        return await run((call) => carryOut(call, over.signal, { lookUp, now: clock.now() }))
      } finally {
        clearTimeout(timer)
        signal.removeEventListener('abort', stop)
        over.abort(ENDED)
      }
    },
  }
}

const ENDED = 'ended'
const LATE = 'late'
const WHY_ENDED = 'Knowngood ended before there was an answer.'

interface Surroundings {
  readonly lookUp: Lookup
  readonly now: number
}

async function carryOut(call: Call, over: AbortSignal, { lookUp, now }: Surroundings): Promise<Reply> {
  if (over.aborted) return { kind: 'not sent', why: over.reason === ENDED ? 'Knowngood ended before it was sent.' : 'The time for it had run out.', forGood: false }
  const made = requestOf(call, over)
  if (!made) return { kind: 'not sent', why: 'It cannot be called as it is set up. Check its address (no user name or password in it) and its keys for stray characters.', forGood: true }
  try {
    const response = await unlessOver(over, fetch(made))
    const onward = call.method === 'GET' ? await onwardFrom(response, call, lookUp, over) : null
    return await answered(onward ? await unlessOver(over, fetch(onward)) : response, call, over, now)
  } catch (error) {
    return failed(error, over)
  }
}

/** Null where fetch would not take it; why not would name what is secret. */
function requestOf({ method, url, headers, body }: Call, signal: AbortSignal): Request | null {
  try {
    return new Request(url, { method, headers: { 'user-agent': 'Knowngood', ...headers }, redirect: 'manual', signal, ...(body === undefined ? {} : { body }) })
  } catch {
    return null
  }
}

/** Whoever waits is never held longer than `over`, whatever fetch does. */
async function unlessOver<T>(over: AbortSignal, promise: Promise<T>): Promise<T> {
  let stop: (() => void) | undefined
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = () => reject(new Error(String(over.reason)))
    if (over.aborted) stop()
    else over.addEventListener('abort', stop)
  })
  try {
    return await Promise.race([promise, stopped])
  } finally {
    if (stop) over.removeEventListener('abort', stop)
  }
}

/** Where a GET is sent on to, once; null where it is not, or must not be: off https, or from outside into a private network. */
async function onwardFrom(response: Response, call: Call, lookUp: Lookup, over: AbortSignal): Promise<Request | null> {
  const location = isRedirect(response.status) ? response.headers.get('location') : null
  const from = new URL(call.url)
  const to = location === null ? null : urlIn(location, from)
  if (!to || !['http:', 'https:'].includes(to.protocol) || (from.protocol === 'https:' && to.protocol !== 'https:')) return null
  const inside = (url: URL): Promise<boolean> => unlessOver(over, isPrivate(url.hostname, lookUp))
  try {
    if ((await inside(to)) && !(await inside(from))) return null
  } catch {
    return null // a name that nobody knows: the answer stays a redirect
  }
  await response.body?.cancel()
  const { authorization: _, ...open } = Object.fromEntries(Object.entries(call.headers).map(([name, value]) => [name.toLowerCase(), value]))
  return requestOf({ ...call, url: to.href, headers: to.origin === from.origin ? call.headers : open }, over)
}

function urlIn(location: string, base: URL): URL | null {
  try {
    return new URL(location, base)
  } catch {
    return null
  }
}

export function isRedirect(status: number): boolean {
  return status >= 300 && status < 400 && status !== 304
}

/** What the body holds, up to the limit. A body that breaks off or stays silent costs nothing but itself: the status has been said. */
async function answered(response: Response, { most = MOST_ANSWERED }: Call, over: AbortSignal, now: number): Promise<Reply> {
  const parts: Uint8Array[] = []
  let left = most
  let whole = false
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader()
  try {
    for (;;) {
      const read = reader ? await unlessOver(over, reader.read()) : { done: true as const, value: undefined }
      whole = read.done
      if (read.done) break
      parts.push(read.value.subarray(0, left))
      left -= read.value.length
      if (left < 0) break
    }
  } catch {
    whole = false
  }
  // Not waited for: what a body says to being cancelled is of no interest, and it may never say it.
  if (!whole) reader?.cancel().catch(() => undefined)
  return { kind: 'answered', status: response.status, body: new TextDecoder().decode(Buffer.concat(parts)), whole, after: waitOf(response.headers, now) }
}

/** What fetch rejects with: a `TypeError` whose `cause` is Node's own error, by its code. Its message names hosts, so it is not passed on. */
function failed(error: unknown, over: AbortSignal): Reply {
  if (over.aborted) return over.reason === ENDED ? { kind: 'no answer', why: WHY_ENDED, ended: true } : { kind: 'no answer', why: 'There was no answer in time.', ended: false }
  const [first, ...others] = causesOf(error)
  if (first?.message === 'bad port') return { kind: 'not sent', why: 'Its address names a port that is kept for something else.', forGood: true }
  const why = first && [first, ...others].every(isBeforeSending) ? whyNotSent(first.code ?? '') : null
  return why === null ? { kind: 'no answer', why: 'The connection broke before there was an answer.', ended: false } : { kind: 'not sent', why, forGood: false }
}

interface Cause {
  readonly code?: string
  readonly syscall?: string
  readonly message?: string
}

/** One, or one for every address of a host that was tried. */
function causesOf(error: unknown): readonly Cause[] {
  const { cause } = error as { cause?: unknown }
  if (typeof cause !== 'object' || cause === null) return []
  return 'errors' in cause && Array.isArray(cause.errors) ? (cause.errors as Cause[]) : [cause]
}

/** As Node's TLS names them: it gives up before a byte of the request has left. */
const NO_TLS = /^(?:ERR_SSL_WRONG_VERSION|EPROTO)/
const UNTRUSTED = /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_)/

function isBeforeSending({ code = '', syscall = '' }: Cause): boolean {
  return syscall === 'connect' || syscall === 'getaddrinfo' || code === 'UND_ERR_CONNECT_TIMEOUT' || NO_TLS.test(code) || UNTRUSTED.test(code)
}

function whyNotSent(code: string): string {
  if (code === 'ECONNREFUSED') return 'Nobody listens at its address.'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'The name in its address was not found. Is the network there?'
  if (NO_TLS.test(code)) return 'It does not speak TLS. Does its address begin with https by mistake?'
  if (UNTRUSTED.test(code)) return 'Its certificate is not to be trusted.'
  return 'There is no connection to it. Is the network there?'
}
