/** What a playbook is: the guide as data, with the ids by which everything else refers to it. */
import { z } from 'zod'
import { ANSWERS, IMPACT_EFFECTS, IMPACT_SCOPES, PAGE_CHANNELS, SEVERITIES, USERS_AFFECTED } from '../incident/words.ts'

/** What a field takes, as it is said to people: of a field that has none, the kind of its value says enough. */
const minutes = z.number().positive().max(60 * 24 * 30).describe('a number of minutes, up to 43200')
const slug = (like: string): z.ZodString => z.string().regex(/^[a-z0-9][a-z0-9-]*$/).max(100).describe(`an id of small letters, digits and dashes, such as "${like}"`)

/** One item of the guide. `owners` are the roles that it names; `onlyIf` marks one that can be "not applicable". */
const itemSchema = z.object({
  id: z.string().regex(/^[A-Z]{2}\d{1,2}[a-z]?$/).describe('an id of two capitals and a number, such as "IN3"'),
  text: z.string().min(1),
  owners: z.array(z.string()).default([]),
  with: z.array(z.string()).default([]),
  onlyIf: z.string().optional(),
  critical: z.boolean().optional(),
})
export type PlaybookItem = z.output<typeof itemSchema>

const groupSchema = z.object({
  id: slug('customer-success'),
  name: z.string().min(1),
  /** must be told within the time of IN3 */
  stakeholder: z.boolean(),
  /** at these severities, and where none is set; left out: at all */
  severities: z.array(z.enum(SEVERITIES)).default([...SEVERITIES]),
  /** the names of this machine's channels that reach it, the first that is there is chosen */
  channels: z.array(z.string().min(1)).default([]),
})
export type NoticeGroup = z.output<typeof groupSchema>

const severitySchema = z.object({
  id: z.enum(SEVERITIES),
  meaning: z.string().min(1),
  /** the on-call engineer is paged at once */
  pages: z.boolean(),
  /** a status update is due this often, at the beginning */
  updateEveryMinutes: minutes,
  /** and this often once `times.updateOftenForMinutes` have passed since the declaration; left out: as before */
  thenEveryMinutes: minutes.optional(),
})

/** Which severity an assessment speaks for: every field that stands in `when` must have one of its values. */
const matrixRuleSchema = z.object({
  severity: z.enum(SEVERITIES),
  when: z.object({
    users: z.array(z.enum(USERS_AFFECTED)).min(1).optional(),
    effect: z.array(z.enum(IMPACT_EFFECTS)).min(1).optional(),
    scope: z.array(z.enum(IMPACT_SCOPES)).min(1).optional(),
    dataAtRisk: z.array(z.enum(ANSWERS)).min(1).optional(),
    customersAffected: z.array(z.enum(ANSWERS)).min(1).optional(),
  }),
  /** why, as it is said beside the proposal */
  why: z.string().min(1),
})
export type MatrixRule = z.output<typeof matrixRuleSchema>

export const directoryEntrySchema = z.object({
  id: slug('ana'),
  name: z.string().min(1),
  kind: z.enum(['person', 'team', 'role']),
  phone: z.string().min(1).optional(),
  email: z.string().min(1).optional(),
  chat: z.string().min(1).optional(),
  /** how it is paged where nothing else is said */
  page: z
    .object({
      by: z.enum(PAGE_CHANNELS),
      /** the name of one of this machine's channels */
      channel: z.string().min(1).optional(),
      /** whom the channel reaches, as it names them: the id of a PagerDuty user or escalation policy */
      to: z.string().min(1).optional(),
    })
    .optional(),
  /** the id of whoever is paged next where this one does not answer */
  next: slug('bo').optional(),
})
export type DirectoryEntry = z.output<typeof directoryEntrySchema>

export const CARD_KINDS = ['phone', 'bridge', 'kill switch', 'runbook', 'other'] as const

/** One line of the break-glass card: what is needed when nothing else works. */
export const cardSchema = z.object({
  title: z.string().min(1),
  kind: z.enum(CARD_KINDS),
  /** a number, a link or a command */
  value: z.string().min(1),
  notes: z.string().min(1).optional(),
  /** the day on which somebody last made sure that it holds */
  checkedOn: z.iso.date().describe('a day as YEAR-MONTH-DAY, such as "2026-11-28"').optional(),
})
export type BreakGlassCard = z.output<typeof cardSchema>

export const playbookSchema = z.object({
  format: z.literal('knowngood-playbook'),
  version: z.literal(1),
  name: z.string().min(1),
  purpose: z.string().min(1),
  releaseTypes: z.array(itemSchema),
  beforeRelease: z.array(itemSchema),
  deployment: z.array(itemSchema),
  smokeTests: z.object({ name: z.string().min(1), items: z.array(itemSchema) }),
  incident: z.array(itemSchema),
  rollBackIf: z.array(itemSchema),
  fixForwardIf: z.array(itemSchema),
  releaseNotes: z.object({ owners: z.array(z.string()), with: z.array(z.string()), fields: z.array(itemSchema), groups: z.array(z.string()) }),
  roles: z.array(z.object({ name: z.string().min(1), does: z.string().min(1) })),
  severities: z.array(severitySchema).length(SEVERITIES.length).describe(`a list of ${String(SEVERITIES.length)}: ${SEVERITIES.join(', ')}`),
  /** who is told, and which of them is told at once when customers are affected */
  groups: z.array(groupSchema),
  customerGroup: slug('customer-success'),
  /** IN1: the first rule that fits proposes its severity */
  matrix: z.array(matrixRuleSchema).default([]),
  /** persons, teams and roles that can be paged */
  directory: z.array(directoryEntrySchema).default([]),
  breakGlass: z.array(cardSchema).default([]),
  times: z.object({
    pageWithinMinutes: minutes,
    answerWithinMinutes: minutes,
    notifyWithinMinutes: minutes,
    customerGroupWithinMinutes: minutes,
    updateEveryMinutesUnset: minutes,
    watchMinutes: minutes,
    /** a closing check this much after the end of the watch still counts as in time */
    watchSlackMinutes: minutes,
    retroScheduledWithinMinutes: minutes,
    retroHeldWithinMinutes: minutes,
    /** for so long after the declaration updates are due as often as at the beginning */
    updateOftenForMinutes: minutes.default(120),
    /** a page that could not be sent by then is not sent any more: nobody is woken an hour late */
    pageExpiresMinutes: minutes.default(10),
    /** days after which a line of the break-glass card counts as unchecked */
    cardCheckDays: z.number().positive().max(3650).describe('a number of days, up to 3650').default(90),
  }),
})
export type Playbook = z.output<typeof playbookSchema>

/** Reads a playbook file; the first fault as a sentence with the field that it stands in. */
export function parsePlaybook(value: unknown): { ok: true; playbook: Playbook } | { ok: false; sentence: string } {
  const parsed = playbookSchema.safeParse(value)
  if (parsed.success) return { ok: true, playbook: parsed.data }
  const issue = parsed.error.issues[0]
  return { ok: false, sentence: `The playbook cannot be read: ${issue ? `${issue.path.join('.') || 'file'}: ${issue.message}` : 'it is no playbook'}.` }
}

/** The names of notice groups, for people; a group that the playbook does not know is its own name. */
export function groupName(playbook: Playbook, id: string): string {
  return playbook.groups.find((group) => group.id === id)?.name ?? id
}

/** Whether what a notice names, an id or a name in any case, is the group of this id. */
export function isGroup(playbook: Playbook, id: string, named: string): boolean {
  return named === id || named.toLowerCase() === groupName(playbook, id).toLowerCase()
}
