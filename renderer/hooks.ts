/** What components ask of the window: the open incident, how to record, the zone, the settings, drafts. */
import { useCallback } from 'react'
import type { Answer, Settings } from '../shared/api.ts'
import type { CommandInput } from '../shared/incident/commands.ts'
import type { BreakGlassCard, DirectoryEntry } from '../shared/playbook/schema.ts'
import { dispatch } from './session.ts'
import { setDraft, useStore, type Opened } from './store.ts'

export { useNow } from './clock.ts'
export { useKey } from './keys.ts'

/** The incident on the screen, or null. Memoise what is computed from it by `folded` or `version`. */
export function useOpenIncident(): Opened | null {
  return useStore(({ open }) => open)
}

/** Records in the open incident and announces it. Refusals and faults come back, to be shown beside the field. */
export function useDispatch(): (command: CommandInput, attempt?: string) => Promise<Answer> {
  return dispatch
}

/** The IANA zone that times are shown and meant in. */
export function useZone(): string {
  return useStore(({ settings, start }) => settings?.zone ?? start?.systemZone ?? 'UTC')
}

/** What is kept for this machine; null before main has answered. */
export function useSettings(): Settings | null {
  return useStore(({ settings }) => settings)
}

const NOTHING: readonly never[] = []

/** Whom can be paged from here: the persons, teams and roles of this machine's playbook. */
export function useDirectory(): readonly DirectoryEntry[] {
  return useStore(({ playbook }) => playbook?.directory ?? NOTHING)
}

/** What is needed when nothing else works, from this machine's playbook. */
export function useBreakGlass(): readonly BreakGlassCard[] {
  return useStore(({ playbook }) => playbook?.breakGlass ?? NOTHING)
}

/** What stands in the entry line of an incident, and how to change it. It survives a reload. */
export function useDraft(incident: string): readonly [string, (text: string) => void] {
  const text = useStore(({ drafts }) => drafts[incident] ?? '')
  return [text, useCallback((changed: string) => setDraft(incident, changed), [incident])]
}
