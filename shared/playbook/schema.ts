/** What a playbook is: the guide as data, with the ids by which everything else refers to it. */
import { z } from 'zod'
import { SEVERITIES } from '../incident/words.ts'

const minutes = z.number().positive().max(60 * 24 * 30)

/** One item of the guide. `owners` are the roles that it names; `onlyIf` marks one that can be "not applicable". */
const itemSchema = z.object({
  id: z.string().regex(/^[A-Z]{2}\d{1,2}[a-z]?$/),
  text: z.string().min(1),
  owners: z.array(z.string()).default([]),
  with: z.array(z.string()).default([]),
  onlyIf: z.string().optional(),
  critical: z.boolean().optional(),
})
export type PlaybookItem = z.output<typeof itemSchema>

const groupSchema = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: z.string().min(1),
  /** must be told within the time of IN3 */
  stakeholder: z.boolean(),
})
export type NoticeGroup = z.output<typeof groupSchema>

const severitySchema = z.object({
  id: z.enum(SEVERITIES),
  meaning: z.string().min(1),
  /** the on-call engineer is paged at once */
  pages: z.boolean(),
  /** a status update is due this often */
  updateEveryMinutes: minutes,
})

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
  severities: z.array(severitySchema).length(SEVERITIES.length),
  /** who is told, and which of them is told at once when customers are affected */
  groups: z.array(groupSchema),
  customerGroup: z.string(),
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
