/** `knowngood search` as a real process. */
import { expect, it } from 'vitest'
import { commandLine } from '../helpers/cli.ts'

it('prints what holds the words by incident, and says where nothing does', async () => {
  const cli = await commandLine()
  const id = await cli.ok(['declare', '--title', 'API errors'])
  await cli.ok(['log', 'connection pool exhausted'])
  const printed = (await cli.ok(['search', 'pool', 'exhau'])).split('\n')
  expect(printed).toHaveLength(2)
  expect(printed[0]).toBe(`${id.toUpperCase()}  API errors`)
  expect(printed[1]).toMatch(/: connection pool exhausted$/)
  expect(await cli.run(['search', 'giraffe'])).toMatchObject({ code: 1, stdout: '', stderr: 'Nothing with “giraffe”.\n' })
  expect((await cli.run(['search'])).code).toBe(2)
})
