/** Reads what the entry line says about people: pages, notices, updates, roles. */
import { openHandovers } from '../handover.ts'
import { pagesOf, type PageStatus } from '../status.ts'
import { AUDIENCES, PAGE_CHANNELS, PAGE_OUTCOMES, ROLES, type Audience, type PageChannel, type PageOutcome } from '../words.ts'
import type { Playbook } from '../../playbook/schema.ts'
import { isRefusal, type Reader } from './reading.ts'
import { takeClause } from './times.ts'
import { joined, matchOne, spellings, splitAtColon, takeWord } from './words.ts'

const CHANNELS = spellings(PAGE_CHANNELS, { call: 'phone', SMS: 'text', email: 'other' })
const OUTCOMES = spellings(PAGE_OUTCOMES, { unanswered: 'no answer', 'voice mail': 'voicemail', reached: 'delivered' })
const AUDIENCE = spellings(AUDIENCES, { customer: 'customers', 'status page': 'public' })
const NEXT = /(?<![^\s,;.])next(?: update)?(?: due)?(?: in| by| at|:)?\s+/gi
const ROLE_SPELLINGS = { IC: 'incident commander', commander: 'incident commander', comms: 'communications lead', communications: 'communications lead', 'on-call': 'on-call engineer', CS: 'Customer Success' }
const NOBODY = /^(?:nobody|no one|none)$/i
const MYSELF = /^(?:me|myself|i)$/i

/** `/page WHOM [by phone][: text]` */
export const page: Reader = (text) => {
  const { head, tail } = splitAtColon(text)
  return { type: 'Page', ...addressed(head), text: tail }
}

/** `/ack [WHOM][: text]`: whom as paged, or somebody else who answered the only open page. */
export const acknowledge: Reader = (text, { state }) => {
  const { head, tail } = splitAtColon(text)
  const open = pagesOf(state).filter(({ acknowledged }) => !acknowledged)
  const named = matchOne(open, head, paged)
  if (named) return { type: 'AcknowledgePage', page: named.page.id, text: tail }
  if (head !== '' && open.length > 1) return { sentence: sayWhich(open) }
  return { type: 'AcknowledgePage', who: head || undefined, text: tail }
}

/** `/escalate [FROM to] TO [by phone][: text]` */
export const escalate: Reader = (text, { state }) => {
  const { head, tail } = splitAtColon(text)
  const open = pagesOf(state).filter(({ acknowledged, escalated }) => !acknowledged && !escalated)
  const fromTo = /^(?:from )?(.+?) to (.+)$/i.exec(head)
  const from = fromTo && matchOne(open, fromTo[1]!, paged)
  const { whom, by } = addressed(from ? fromTo[2]! : head.replace(/^to /i, ''))
  return { type: 'EscalatePage', page: from?.page.id, to: whom, by, text: tail }
}

/** `/outcome no answer [from WHOM][: text]`, or `/outcome WHOM no answer` */
export const outcome: Reader = (text, { state }) => {
  const { head, tail } = splitAtColon(text)
  const first = takeWord(head, OUTCOMES)
  const said = first ? { outcome: first.value, whom: first.rest.replace(/^(?:from|for|by)\s+/i, '') } : outcomeAtEnd(head)
  if (!said) return { sentence: `Write what came of the page: ${PAGE_OUTCOMES.join(', ')}.` }
  const open = pagesOf(state).filter(({ acknowledged }) => !acknowledged)
  const named = matchOne(open, said.whom, paged)
  if (said.whom !== '' && !named) return { sentence: open.length === 0 ? 'There is no page without an answer.' : sayWhich(open) }
  return { type: 'RecordPageOutcome', page: named?.page.id, outcome: said.outcome, text: tail }
}

/** `/notify [GROUP, GROUP][ by phone][: text]`: every stakeholder group where none is named. */
export const notify: Reader = (text, { playbook }) => {
  const { head, tail } = splitAtColon(text)
  const by = /\s+by\s+(\S.*)$/i.exec(` ${head}`)
  const names = by ? ` ${head}`.slice(0, by.index).trim() : head
  return { type: 'NotifyStakeholders', groups: groupsOf(names, playbook), by: by?.[1], text: tail }
}

/** `/update [internal|customers|public] TEXT [next 20m]` */
export const update: Reader = (text, context, at) => {
  const audience = takeWord(text, AUDIENCE)
  const words = audience ? (joined(audience.rest) ?? '') : text
  const next = takeClause(words, NEXT, context, at)
  if (next && isRefusal(next)) return next
  const said: { audience: Audience } = { audience: audience?.value ?? 'internal' }
  return { type: 'PostUpdate', ...said, text: next ? next.text : words, nextUpdateAt: next?.time }
}

/** `/role ROLE NAME`; a role of one's own ends with a colon. */
export const role: Reader = (text, { playbook, me }) => {
  const known = takeWord(text, roleWords(playbook))
  const { head, tail } = splitAtColon(text)
  if (!known && tail === undefined) return { sentence: 'Write the role, then the name: /role incident commander Ana. Behind a role of your own, put a colon.' }
  const name = (known ? joined(known.rest) : tail) ?? ''
  const holder = MYSELF.test(name) && me !== undefined ? me : name
  return { type: 'AssignRole', role: known ? known.value : head, to: NOBODY.test(holder) ? null : holder }
}

/** `/handover [ROLE to] NAME[: what to know]` */
export const handover: Reader = (text, { playbook, me }) => {
  const { head, tail } = splitAtColon(text)
  const known = takeWord(head, roleWords(playbook))
  const to = (known ? (joined(known.rest) ?? '') : head).replace(/^to /i, '')
  return { type: 'OfferHandover', ...(known ? { role: known.value } : {}), to: MYSELF.test(to) && me !== undefined ? me : to, text: tail }
}

/** `/takeover [WHO]`: whom it was offered to, where several offers wait. */
export const takeover: Reader = (text, { state }) => {
  const open = openHandovers(state)
  const named = matchOne(open, text, ({ data }) => data.to.name)
  if (text !== '' && !named) return { sentence: open.length === 0 ? 'No hand-over waits.' : `Say whose: ${open.map(({ data }) => data.to.name).join(', ')}.` }
  return { type: 'ConfirmHandover', handover: named?.id }
}

function roleWords(playbook: Playbook): Record<string, string> {
  return spellings([...ROLES, ...playbook.roles.map(({ name }) => name)], ROLE_SPELLINGS)
}

function addressed(text: string): { whom: string; by: PageChannel | undefined } {
  const match = /\s(?:by\s+(\S.*)|(in person))$/i.exec(text)
  const channel = match && takeWord(match[1] ?? match[2]!, CHANNELS)
  if (!match || !channel || channel.rest !== '') return { whom: text, by: undefined }
  return { whom: text.slice(0, match.index).trim(), by: channel.value }
}

function outcomeAtEnd(text: string): { outcome: PageOutcome; whom: string } | null {
  const word = Object.keys(OUTCOMES).find((candidate) => text.toLowerCase().endsWith(` ${candidate.toLowerCase()}`))
  return word === undefined ? null : { outcome: OUTCOMES[word]!, whom: text.slice(0, -word.length).trim() }
}

function groupsOf(names: string, playbook: Playbook): string[] {
  const stakeholders = playbook.groups.filter((group) => group.stakeholder).map(({ id }) => id)
  const idOf = (name: string): string[] => {
    const wanted = name.trim().toLowerCase()
    if (wanted === '') return []
    if (wanted === 'stakeholders') return stakeholders
    if (wanted === 'all' || wanted === 'everyone') return playbook.groups.map(({ id }) => id)
    return [playbook.groups.find((group) => group.id === wanted || group.name.toLowerCase() === wanted)?.id ?? name.trim()]
  }
  if (names === '') return stakeholders
  return [...new Set(names.split(/\s*(?:[,;&]|\band\b)\s*/i).flatMap(idOf))]
}

function paged({ page: { data } }: PageStatus): string {
  return data.whom.name
}

function sayWhich(open: readonly PageStatus[]): string {
  return `${open.length === 1 ? 'One page is' : `${open.length} pages are`} open (${open.map(paged).join(', ')}): say which.`
}
