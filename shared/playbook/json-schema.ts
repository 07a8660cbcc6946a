/** `docs/playbook.schema.json`: what an editor checks a playbook file by while it is written. */
import { z } from 'zod'
import { playbookSchema } from './schema.ts'

/** Every section may be left out, and `times` field by field; a field that no playbook has is marked. */
export function playbookJsonSchema(): string {
  const { properties, required: _, ...rest } = z.toJSONSchema(playbookSchema, {
    io: 'input',
    override({ jsonSchema }) {
      if (jsonSchema.type === 'object') jsonSchema.additionalProperties = false
    },
  })
  const { required: __, ...times } = properties!['times'] as z.core.JSONSchema.ObjectSchema
  const title = 'A playbook of Knowngood: what differs from the built-in one'
  return `${JSON.stringify({ ...rest, title, properties: { $schema: { type: 'string' }, ...properties, times } }, null, 2)}\n`
}
