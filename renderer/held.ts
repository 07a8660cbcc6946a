/** Entries on which Enter was pressed while the disk failed: they stay in the entry line, and go in by themselves unless they are touched. */
import type { CommandInput } from '../shared/incident/commands.ts'
import { setDraft, useStore } from './store.ts'

export interface Held {
  /** as it stands in the entry line */
  readonly text: string
  /** as it was read when Enter was pressed: "@-5m" counts from then */
  readonly command: CommandInput
  readonly attempt: string
  /** when Enter was pressed first, UTC */
  readonly pressedAt: string
}

export function heldFor(incident: string): Held | null {
  return useStore.getState().held[incident] ?? null
}

/** Keeps an entry for when the disk works again. One that is held already stays as it is, and so does its time. */
export function hold(incident: string, entry: Held): void {
  // What was typed while the disk was busy is a change: it waits for its own Enter.
  if ((useStore.getState().drafts[incident] ?? '') !== entry.text) return
  useStore.setState(({ held }) => ({ held: { ...held, [incident]: held[incident] ?? entry } }))
}

/** It is recorded, or it waits for the person from now on. */
export function letGo(incident: string): void {
  useStore.setState(({ held: { [incident]: _, ...others } }) => ({ held: others }))
}

/** Takes what was recorded out of the entry line; what was typed behind it meanwhile is the start of the next entry. */
export function takeFromDraft(incident: string, recorded: string): void {
  const typed = useStore.getState().drafts[incident] ?? ''
  setDraft(incident, typed.startsWith(recorded) ? typed.slice(recorded.length).trimStart() : typed)
}
