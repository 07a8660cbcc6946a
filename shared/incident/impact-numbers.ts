/** The numbers that an assessment asks for, under names of their own so that each has one history. */
import type { CommandInput } from './commands.ts'

export const IMPACT_NUMBERS = [
  { metric: 'error rate', label: 'Error rate', unit: '%' },
  { metric: 'accounts affected', label: 'Accounts', unit: undefined },
  { metric: 'tickets', label: 'Tickets', unit: undefined },
  { metric: 'revenue lost', label: 'Revenue lost', unit: undefined },
] as const
export type ImpactNumber = (typeof IMPACT_NUMBERS)[number]

/** Said where what was typed is no number. */
export const NUMBER_NEEDED = 'Write the number with a point and without separators, as in 15, 1.5 or 1500 EUR.'

const NUMBER = /^([+-]?\d+(?:\.\d+)?)\s*([^\d\s,.].{0,39})?$/

/** The reading that "15", "15%" or "1500 EUR" stands for; null where it is none. */
export function numberRead({ metric, unit }: ImpactNumber, typed: string): Extract<CommandInput, { type: 'ReadMetric' }> | null {
  const [, figures, written] = NUMBER.exec(typed.trim()) ?? []
  return figures === undefined ? null : { type: 'ReadMetric', metric, value: Number(figures), unit: written?.trim() ?? unit }
}
