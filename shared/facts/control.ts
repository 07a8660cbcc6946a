/** The facts that act on other facts: amend, strike, redact. They belong to the mechanism, whatever the stream is about. */
import { z } from 'zod'
import { factSchema, type Fact } from './fact.ts'

const target = z.string().min(1)

/** What the control facts carry. */
export const CONTROL_FACTS = {
  /** Corrects the target's time, evidence, or fields of its data (null takes a field away). */
  EntryAmended: z.looseObject({
    target,
    at: factSchema.shape.at.optional(),
    data: z.record(z.string(), z.unknown()).optional(),
    evidence: factSchema.shape.evidence,
  }),
  /** Takes away the target's effect; the target stays visible. Striking a strike restores what it struck. */
  EntryStruck: z.looseObject({ target, reason: z.string().optional() }),
  /** Erases the targets' data, and the attachments by these SHA-256 (hex); it cannot be struck or redacted itself. */
  Redacted: z.looseObject({ targets: z.array(target).min(1), reason: z.string().optional(), files: z.array(z.string().regex(/^[0-9a-f]{64}$/)).optional().catch(undefined) }),
} as const

export type ControlType = keyof typeof CONTROL_FACTS
export type ControlData<T extends ControlType> = z.infer<(typeof CONTROL_FACTS)[T]>

export function isControl(type: string): type is ControlType {
  return Object.hasOwn(CONTROL_FACTS, type)
}

/** The data of a control fact, or null where it cannot be read (then the fact has no effect). */
export function readControl<T extends ControlType>(fact: Fact, type: T): ControlData<T> | null {
  if (fact.type !== type) return null
  const parsed = CONTROL_FACTS[type].safeParse(fact.data)
  return parsed.success ? (parsed.data as ControlData<T>) : null
}

/** The ids that a control fact acts on. */
export function controlTargets(fact: Fact): readonly string[] {
  const redacted = readControl(fact, 'Redacted')
  if (redacted) return redacted.targets
  const single = readControl(fact, 'EntryAmended') ?? readControl(fact, 'EntryStruck')
  return single ? [single.target] : []
}

/**
 * What is left of a fact once it is redacted: who, when and of what kind, and nothing that was said (design section 3).
 * A control fact keeps the ids that it acts on: erasing a reason must not undo the strike, nor the redaction. What is only true or false
 * says nothing, and stays: a backfilled incident whose title was redacted must not begin to run clocks.
 */
export function eraseFact(fact: Fact): Fact {
  const { time, until, precision, zone } = fact.at
  return {
    v: fact.v,
    id: fact.id,
    type: fact.type,
    data: { ...flagsOf(fact), ...targetsOf(fact) },
    at: { time, ...(until !== undefined && { until }), precision, zone },
    recordedAt: fact.recordedAt,
    ...(fact.knownAt !== undefined && { knownAt: fact.knownAt }),
    by: { person: fact.by.person, name: fact.by.name, ...(fact.by.role !== undefined && { role: fact.by.role }) },
    source: fact.source,
    ...(fact.key !== undefined && { key: fact.key }),
    ...(fact.cause !== undefined && { cause: fact.cause }),
    ...(fact.replaces !== undefined && { replaces: fact.replaces }),
    redacted: true,
  }
}

function targetsOf(fact: Fact): Fact['data'] {
  const redacted = readControl(fact, 'Redacted')
  if (redacted) return { targets: redacted.targets, ...(redacted.files && { files: redacted.files }) }
  const [target] = controlTargets(fact)
  return target === undefined ? {} : { target }
}

function flagsOf({ data }: Fact): Fact['data'] {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => typeof value === 'boolean'))
}
