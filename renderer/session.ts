/** The window's work with main: start, open, dispatch, and what main pushes. */
import type { Answer, Fault, Pushes, Settings } from '../shared/api.ts'
import type { Fact } from '../shared/facts/fact.ts'
import type { CommandInput } from '../shared/incident/commands.ts'
import { createIncidentFold } from '../shared/incident/evolve.ts'
import { playbookOf } from '../shared/incident/status.ts'
import { recordedText } from './announcement.ts'
import { newAttempt } from './attempts.ts'
import { ask, on } from './bridge.ts'
import { flushWhenLeft } from './drafts.ts'
import { rememberLine } from './console/entry/history.ts'
import { heldFor, letGo, takeFromDraft } from './held.ts'
import { parseFacts, startLoading, type Loading } from './loading.ts'
import { pressMenuItem } from './menu.ts'
import { readReach } from './reach.ts'
import { recall, remember } from './memory.ts'
import { dropWords } from './redacted.ts'
import { announce, isRowOver, mergeRows, setDeclaring, useStore } from './store.ts'

const LAST_OPEN = 'open'
const WORKS_AGAIN = 'The disk works again.'

/** Facts that arrive while their incident loads; fold merges them by id, in any order. */
let early: Fact[] = []
let fold = createIncidentFold()
let loading: Loading | null = null
let version = 0
/** the hash of the playbook that the open incident went by when main was last asked for it */
let goesBy: string | null = null
/** Facts whose recording is announced once they are here: main may answer before it pushes. */
let toAnnounce: string | null = null
/** whether the next announcement also says that the disk takes entries again */
let worksAgain = false

/**
 * Asks main for everything the window shows and listens from then on.
 * @returns how to stop listening
 */
export async function connect(): Promise<() => void> {
  early = []
  toAnnounce = null
  const stops = [
    on('facts', takeFacts),
    on('part', (part) => loading?.take(part)),
    on('incidents', (rows) => useStore.setState((store) => ({ rows: mergeRows(store.rows, rows) }))),
    on('gone', (ids) => useStore.setState(({ rows }) => ({ rows: rows.filter(({ id }) => !ids.includes(id)) }))),
    on('findings', ({ incident, findings }) => useStore.setState(({ open }) => (open?.id === incident ? { open: { ...open, findings } } : {}))),
    on('fault', takeFault),
    on('show', ({ incident, deadline }) => {
      void openIncident(incident).then(() => deadline !== undefined && useStore.setState({ spot: { incident, key: deadline } }))
    }),
    on('backup', (backup) => useStore.setState({ backup })),
    on('progress', (progress) => useStore.setState({ progress })),
    on('imported', (imported) => useStore.setState({ imported })),
    on('reach', (reach) => useStore.setState({ reach })),
    on('channels', (channels) => useStore.setState({ channels })),
    on('playbook', (playbook) => useStore.setState({ playbook })),
    on('playbookFile', (playbookFile) => useStore.setState({ playbookFile })),
    on('alerts', (alerts) => useStore.setState({ alerts })),
    on('menu', ({ item }) => pressMenuItem(item)),
    flushWhenLeft(),
  ]
  // Neither waits for the other: the incident that was open may be long, and without a summary main reads every incident for the list.
  const listed = ask('listIncidents', undefined).then((rows) => useStore.setState((store) => ({ listed: true, rows: mergeRows(rows, store.rows) })))
  const last = recall(LAST_OPEN)
  const reopened = last === null ? undefined : openIncident(last, 'if it is there')
  void readReach()
  void ask('alerts', undefined).then((alerts) => useStore.setState((store) => ({ alerts: store.alerts ?? alerts })))
  const start = await ask('start', undefined)
  useStore.setState(({ backup, drafts }) => ({ start, settings: start.settings, channels: start.channels, playbook: start.playbook, playbookFile: start.playbookFile, backup: backup ?? start.backup, drafts: { ...start.drafts, ...drafts } }))
  await Promise.all([listed, reopened])
  const { rows, opening, open } = useStore.getState()
  const newest = rows.find((row) => !isRowOver(row))
  if (newest && !opening && !open) await openIncident(newest.id)
  return () => stops.forEach((stop) => stop())
}

/** Puts an incident on the screen. The one before stays until this one is there; why it is not is said, unless nobody asked. */
export async function openIncident(id: string, wanted?: 'if it is there'): Promise<void> {
  const { open, opening } = useStore.getState()
  const here = open?.id === id
  useStore.setState({ opening: here ? null : id, openFailure: null, place: 'console' })
  if (here || opening === id) return
  early = []
  const load = (loading = startLoading())
  const opened = await ask('openIncident', { id, load: load.number })
  const parts = opened.ok ? await load.parts(opened.parts) : []
  // Another one was asked for meanwhile, or this one once more.
  if (useStore.getState().opening !== id || loading !== load) return
  if (!opened.ok) {
    useStore.setState({ opening: null, openFailure: wanted ? null : opened.sentence })
    return
  }
  fold = createIncidentFold()
  // One batch: what is added behind it may have to be sorted in before, which folds everything again.
  fold.add([...parts, ...parseFacts(opened.facts), ...early])
  fold.forget()
  early = []
  loading = null
  remember(LAST_OPEN, id)
  const { playbook, findings } = opened
  goesBy = playbookOf(fold.current.state)
  useStore.setState({ opening: null, open: { id, folded: fold.current, version: ++version, playbook, findings } })
  announceRecorded()
}

/** Sends a command to the open incident and announces what was recorded. A refusal or a fault is the caller's to show. */
export async function dispatch(command: CommandInput, attempt?: string): Promise<Answer> {
  const { open } = useStore.getState()
  if (!open) return { ok: false, kind: 'refused', sentence: 'Open an incident first.' }
  return send(open.id, command, attempt)
}

/**
 * Declares a new incident and opens it.
 * @param before told its id before it is on the screen
 */
export async function declare(command: Extract<CommandInput, { type: 'DeclareIncident' }>, attempt?: string, before?: (incident: string) => void): Promise<Answer> {
  const answer = await send(null, command, attempt)
  if (answer.ok) {
    before?.(answer.incident)
    setDeclaring(false)
    await openIncident(answer.incident)
  }
  return answer
}

/** Changes what main keeps for this machine; the sentence where main will not. */
export async function saveSettings(change: Partial<Settings>): Promise<string | null> {
  // Main takes no name that is empty, and a request in a wrong shape is a bug: this is a person who has not typed yet.
  if (change.person?.name.trim() === '') return 'Write the name that your team knows you by.'
  const saved = await ask('saveSettings', change)
  if (!saved.ok) return saved.sentence
  useStore.setState({ settings: saved.settings })
  return null
}

async function send(incident: string | null, command: CommandInput, attempt = newAttempt()): Promise<Answer> {
  const answer = await ask('dispatch', { incident, command, attempt })
  announceRecording(answer)
  return answer
}

/** Says what was recorded once it is here. */
export function announceRecording(answer: Answer): void {
  if (!answer.ok || answer.facts.length === 0) return
  if (answer.erased) {
    useStore.setState({ unerased: answer.notices ?? [] })
    return announce(answer.notices ? 'Redacted, but not everywhere yet.' : 'Redacted: the words are erased.')
  }
  toAnnounce = answer.facts[0]!
  announceRecorded()
}

function takeFault(fault: Fault | null): void {
  const before = useStore.getState().fault
  useStore.setState({ fault })
  if (before?.reading && fault === null) reopenLast()
  if (isWriting(before) && !isWriting(fault)) sendAllHeld()
}

function isWriting(fault: Fault | null): boolean {
  return fault !== null && !fault.reading
}

/** The store is back: so is what was on the screen when it was last there. */
function reopenLast(): void {
  const last = recall(LAST_OPEN)
  if (last !== null && !useStore.getState().open) void openIncident(last, 'if it is there')
}

function sendAllHeld(): void {
  announce(WORKS_AGAIN)
  const waiting = Object.keys(useStore.getState().held)
  // One announcement: a second one would cut the first short for whoever has it read out.
  worksAgain = waiting.length > 0
  for (const incident of waiting) void sendHeld(incident)
}

/** Records an entry on which Enter was pressed while the disk failed, as of then. */
async function sendHeld(incident: string): Promise<void> {
  const entry = heldFor(incident)
  if (!entry) return
  const answer = await send(incident, entry.command, entry.attempt)
  // It goes on waiting where the disk fails again, or was touched meanwhile.
  if (heldFor(incident) !== entry || (!answer.ok && answer.kind === 'fault')) return
  letGo(incident)
  if (!answer.ok) useStore.setState(({ refusals }) => ({ refusals: { ...refusals, [incident]: answer.sentence } }))
  else {
    rememberLine(incident, entry.text, answer.facts[0] ?? '')
    takeFromDraft(incident, entry.text)
  }
}

function takeFacts({ incident, facts }: Pushes['facts']): void {
  const { open, opening } = useStore.getState()
  if (incident === opening) early.push(...parseFacts(facts))
  if (incident !== open?.id) return
  const parsed = parseFacts(facts)
  dropWords(incident, open.folded, parsed)
  const grown = fold.add(parsed)
  if (parsed.some(({ type }) => type === 'Redacted')) fold.forget()
  if (!grown) return
  useStore.setState({ open: { ...open, folded: fold.current, version: ++version } })
  if (playbookOf(fold.current.state) !== goesBy) void readPlaybook(incident)
  announceRecorded()
}

/** Another playbook holds from now on, or the one before again: the fact names it, main has it. */
async function readPlaybook(incident: string): Promise<void> {
  goesBy = playbookOf(fold.current.state)
  const playbook = await ask('playbookOf', { incident })
  useStore.setState(({ open }) => (open?.id === incident && playbook ? { open: { ...open, playbook, version: ++version } } : {}))
}

function announceRecorded(): void {
  const { open, start, settings } = useStore.getState()
  const entry = toAnnounce === null ? undefined : open?.folded.entryOf.get(toAnnounce)
  if (!entry || !open) return
  const said = recordedText(open.folded, open.playbook, entry.written, settings?.zone ?? start?.systemZone ?? 'UTC')
  announce(worksAgain ? `${WORKS_AGAIN} ${said}` : said)
  toAnnounce = null
  worksAgain = false
}
