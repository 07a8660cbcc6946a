/** An app and terminals that meet in a folder of the test's own, without Electron. */
import { createServer, type Socket } from 'node:net'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openDesk, type Desk } from '../../../electron/desk.ts'
import { systemClock } from '../../../electron/clock.ts'
import { converse } from '../../../electron/one-mind/converse.ts'
import { handingDesk, type HandingDesk, type HandingOptions } from '../../../electron/one-mind/handing-desk.ts'
import { listenForCommands, type Listening } from '../../../electron/one-mind/listen.ts'
import { meetingOf, type Meeting } from '../../../electron/one-mind/meeting.ts'
import type { HandedCommand } from '../../../electron/one-mind/protocol.ts'
import type { Answer } from '../../../shared/api.ts'
import { ANA } from '../../helpers/facts.ts'
import { tempFolder } from '../journal/facts.ts'

export const VERSION = '1.2.3'
export const BEN = { person: 'ben@example.org', name: 'Ben' }

/** A store, and where those meet who work on it. */
export interface Place {
  readonly folder: string
  readonly store: string
  readonly meeting: Meeting
}

export async function place(): Promise<Place> {
  const folder = await tempFolder()
  const store = join(folder, 'store')
  return { folder, store, meeting: meetingOf(store, { platform: process.platform, env: { XDG_CONFIG_HOME: folder, APPDATA: folder }, home: folder })! }
}

/** The app's desk. */
export function appDesk({ store }: Place): Desk {
  const desk = openDesk({ dataDir: store, clock: systemClock, actor: () => ANA, source: 'app', zone: () => 'UTC' })
  onTestFinished(() => desk.close())
  return desk
}

/** Carries out what is handed over as the app does. */
export function carriedOutBy(desk: Desk): (command: HandedCommand) => Promise<Answer> {
  return ({ incident, command, ...origin }) => desk.dispatch(incident, command, { ...origin, source: 'cli' })
}

/** Listens as the app does, until the test is over. */
export async function listening({ meeting }: Place, dispatch: (command: HandedCommand) => Promise<Answer>, version = VERSION): Promise<Listening> {
  const listened = await listenForCommands({ meeting, version, dispatch })
  if (!listened.ok) throw new Error(listened.why)
  onTestFinished(() => listened.listening.close())
  return listened.listening
}

/** A terminal in which Ben sits, in Kolkata. */
export function terminal({ store, meeting }: Place, options: Partial<HandingOptions> = {}): HandingDesk {
  const sitting = { actor: () => BEN, zone: () => 'Asia/Kolkata' }
  const own = openDesk({ dataDir: store, clock: systemClock, source: 'cli', ...sitting })
  const desk = handingDesk(own, { meeting, version: VERSION, ...sitting, ...options })
  onTestFinished(() => desk.close())
  return desk
}

/** An app that greets as the real one does; what follows is the test's affair, hanging up without a word included. */
export async function faithlessApp({ meeting }: Place, carryOut: (command: HandedCommand, socket: Socket) => Promise<Answer>): Promise<void> {
  const key = 'a key that both have read'
  await mkdir(meeting.folder, { recursive: true })
  await writeFile(meeting.keyFile, key)
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    void converse(socket, { key, version: VERSION, dispatch: (command) => carryOut(command, socket) })
  })
  await new Promise<void>((resolve) => server.listen(meeting.address(key), resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
}

export const NEVER = new Promise<never>(() => undefined)

export async function declaredOn(desk: Pick<HandingDesk | Desk, 'dispatch'>, title = 'API errors'): Promise<string> {
  const answer = await desk.dispatch(null, { type: 'DeclareIncident', title })
  if (!answer.ok) throw new Error(answer.sentence)
  return answer.incident
}

/** The journals of an incident: one a process that has written to it. */
export function journals({ store }: Place, incident: string): Promise<string[]> {
  return readdir(join(store, 'incidents', incident))
}

/** The notes of an incident as a process finds them that has read nothing yet: `id: text`, in order, each fact once. */
export async function notes({ store }: Place, incident: string): Promise<{ id: string; text: unknown }[]> {
  const desk = openDesk({ dataDir: store, clock: systemClock, actor: () => ANA, source: 'test', zone: () => 'UTC' })
  const read = await desk.read(incident)
  await desk.close()
  return read!.incident.entries.filter(({ fact }) => fact.type === 'NoteAdded').map(({ fact }) => ({ id: fact.id, text: fact.data['text'] }))
}
