/** While the app runs the command line hands it its commands: one journal, and the window shows them at once. */
import { execFile, spawn } from 'node:child_process'
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { expect, ROOT, test } from '../helpers/electron-app.ts'

const CLI = join(ROOT, 'out', 'cli', 'knowngood.cjs')

async function knowngood(env: Readonly<Record<string, string>>, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...args], { env: { ...process.env, ...env }, encoding: 'utf8' })
  return stdout.trim()
}

/** Waits until the app can be called; answers the folder where. */
async function listens(folder: string): Promise<string> {
  const meeting = join(folder, 'knowngood', 'one-mind')
  await expect.poll(async () => (await readdir(meeting).catch(() => [])).filter((name) => /\.(sock|key)$/.test(name))).toHaveLength(2)
  return meeting
}

test('what is declared and logged in a terminal stands in the app’s own journal, and in the window', async ({ launch, store, folder, beside }) => {
  const { page } = await launch()
  const meeting = await listens(folder)
  for (const name of await readdir(meeting)) expect(((await stat(join(meeting, name))).mode & 0o777).toString(8)).toBe('600')
  expect(((await stat(meeting)).mode & 0o777).toString(8)).toBe('700')

  // The person of the command line's own profile, not the app's.
  await writeFile(join(folder, 'knowngood', 'config.json'), JSON.stringify({ person: { id: 'ben@example.org', name: 'Ben', role: null }, zone: 'Asia/Kolkata', theme: 'system' }))
  const id = await knowngood(beside, 'declare', '--title', 'Declared in a terminal', '--severity', 'P1')
  await page.getByRole('list', { name: 'Incidents' }).getByText('Declared in a terminal').click()
  const timeline = page.getByRole('list', { name: 'Timeline' })
  await expect(timeline.getByText('Incident declared: Declared in a terminal')).toBeVisible()
  const printed = await knowngood(beside, 'log', id, 'typed in a terminal')
  await expect(timeline.getByText('typed in a terminal')).toBeVisible()
  expect(await readdir(join(store, 'incidents', id))).toHaveLength(1)

  const facts = (await knowngood(beside, 'facts', id)).split('\n').map((line) => JSON.parse(line) as { id: string; by: unknown; source: string; at: { zone: string } })
  expect(facts.at(-1)).toMatchObject({ id: printed, by: { person: 'ben@example.org', name: 'Ben' }, source: 'cli', at: { zone: 'Asia/Kolkata' } })
})

test('the app is killed under a terminal that goes on: every line is there, once; then it is started again, and takes over', async ({ launch, store, folder, beside }) => {
  const first = await launch()
  await listens(folder)
  const id = await knowngood(beside, 'declare', '--title', 'Killed in between')
  const log = spawn(process.execPath, [CLI, 'log', id], { env: { ...process.env, ...beside } })
  const lines = createInterface({ input: log.stdout })[Symbol.asyncIterator]()
  const say = async (text: string): Promise<string> => {
    log.stdin.write(`${text}\n`)
    return String((await lines.next()).value)
  }
  const ids = [await say('to the app')]
  await first.kill()
  ids.push(await say('to nobody'))
  const journalsThen = await readdir(join(store, 'incidents', id))
  expect(journalsThen).toHaveLength(2)

  const second = await launch()
  await second.page.getByRole('list', { name: 'Incidents' }).getByText('Killed in between').click()
  const timeline = second.page.getByRole('list', { name: 'Timeline' })
  await expect(timeline.getByText('to nobody')).toBeVisible()
  // The same terminal, still open: it looks again for an app that was not there.
  await expect
    .poll(async () => {
      ids.push(await say('to the new app'))
      return readdir(join(store, 'incidents', id))
    })
    .toHaveLength(3)
  await expect(timeline.getByText('to the new app').first()).toBeVisible()
  log.stdin.end()
  const notes = (await knowngood(beside, 'facts', id)).split('\n').map((line) => JSON.parse(line) as { id: string; type: string })
  expect(notes.filter(({ type }) => type === 'NoteAdded').map((fact) => fact.id)).toEqual(ids)
})

test('a terminal with another profile meets no app and writes its own file', async ({ launch, store, folder, beside }) => {
  await launch()
  await mkdir(join(folder, 'other'))
  const id = await knowngood(beside, 'declare', '--title', 'Two minds')
  await knowngood({ ...beside, XDG_CONFIG_HOME: join(folder, 'other'), APPDATA: join(folder, 'other') }, 'log', id, 'on my own')
  expect(await readdir(join(store, 'incidents', id))).toHaveLength(2)
})
