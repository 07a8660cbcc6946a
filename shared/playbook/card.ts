/** The break-glass card: what is needed when nothing else works, in groups, each line with its age. */
import { CARD_KINDS, type BreakGlassCard, type Playbook } from './schema.ts'

export interface CardLine {
  readonly card: BreakGlassCard
  /** its place in the playbook's list, from 0; null: it stands in the directory */
  readonly index: number | null
  /** when it was checked, in words; null where nobody has to check it */
  readonly checked: string | null
  /** it was never checked, or too long ago */
  readonly isStale: boolean
}

export interface CardGroup {
  readonly title: string
  readonly lines: readonly CardLine[]
}

const TITLES: Readonly<Record<BreakGlassCard['kind'], string>> = { phone: 'Phone numbers', bridge: 'Bridges', 'kill switch': 'Kill switches', runbook: 'Runbooks', other: 'Other' }
const DAY_MS = 24 * 60 * 60 * 1000

/** The groups that have lines, in the order of {@link CARD_KINDS}; the directory's numbers come after the card's own. @param today ISO day */
export function cardOf({ breakGlass, directory, times }: Playbook, today: string): readonly CardGroup[] {
  const own = breakGlass.map((card, index): CardLine => ({ card, index, ...ageOf(card, today, times.cardCheckDays) }))
  const people = directory.flatMap(({ name, phone }): CardLine[] =>
    phone === undefined ? [] : [{ card: { title: name, kind: 'phone', value: phone }, index: null, checked: null, isStale: false }],
  )
  const lines = [...own, ...people]
  return CARD_KINDS.map((kind) => ({ title: TITLES[kind], lines: lines.filter(({ card }) => card.kind === kind) })).filter((group) => group.lines.length > 0)
}

function ageOf({ checkedOn }: BreakGlassCard, today: string, days: number): Pick<CardLine, 'checked' | 'isStale'> {
  if (checkedOn === undefined) return { checked: 'never checked', isStale: true }
  const age = Math.max(0, Math.round((Date.parse(today) - Date.parse(checkedOn)) / DAY_MS))
  if (age > days) return { checked: `last checked ${checkedOn}, ${String(age)} days ago`, isStale: true }
  return { checked: `checked ${checkedOn}`, isStale: false }
}
