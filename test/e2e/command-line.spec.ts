/** The command line beside the running app, on one store: each sees what the other wrote, and both look in the same places. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, ROOT, test } from '../helpers/electron-app.ts'

const CLI = join(ROOT, 'out', 'cli', 'knowngood.cjs')

async function knowngood(env: Readonly<Record<string, string>>, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...args], { env: { ...process.env, ...env }, encoding: 'utf8' })
  return stdout.trim()
}

test('what the command line adds appears in the window by itself', async ({ launch, store }) => {
  const { page } = await launch()
  const env = { KNOWNGOOD_DATA: store }
  const id = await knowngood(env, 'declare', '--title', 'Declared in a terminal')
  const incidents = page.getByRole('list', { name: 'Incidents' })
  await expect(incidents.getByText('Declared in a terminal')).toBeVisible({ timeout: 15_000 })
  await incidents.getByText('Declared in a terminal').click()

  const timeline = page.getByRole('list', { name: 'Timeline' })
  await expect(timeline.getByText('Incident declared: Declared in a terminal')).toBeVisible()
  await knowngood(env, 'log', id, 'typed in a terminal')
  await expect(timeline.getByText('typed in a terminal')).toBeVisible({ timeout: 2000 })
})

test('what the window confirmed is there for the command line at once', async ({ launch, store }) => {
  const { page } = await launch()
  const answer = await page.evaluate(() => window.knowngood.ask('dispatch', { incident: null, command: { type: 'DeclareIncident', title: 'Declared in the window' } }))
  expect(answer).toMatchObject({ ok: true })
  expect(await knowngood({ KNOWNGOOD_DATA: store }, 'list')).toContain('Declared in the window')
})

test('without a word about places, both use the same profile and the same store', async ({ launch, folder }) => {
  const env = { XDG_CONFIG_HOME: folder, KNOWNGOOD_DATA: '' }
  await knowngood(env, 'declare', '--title', 'Found in the usual place')
  const { app, page } = await launch({ usualPlaces: true, env })
  expect(await app.evaluate(({ app }) => app.getPath('userData'))).toBe(join(folder, 'knowngood'))
  const start = await page.evaluate(() => window.knowngood.ask('start', undefined))
  expect(start.storeFolder).toBe(join(folder, 'knowngood', 'store'))
  await expect.poll(() => page.evaluate(async () => (await window.knowngood.ask('listIncidents', undefined)).map(({ title }) => title))).toEqual(['Found in the usual place'])

  // And who sits here is who the app was told.
  await page.evaluate(() => window.knowngood.ask('saveSettings', { person: { id: 'ben@example.org', name: 'Ben', role: null }, zone: 'Asia/Kolkata' }))
  await knowngood(env, 'log', 'by Ben')
  const last = JSON.parse((await knowngood(env, 'facts')).split('\n').at(-1)!) as { by: unknown; at: { zone: string } }
  expect([last.by, last.at.zone]).toEqual([{ person: 'ben@example.org', name: 'Ben' }, 'Asia/Kolkata'])
})
