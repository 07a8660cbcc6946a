/** What every part of the console shares: the incident on the screen, how its times read, and how to open a dialog. */
import { createContext, useContext } from 'react'
import type { CommandInput } from '../../shared/incident/commands.ts'
import type { IncidentState } from '../../shared/incident/state.ts'
import type { Playbook } from '../../shared/playbook/schema.ts'
import type { FoldedIncident } from '../../shared/incident/evolve.ts'
import type { WhenOptions } from '../ui/WhenField.tsx'
import type { DialogRequest } from './dialogs/request.ts'

export interface ConsoleContext {
  readonly id: string
  /** a new object with every change: memoise by it, for what is inside changes in place */
  readonly folded: FoldedIncident
  readonly state: IncidentState
  readonly playbook: Playbook
  readonly zone: string
  /** a moment (UTC) as people read it here: "14:18", with its day where that is not the incident's first */
  readonly timeText: (time: string) => string
  /** whether somebody named this time (UTC), or it is only that of writing down what happened at an unknown one */
  readonly isKnown: (time: string) => boolean
  /** what times typed here are read against */
  readonly whenOptions: WhenOptions
  /** opens a dialog; the one that is open makes way */
  readonly open: (dialog: DialogRequest) => void
  /** records at one press of a key or a button; a refusal is shown above the columns. @returns whether it is on disk */
  readonly act: (command: CommandInput) => Promise<boolean>
}

const Context = createContext<ConsoleContext | null>(null)
export const ConsoleProvider = Context.Provider

export function useConsole(): ConsoleContext {
  const context = useContext(Context)
  if (!context) throw new Error('this stands outside of a console')
  return context
}
