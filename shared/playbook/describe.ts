/** What the playbook's schema says of a field: the schema is walked along a path, through what wraps a field's own. */
import type { z } from 'zod'
import type { Place } from './conflicts.ts'

/** The schema of the field at a path; undefined where there is none. It is the first on the way in that has a description, or the innermost. */
export function described(schema: z.core.$ZodType, path: Place): z.core.$ZodType | undefined {
  if (path.length === 0) return outermostWithWords(schema)
  const [step, ...rest] = path
  const bare = unwrapped(schema)
  if (typeof step === 'number') return 'element' in bare ? described(bare.element as z.core.$ZodType, rest) : undefined
  const field = fieldsOf(bare)?.[step!]
  return field && described(field, rest)
}

/** The fields of a group; null where the schema is of something else. */
export function fieldsOf(schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> | null {
  const bare = unwrapped(schema)
  return 'shape' in bare ? (bare.shape as Record<string, z.core.$ZodType>) : null
}

function outermostWithWords(schema: z.core.$ZodType): z.core.$ZodType {
  const inner = innerOf(schema)
  return inner && (schema as z.ZodType).description === undefined ? outermostWithWords(inner) : schema
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  const inner = innerOf(schema)
  return inner ? unwrapped(inner) : schema
}

/** What `optional` and `default` are put around. */
function innerOf(schema: z.core.$ZodType): z.core.$ZodType | null {
  const { def } = schema._zod
  return 'innerType' in def ? (def.innerType as z.core.$ZodType) : null
}
