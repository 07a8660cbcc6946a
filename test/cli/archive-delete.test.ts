/** `knowngood archive` and `knowngood delete` as real processes. */
import { expect, it } from 'vitest'
import { commandLine } from '../helpers/cli.ts'

it('archives what is over, hides it from the list, and takes it back', async () => {
  const cli = await commandLine()
  const id = await cli.ok(['declare', '--title', 'API errors'])
  expect(await cli.run(['archive', id])).toMatchObject({ code: 1, stderr: 'This incident is still open: resolve it first, then archive it.\n' })
  await cli.ok(['do', id, '{"type":"ResolveIncident"}'])
  await cli.ok(['archive', id])
  expect(await cli.ok(['list'])).toBe('')
  expect(await cli.ok(['list', '--archived'])).toMatch(/API errors {2}\(archived\)$/)
  await cli.ok(['archive', id, '--back'])
  expect(await cli.ok(['list'])).toMatch(/API errors$/)
})

it('deletes only what is named and agreed to', async () => {
  const cli = await commandLine()
  const id = await cli.ok(['declare', '--title', 'API errors'])
  expect((await cli.run(['delete'])).code).toBe(2)
  const asked = await cli.run(['delete', id])
  expect(asked.code).toBe(1)
  expect(asked.stderr).toMatch(/^“API errors” goes: 1 entry, 0 attached files and 1 journal\. .*Nothing is deleted yet: say --yes\.\n$/)
  expect(await cli.ok(['list'])).toMatch(/API errors/)
  await cli.ok(['delete', id, '--yes'])
  expect(await cli.ok(['list', '--archived'])).toBe('')
})
