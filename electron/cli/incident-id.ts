/** Which incident a command is about: the one that was named, or the only one that is open. */
import { isOverPhase, shownId } from '../../shared/incident/words.ts'
import type { Desk, ReadIncident } from '../desk.ts'
import { kindOf, readStreamId } from '../journal/layout.ts'
import { misused, refused, type Exit } from './command.ts'
import { summariesOf } from './summaries.ts'

export type Chosen = { readonly ok: true; readonly read: ReadIncident } | { readonly ok: false; readonly exit: Exit }

type ReadingDesk = Pick<Desk, 'list' | 'read' | 'summary' | 'away'>

/** Whether a word means an incident: `inc-7kq2m9xa`, in any case. */
export function looksLikeId(word: string): boolean {
  return /^inc-/i.test(word)
}

/** @param word the id as it was typed; undefined where it was left out */
export async function chooseIncident(desk: ReadingDesk, word: string | undefined): Promise<Chosen> {
  if (word === undefined) return onlyOpenOne(desk)
  const id = incidentId(word)
  if (id === null) return no(misused(`“${word}” is not an incident's id, as in INC-7KQ2M9XA. \`knowngood list\` shows them.`))
  const read = await desk.read(id)
  if (read) return { ok: true, read }
  const away = await desk.away()
  return no(refused(away?.sentence ?? noSuchIncident(id)))
}

/** The id that was typed, or null where it is none. */
export function incidentId(word: string): string | null {
  const id = readStreamId(word)
  return id !== null && kindOf(id) === 'incident' ? id : null
}

export function noSuchIncident(id: string): string {
  return `There is no incident ${shownId(id)}. \`knowngood list\` shows those that there are.`
}

async function onlyOpenOne(desk: ReadingDesk): Promise<Chosen> {
  const listed = await desk.list()
  if (!listed.ok) return no(refused(listed.fault.sentence))
  // Of one that has lost everything nobody means to write without naming it.
  const open = (await summariesOf(desk, listed.ids)).filter(({ row, isEmpty }) => !isEmpty && !isOverPhase(row.phase)).map(({ row }) => row)
  const [only] = open
  if (!only) return no(refused('No incident is open. Declare one with `knowngood declare --title …`, or name one by its id.'))
  const read = open.length === 1 ? await desk.read(only.id) : null
  if (read) return { ok: true, read }
  const names = open.map(({ id, title }) => `  ${shownId(id)}  ${title}`)
  return no(refused(`${String(open.length)} incidents are open; say which by its id:\n${names.join('\n')}`))
}

function no(exit: Exit): Chosen {
  return { ok: false, exit }
}
