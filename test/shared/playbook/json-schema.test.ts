/** The schema that editors check a playbook file by is the one that the app checks it by. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { playbookJsonSchema } from '../../../shared/playbook/json-schema.ts'

it('docs/playbook.schema.json is up to date (vitest --update writes it anew)', async () => {
  await expect(playbookJsonSchema()).toMatchFileSnapshot(join(import.meta.dirname, '../../../docs/playbook.schema.json'))
})

it('asks for no section, names every one, and marks a field that there is not', () => {
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../../docs/playbook.schema.json'), 'utf8')) as { required?: unknown; additionalProperties: unknown; properties: Record<string, { required?: unknown }> }
  expect(schema.required).toBeUndefined()
  expect(schema.additionalProperties).toBe(false)
  expect(Object.keys(schema.properties)).toEqual([
    '$schema', 'format', 'version', 'name', 'purpose', 'releaseTypes', 'beforeRelease', 'deployment', 'smokeTests', 'incident', 'rollBackIf', 'fixForwardIf', 'releaseNotes', 'roles', 'severities', 'groups', 'customerGroup', 'matrix', 'directory', 'breakGlass', 'times',
  ])
  expect(schema.properties['times']!.required).toBeUndefined()
})
