/** Asks Alertmanager for its alerts: one GET, with a limit on how long and how much, and a sentence for whatever went wrong. */
import { systemCode } from '../journal/fault.ts'

/** ms */
export const ANSWER_WITHIN_MS = 8_000
/** bytes: some 30,000 alerts */
export const MOST_BYTES = 32 * 1024 * 1024

/** Which alerts: those that fire and that nobody has silenced; or those too. */
export type Which = 'active' | 'silenced too'

export interface AlertmanagerPlace {
  /** where its web page is, path prefix and all */
  readonly url: string
  /** sent as a bearer token; null: none */
  readonly token: string | null
}

export type Body = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly sentence: string }

/** Runs once after ms; answers how to call it off. */
export type After = (ms: number, run: () => void) => () => void

/** The sentence that says why Alertmanager cannot be asked there; null where it can. */
export function refuseUrl(url: string): string | null {
  const example = 'Write it as in http://alertmanager.example.org:9093.'
  let parsed: URL
  try {
    parsed = new URL(url.trim())
  } catch {
    return `“${url.trim()}” is not an address. ${example}`
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return `The address begins with http:// or https://. ${example}`
  if (parsed.username !== '' || parsed.password !== '') return 'Leave the name and the password out of the address: it is shown and kept as it is.'
  return null
}

/** The API's address of its alerts. @param url that {@link refuseUrl} lets through */
export function alertsUrl(url: string, which: Which): string {
  const muted = String(which === 'silenced too')
  const base = new URL(url.trim())
  return `${base.origin}${base.pathname.replace(/\/+$/, '')}/api/v2/alerts?active=true&silenced=${muted}&inhibited=${muted}`
}

/** Never rejects for what the other side or the network does. */
export async function askAlertmanager({ url, token }: AlertmanagerPlace, which: Which, after: After, signal?: AbortSignal): Promise<Body> {
  const calling = new AbortController()
  const stop = (): void => calling.abort()
  signal?.addEventListener('abort', stop)
  let isLate = false
  const callOff = after(ANSWER_WITHIN_MS, () => {
    isLate = true
    stop()
  })
  try {
    const headers = { accept: 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) }
    // The token is for this address alone, so that nothing is followed elsewhere.
    const response = await fetch(alertsUrl(url, which), { headers, redirect: 'manual', signal: calling.signal })
    const refusal = refuseStatus(response)
    if (refusal !== null) {
      stop()
      return { ok: false, sentence: refusal }
    }
    const bytes = await readBody(response)
    if (bytes !== null) return { ok: true, bytes }
    stop()
    return { ok: false, sentence: `It answers with more than ${String(MOST_BYTES / 1024 / 1024)} MB, which is not read.` }
  } catch (error) {
    return { ok: false, sentence: isLate ? `It did not answer within ${String(ANSWER_WITHIN_MS / 1000)} seconds.` : networkSentence(error) }
  } finally {
    callOff()
    signal?.removeEventListener('abort', stop)
  }
}

function refuseStatus({ status, headers }: Response): string | null {
  if (status === 200) return null
  if (status >= 300 && status < 400) return `It leads on to ${headers.get('location') ?? 'another address'}. Where that is right, write that address.`
  if (status === 401 || status === 403) return `It does not let Knowngood in (${String(status)}). Give a token that it takes.`
  if (status === 404) return 'There is no Alertmanager at that address (404). Where it has a path of its own, write that too.'
  return `It answered with an error (${String(status)}).`
}

/** Null where there is too much of it. */
async function readBody(response: Response): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of response.body ?? []) {
    const bytes = piece as Uint8Array
    size += bytes.byteLength
    if (size > MOST_BYTES) return null
    pieces.push(bytes)
  }
  return Buffer.concat(pieces)
}

function networkSentence(error: unknown): string {
  // fetch says "fetch failed", and why in its cause.
  const cause = error instanceof Error ? error.cause : undefined
  const code = systemCode(cause) ?? systemCode(error)
  if (code === 'ECONNREFUSED') return 'Nothing answers at that address.'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'That name is not found in the network.'
  // A broken answer or connection, and what TLS has against it, come as errors of many kinds; a wrong request of ours does not come here.
  return `The connection failed (${code ?? (cause instanceof Error ? cause.message : String(error))}).`
}
