/** What an answer that is no yes comes to, by the same rules for every channel. */
import type { Sent } from './adapter.ts'
import { isRedirect, type Reply } from './wire.ts'

interface Sending {
  /** whom it was sent to, as a sentence begins: "Slack" */
  readonly name: string
  /** the other side can tell two of the same apart, so that sending it again does no harm */
  readonly repeatable: boolean
  /** the words of a refusal, where the other side's own say more than the status */
  readonly words?: (status: number) => string
}

/** Which answers mean "later": RFC 9110, and 429 of RFC 6585. */
export function isLater(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500
}

/** What a try came to that the channel did not take: refused for good, to be tried again, or unclear. */
export function notTaken(reply: Reply, { name, repeatable, words }: Sending): Sent {
  if (reply.kind === 'not sent') return { result: reply.forGood ? 'refused' : 'try again', text: `${name} was not reached. ${reply.why}` }
  if (reply.kind === 'no answer') {
    if (repeatable && !reply.ended) return { result: 'try again', text: `${name} did not answer. ${reply.why}` }
    return { result: 'unclear', text: `${name} may have it or not. ${reply.why}` }
  }
  const { status } = reply
  if (isLater(status)) {
    // A gateway that waited in vain does not know whether it was carried out.
    if (status === 504 && !repeatable) return { result: 'unclear', status, text: `${name} may have it or not: a gateway before it gave up waiting (504).` }
    return { result: 'try again', status, text: laterText(name, status), ...(reply.after === null ? {} : { after: reply.after }) }
  }
  if (isRedirect(status)) return { result: 'refused', status, text: `${name} sent us on to another address (${status}). That is not followed: give the channel the address that it means.` }
  if (status >= 400) return { result: 'refused', status, text: words?.(status) ?? `${name} refused it (${status}).` }
  const strange = reply.whole ? `${name} answered ${status}, and that is not how it says yes.` : `${name} answered ${status}, and its answer broke off.`
  return repeatable ? { result: 'try again', status, text: strange } : { result: 'unclear', status, text: `${strange} Look there before you send it again.` }
}

/** Why it is to come again, for people. */
export function laterText(name: string, status: number): string {
  if (status === 429) return `${name} takes no more just now (429).`
  if (status >= 500) return `${name} has a fault of its own (${status}).`
  return `${name} did not get all of it (${status}).`
}
