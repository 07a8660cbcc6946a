/** Slack's incoming webhook: one message into the channel that the webhook was made for. Its URL is the secret. */
import { shownId } from '../../shared/incident/words.ts'
import type { ChannelOf } from '../../shared/delivery/channel.ts'
import type { Adapter, Message, Sent } from './adapter.ts'
import { notTaken } from './outcome.ts'
import { isRepeatable } from './repeatable.ts'
import { clipped, said, secretsOf } from './said.ts'
import type { Reply, Wire } from './wire.ts'

/** characters of one section, as Slack documents it */
const MOST_OF_SECTION = 3000
/** characters of all of them: beyond some 13,000, which is not documented, Slack refuses with `msg_blocks_too_long` */
const MOST_OF_ALL = 12_000
/** characters of what a notification shows */
const MOST_OF_NOTIFICATION = 500

/** Slack's words for a refusal, in ours. */
const REFUSALS: Readonly<Record<string, string>> = {
  invalid_payload: 'Slack did not understand the message.',
  no_text: 'Slack found no text in the message.',
  invalid_blocks: 'Slack did not understand the message.',
  msg_blocks_too_long: 'The message is too long for Slack.',
  invalid_token: 'The webhook does not hold any more. Make a new one in Slack.',
  no_active_hooks: 'The webhook has been switched off in Slack.',
  no_service: 'The webhook is gone or has been switched off in Slack. Make a new one.',
  no_team: 'The Slack workspace of the webhook is gone.',
  team_disabled: 'The Slack workspace of the webhook has been disabled.',
  user_not_found: 'The Slack user of the webhook is gone.',
  channel_not_found: 'The Slack channel of the webhook is gone.',
  channel_is_archived: 'The Slack channel has been archived.',
  action_prohibited: 'An admin of the Slack workspace does not allow it.',
  posting_to_general_channel_denied: 'An admin of the Slack workspace does not allow messages to that channel.',
}

export function slackAdapter(wire: Wire): Adapter<ChannelOf<'Slack'>> {
  return {
    send: async (message, _channel, { url }, signal) => {
      if (!url) return { result: 'refused', text: 'Slack has no webhook URL yet. Set it in Settings, Channels.' }
      const body = JSON.stringify(payloadOf(message))
      return sentBy(await wire.attempt(signal, (call) => call({ method: 'POST', url, headers: { 'content-type': 'application/json' }, body })), message, url)
    },
  }
}

/** Only Slack's own `ok` is a yes: a sign-in page of a guest network answers 200 too. */
function sentBy(reply: Reply, message: Message, url: string): Sent {
  if (reply.kind === 'answered' && reply.status === 200 && reply.whole && reply.body.trim() === 'ok') return { result: 'accepted', status: 200 }
  return notTaken(reply, {
    name: 'Slack',
    repeatable: isRepeatable('Slack', message),
    words: (status) => {
      const word = reply.kind === 'answered' && /^[a-z_]{1,60}$/.test(reply.body.trim()) ? said(reply.body, secretsOf(url)) : ''
      const sentence = Object.hasOwn(REFUSALS, word) ? REFUSALS[word]! : 'Slack refused it. Is the webhook still there?'
      return `${sentence} (${[status, word].filter(Boolean).join(' ')})`
    },
  })
}

/** The message as Slack shows it. `text` stands in for it in notifications. */
export function payloadOf({ incident, text, whom, about, time }: Message): { readonly text: string; readonly blocks: readonly object[] } {
  const title = clipped([incident.severity, incident.title].filter(Boolean).join(' · ').replace(/\s+/g, ' '), MOST_OF_NOTIFICATION)
  const parts = sections(text.trim())
  const footer = `${shownId(incident.id)} · ${about === 'page' ? 'page to' : `${about} for`} ${clipped(whom.replace(/\s+/g, ' '), MOST_OF_NOTIFICATION)} · ${time}`
  return {
    text: escaped(clipped(`${title}: ${text.trim().replace(/\s+/g, ' ')}`, MOST_OF_NOTIFICATION)),
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: `*${escaped(title)}*` } },
      ...parts.map((part) => ({ type: 'section', text: { type: 'mrkdwn', text: part } })),
      { type: 'context', elements: [{ type: 'mrkdwn', text: escaped(footer) }] },
    ],
  }
}

/** The three characters that Slack reads as its own. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** The text, escaped, in pieces that a section holds; what is too much in all ends in "…". Neither a character nor an entity is cut in two. */
function sections(text: string): readonly string[] {
  const pieces: string[] = []
  let piece = ''
  let all = 0
  for (const character of text) {
    const next = escaped(character)
    if (all + next.length >= MOST_OF_ALL) {
      pieces.push(`${piece}…`)
      return pieces
    }
    // One character is left for the ellipsis.
    if (piece.length + next.length >= MOST_OF_SECTION) {
      pieces.push(piece)
      piece = ''
    }
    piece += next
    all += next.length
  }
  return piece.trim() === '' ? pieces : [...pieces, piece]
}
