/** Which dialog is asked for, and what it is about. */
import type { AlertsRead } from '../../../shared/api.ts'
import type { Audience, RemediationKind } from '../../../shared/incident/words.ts'

/** The dialogs that ask for one text and nothing else. */
export const TEXT_DIALOGS = ['detected', 'began', 'mitigated', 'resolve', 'reopen', 'investigate', 'theory', 'held'] as const
export type TextDialogName = (typeof TEXT_DIALOGS)[number]

export type DialogRequest =
  | { readonly name: 'assess' | 'severity' | 'page' | 'notify' | 'decide' | 'check' | 'factor' | 'release' | 'retro' | 'promise' | 'metric' | 'hand over' | 'adopt' }
  | { readonly name: 'take over'; readonly handover: string }
  | { readonly name: TextDialogName }
  | { readonly name: 'page next' | 'acknowledge'; readonly page: string }
  | { readonly name: 'update'; readonly audience?: Audience }
  | { readonly name: 'start' | 'complete'; readonly kind: RemediationKind }
  | { readonly name: 'role'; readonly role?: string }
  /** an action item to change; a new one where it is left out */
  | { readonly name: 'action'; readonly action?: string }
  /** why: a decision's or a severity's reason that was left blank */
  | { readonly name: 'reason'; readonly entry: string; readonly asks: string }
  | { readonly name: 'revise'; readonly promise: string }
  | { readonly name: 'amend' | 'history' | 'reply' | 'picture' | 'redact'; readonly entry: string }
  /** several lines that were pasted into the entry line */
  | { readonly name: 'paste'; readonly text: string; readonly recorded: () => void }
  /** alerts that were pasted into the entry line */
  | { readonly name: 'alerts'; readonly read: AlertsRead; readonly recorded: () => void }
