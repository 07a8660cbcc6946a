/** `knowngood playbook` as a real process. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { commandLine } from '../helpers/cli.ts'

it('begins a file once, finds it in order, and shows what is in force', async () => {
  const cli = await commandLine()
  const path = join(cli.store, 'playbook.json')
  expect(await cli.ok(['playbook', 'check'])).toBe(`There is no ${path}: the built-in playbook holds. \`knowngood playbook init\` writes a file to begin with.`)
  expect(await cli.ok(['playbook', 'init'])).toBe(path)
  expect(await cli.ok(['playbook', 'check'])).toBe('playbook.json is in order.')
  expect(JSON.parse(await cli.ok(['playbook', 'show']))).toMatchObject({ format: 'knowngood-playbook', name: 'Our playbook', customerGroup: 'customer-success' })

  await writeFile(path, '{ "name": "Mine" }')
  expect(await cli.run(['playbook', 'init'])).toEqual({ code: 1, stdout: '', stderr: `${path} is there already, and stays as it is.\n` })
  expect(await readFile(path, 'utf8')).toBe('{ "name": "Mine" }')
})

it('names every fault by line, and ends with 1; what is only worth knowing ends with 0', async () => {
  const cli = await commandLine()
  await mkdir(cli.store, { recursive: true })
  await writeFile(join(cli.store, 'playbook.json'), '{\n  "name": 5,\n  "times": { "watchMinutes": "20m" }\n}')
  expect(await cli.run(['playbook', 'check'])).toEqual({
    code: 1,
    stdout: 'playbook.json, line 2, column 11: name is a text in double quotes, not 5.\nplaybook.json, line 3, column 30: times.watchMinutes is a number of minutes, up to 43200, not "20m".\n',
    stderr: 'playbook.json cannot be used: 2 faults have to be mended.\n',
  })
  await writeFile(join(cli.folder, 'other.json'), '{ "tmies": {} }')
  expect(await cli.ok(['playbook', 'check', 'other.json'])).toMatch(/^other\.json, line 1, column 3: tmies is no field of a playbook, so it is ignored\. .*\nother\.json is in order\.$/)
  await writeFile(join(cli.folder, 'hostile.json'), '{ "\\u001b[2J": 1 }')
  expect(await cli.ok(['playbook', 'check', 'hostile.json'])).not.toContain('\u001b')
  expect((await cli.run(['playbook', 'check', 'nowhere.json'])).code).toBe(1)
  expect((await cli.run(['playbook'])).code).toBe(2)
  expect((await cli.run(['playbook', 'burn'])).code).toBe(2)
})

it('an incident that is declared here begins with the file’s playbook; a broken file is said and stops nothing', async () => {
  const cli = await commandLine()
  await cli.ok(['playbook', 'init'])
  await writeFile(join(cli.store, 'playbook.json'), '{ "times": { "pageWithinMinutes": 7 } }')
  const id = await cli.ok(['declare', '--title', 'API errors', '--severity', 'P1', '--at', '2025-02-01T14:00:00Z'])
  const { deadlines } = JSON.parse(await cli.ok(['show', id, '--json'])) as { deadlines: { rule: string; startedAt: string; due: string }[] }
  const page = deadlines.find(({ rule }) => rule === 'page')!
  expect(Date.parse(page.due) - Date.parse(page.startedAt)).toBe(7 * 60 * 1000)

  await writeFile(join(cli.store, 'playbook.json'), '{ "name": 5 }')
  expect(await cli.run(['declare', '--title', 'More errors'])).toMatchObject({
    code: 0,
    stderr: 'playbook.json, line 1, column 11: name is a text in double quotes, not 5. The built-in playbook holds until then.\n',
  })
})
