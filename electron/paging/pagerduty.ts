/** PagerDuty: which of its ways a message takes, so that somebody is really paged and no alert is opened twice; and what is read back. */
import type { ChannelOf } from '../../shared/delivery/channel.ts'
import type { Adapter, Message, PagerDutyReader, Read, RemoteIncident, Secrets, Sent } from './adapter.ts'
import { notTaken } from './outcome.ts'
import { dedupKeyOf, summaryOf, trigger } from './pagerduty-events.ts'
import { acknowledgements, openIncidentFor, openIncidents, policyOf, postStatusUpdate, requestResponder, targetNamed, userByEmail, type Target } from './pagerduty-incidents.ts'
import { pagerDutyId, restOf, type Asked, type Rest } from './pagerduty-rest.ts'
import { isRepeatable } from './repeatable.ts'
import { clipped } from './said.ts'
import type { Call, Reply, Wire } from './wire.ts'

type PagerDuty = ChannelOf<'PagerDuty'>

/** characters; PagerDuty does not say how many it takes of words in the REST API */
const MOST_OF_WORDS = 5000

const WHERE = 'Set it in Settings, Channels.'

/** `remote` of what it accepts is the id of a PagerDuty incident: the Events API names none, so there it is left out. */
export function pagerDutyAdapter(wire: Wire): Adapter<PagerDuty> {
  return { send: (message, channel, secrets, signal) => wire.attempt(signal, (call) => send(call, message, channel, secrets)) }
}

function send(call: (call: Call) => Promise<Reply>, message: Message, channel: PagerDuty, secrets: Secrets): Promise<Sent> {
  const underKey = isRepeatable('PagerDuty', message)
  if (underKey && secrets['routingKey']) return trigger(call, message, channel, secrets['routingKey'])
  const missing = missingFor(message, channel, secrets)
  if (missing !== null) return Promise.resolve({ result: 'refused', text: missing })
  const rest = restOf(call, channel, secrets)
  if (message.about !== 'page') return tellSubscribers(rest, message, channel)
  if (underKey) return open(rest, message, channel, { key: dedupKeyOf(message.incident.id), target: null })
  return pageSomebody(rest, message, channel)
}

/** What has to be set for the REST API, as a sentence; null where all is there. */
function missingFor({ about, to, remote }: Message, { from, service }: PagerDuty, { apiToken }: Secrets): string | null {
  if (remote !== null && !pagerDutyId.safeParse(remote).success) return noId(remote)
  const lacking = [apiToken ? null : 'the REST API token', from ? null : 'the e-mail address of a PagerDuty user'].filter((part) => part !== null)
  const opens = about === 'page' && remote === null
  if (opens && to === null) return lacking.length === 0 && service ? null : `PagerDuty has no integration key yet. ${WHERE}`
  if (opens && !service) lacking.push('the service')
  if (lacking.length === 0) return null
  const needed = `PagerDuty needs ${new Intl.ListFormat('en').format(lacking)}`
  if (about !== 'page') return `${needed} to pass on a ${about}. ${WHERE}`
  if (to !== null) return `${needed} to page somebody by name. ${WHERE}`
  return `This incident is in PagerDuty already, and another alert would wake nobody. To page again, ${needed}. ${WHERE}`
}

function noId(remote: string): string {
  return `“${clipped(remote, 80)}” is no id of a PagerDuty incident. Join the incident anew.`
}

/** A certain person or policy, or the policy of the incident that is there: by a request to respond, or by an incident that is opened for them. One request after the other, as PagerDuty asks for. */
async function pageSomebody(rest: Rest, message: Message, channel: PagerDuty): Promise<Sent> {
  const { to, remote } = message
  const { from = '' } = channel
  const requester = await userByEmail(rest, from)
  if (!requester.ok) return notLearned(requester)
  if (requester.value === null) return { result: 'refused', text: `PagerDuty has no user with the address ${from}. Correct it in Settings, Channels.` }
  const there = remote === null ? await openWith(rest, channel, dedupKeyOf(message.incident.id)) : ({ ok: true, value: remote } as const)
  if (!there.ok) return notLearned(there)
  const target = to !== null ? await targetNamed(rest, to) : await policyOf(rest, remote ?? '')
  if (!target.ok) return notLearned(target)
  if (target.value === null) return { result: 'refused', text: `PagerDuty has no user and no escalation policy “${clipped(to ?? '', 80)}”. Correct it in the playbook’s directory.` }
  if (there.value === null) {
    // Whoever opens an incident for themselves is not notified of it: it begins as acknowledged.
    if (target.value.id === requester.value.id) return { result: 'refused', text: `PagerDuty wakes nobody for an incident that they open themselves, and ${from} is whom pages are from. Page by phone, or give the channel another address.` }
    return open(rest, message, channel, { key: `${dedupKeyOf(message.incident.id)}-${message.delivery}`, target: target.value })
  }
  const asked = await requestResponder(rest, there.value, requester.value.id, clipped(message.text, MOST_OF_WORDS), target.value)
  return asked.ok ? { result: 'accepted', remote: there.value } : notTaken(asked.reply, { ...NAME, repeatable: false, words: () => asked.text })
}

/** Opens an incident under a key. The same key again is refused, so where one is open under it, an earlier try has come through. */
async function open(rest: Rest, message: Message, channel: PagerDuty, { key, target }: { readonly key: string; readonly target: Target | null }): Promise<Sent> {
  const { service = '' } = channel
  const opened = await openIncidentFor(rest, { title: summaryOf(message), details: clipped(message.text, MOST_OF_WORDS), service, key, target })
  if (opened.ok) return { result: 'accepted', remote: opened.value.id }
  if (opened.reply.kind === 'answered' && opened.reply.status === 400) {
    const there = await openWith(rest, channel, key)
    if (!there.ok) return notLearned(there)
    if (there.value !== null) return { result: 'accepted', remote: there.value, text: 'PagerDuty had it already.' }
  }
  return notTaken(opened.reply, { ...NAME, repeatable: true, words: () => opened.text })
}

/** A notice or an update wakes nobody: it goes to the subscribers of the incident, where there is one. */
async function tellSubscribers(rest: Rest, { about, incident, remote, text }: Message, channel: PagerDuty): Promise<Sent> {
  const there = remote === null ? await openWith(rest, channel, dedupKeyOf(incident.id)) : ({ ok: true, value: remote } as const)
  if (!there.ok) return notLearned(there)
  if (there.value === null) return { result: 'refused', text: `PagerDuty passes on a ${about} to the subscribers of an incident, and none is open there for this one. Send it by another channel.` }
  const posted = await postStatusUpdate(rest, there.value, clipped(text, MOST_OF_WORDS))
  return posted.ok ? { result: 'accepted', remote: there.value } : notTaken(posted.reply, { ...NAME, repeatable: false, words: () => posted.text })
}

const NAME = { name: 'PagerDuty' } as const

/** The id of the open incident with this key; null where there is none. */
async function openWith(rest: Rest, channel: PagerDuty, key: string): Promise<Asked<string | null>> {
  const found = await incidentWith(rest, channel, key)
  return found.ok ? { ok: true, value: found.value?.id ?? null } : found
}

async function incidentWith(rest: Rest, channel: PagerDuty, key: string): Promise<Asked<RemoteIncident | null>> {
  const found = await openIncidents(rest, channel, key)
  return found.ok ? { ok: true, value: found.value[0] ?? null } : found
}

/** A question that comes before the sending went unanswered: nothing has been sent yet, so it can be tried again. */
function notLearned({ reply, text }: Extract<Asked<unknown>, { ok: false }>): Sent {
  return reply.kind === 'no answer' ? { result: 'try again', text } : notTaken(reply, { ...NAME, repeatable: true, words: () => text })
}

/** What only PagerDuty can be asked, through the REST API. */
export function pagerDutyReader(wire: Wire): PagerDutyReader {
  const read = <T>(channel: PagerDuty, secrets: Secrets, signal: AbortSignal, ask: (rest: Rest) => Promise<Asked<T>>): Promise<Read<T>> => {
    if (!secrets['apiToken']) return Promise.resolve({ ok: false, text: `PagerDuty has no REST API token yet. ${WHERE}` })
    return wire.attempt(signal, async (call) => {
      const asked = await ask(restOf(call, channel, secrets))
      return asked.ok ? asked : { ok: false, text: asked.text, ...(asked.reply.kind === 'answered' && asked.reply.after !== null ? { after: asked.reply.after } : {}) }
    })
  }
  return {
    open: (channel, secrets, signal) => read(channel, secrets, signal, (rest) => openIncidents(rest, channel)),
    find: (dedupKey, channel, secrets, signal) => read(channel, secrets, signal, (rest) => incidentWith(rest, channel, dedupKey)),
    answers: (remote, since, channel, secrets, signal) => {
      if (!pagerDutyId.safeParse(remote).success) return Promise.resolve({ ok: false, text: noId(remote) })
      return read(channel, secrets, signal, (rest) => acknowledgements(rest, remote, since))
    },
  }
}
