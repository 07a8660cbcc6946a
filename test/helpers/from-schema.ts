/** Values that fit a zod schema, so that a new fact or command is tried on the day that it is added. */
import fc from 'fast-check'
import { z } from 'zod'
import { SHA256 } from '../../shared/incident/events.ts'

interface JsonSchema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly JsonSchema[]
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly items?: JsonSchema
  readonly minItems?: number
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
}

/** Fields that name another fact; `ids` says which there are. */
const REFERENCES: ReadonlySet<string> = new Set(['page', 'remediation', 'decision', 'hypothesis', 'action', 'promise', 'target', 'start', 'insteadOf'])

/** Values that go into the schema, from short to as long as it allows. */
export function inputsOf(schema: z.ZodType, ids: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  return valuesOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema, ids)
}

function valuesOf(schema: JsonSchema, ids: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((option) => valuesOf(option, ids)))
  if (schema.type === 'object') return objects(schema, ids)
  if (schema.type === 'array') return fc.array(valuesOf(schema.items ?? {}, ids), { minLength: schema.minItems ?? 0, maxLength: 3 })
  if (schema.type === 'string') return texts(schema)
  if (schema.type === 'number' || schema.type === 'integer') return fc.oneof(fc.integer({ min: -9, max: 99 }), fc.double({ noNaN: true, noDefaultInfinity: true }))
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'null') return fc.constant(null)
  return fc.jsonValue({ maxDepth: 1 })
}

function objects({ properties = {}, required = [] }: JsonSchema, ids: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([name, field]) => [name, REFERENCES.has(name) ? ids : valuesOf(field, ids)] as const)
  return fc.record(Object.fromEntries(fields), { requiredKeys: required.filter((name) => name in properties), noNullPrototype: true })
}

function texts({ format, pattern, minLength = 0, maxLength = 40 }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'date-time') {
    const odd = pattern?.includes('+-') ? [...ODD_TIMES, ...OFFSET_TIMES] : ODD_TIMES
    return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...TIMES) }, { weight: 1, arbitrary: fc.constantFrom(...odd) })
  }
  if (pattern === SHA256.source) return fc.constantFrom('0'.repeat(64), '0123456789abcdef'.repeat(4))
  const words = fc.constantFrom('error rate', 'Ana', 'pm', 'customer-success', 'incident commander', 'Zürich 🔥', '<b>|`', '__proto__')
  return fc.oneof(
    { weight: 8, arbitrary: words },
    { weight: 2, arbitrary: fc.string({ minLength, maxLength: Math.min(maxLength, 20) }) },
    { weight: 1, arbitrary: fc.constant('x'.repeat(maxLength)) },
  )
}

const TIMES = ['2025-02-01T13:59:00.000Z', '2025-02-01T14:00:05.000Z', '2025-02-01T14:10:00.000Z'] as const
const ODD_TIMES = ['2025-02-03T14:00:00.000Z', '2099-06-01T00:00:00.000Z', '0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z']
const OFFSET_TIMES = ['2025-02-01T15:00:00+01:00', '9999-12-31T23:59:59-05:00', '0000-01-01T00:00:00+05:00']
