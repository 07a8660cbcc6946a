/** A pasted password: questioned, recorded all the same, redacted from the menu; then no file of the profile or the store holds a byte of it. */
import { execFile } from 'node:child_process'
import { cp, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { expect, ROOT, test } from '../helpers/electron-app.ts'

/** Nothing else says it. */
const MARK = 'Zq7Xv9Kw2'
const WORDS = `the password is ${MARK}!`

/** Every file below a folder that holds the mark, as Chromium or we may have written it: UTF-8 or UTF-16. */
async function holding(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) found.push(...(await holding(path)))
    else if (entry.isFile()) {
      const bytes = await readFile(path).catch(() => Buffer.alloc(0))
      if (bytes.includes(MARK) || bytes.includes(Buffer.from(MARK, 'utf16le'))) found.push(path)
    }
  }
  return found
}

/** Declares an incident and opens it. */
async function declared(page: Page): Promise<string> {
  const incident = await page.evaluate(async () => {
    const answer = await window.knowngood.ask('dispatch', { incident: null, command: { type: 'DeclareIncident', title: 'API errors' } })
    return answer.ok ? answer.incident : ''
  })
  await page.getByRole('list', { name: 'Incidents' }).getByText('API errors').click()
  return incident
}

test('a secret is questioned, redacted by the menu, and gone from every file, merged copies too', async ({ launch, folder, store, profile }) => {
  const { page, close } = await launch()
  const incident = await declared(page)
  const line = page.getByRole('textbox', { name: 'Log entry' })
  const timeline = page.getByRole('list', { name: 'Timeline' })
  await line.pressSequentially(WORDS, { delay: 5 })
  // While it is typed it is a draft, and lies where it can be erased: in no storage of Chromium's.
  await expect.poll(() => holding(folder)).toEqual([join(profile, 'drafts.json')])

  await line.press('Enter')
  await expect(page.getByRole('alert')).toHaveText('That looks like a password or a key. Take it out, or press Enter again to record it as it is.')
  await expect(timeline.getByText(WORDS)).toHaveCount(0)
  await line.press('Enter')
  await expect(timeline.getByText(WORDS)).toBeVisible()
  await line.fill(`${MARK} again`)
  await line.press('Enter')
  await expect(timeline.getByText(`${MARK} again`)).toBeVisible()

  const incidents = join(store, 'incidents', incident)
  await expect.poll(() => holding(folder)).toHaveLength(1)
  const [journal] = await readdir(incidents)
  const peer = join(folder, '..', `${incident}-peer`)
  await cp(join(incidents, journal!), peer)

  await timeline.getByRole('listitem').filter({ hasText: WORDS }).hover()
  await timeline.getByRole('listitem').filter({ hasText: WORDS }).getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Redact…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Redact this entry' })
  await dialog.getByRole('textbox', { name: 'The secret itself' }).fill(MARK)
  await expect(dialog.getByRole('group', { name: 'One other entry holds it' })).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('a password')
  await dialog.getByRole('button', { name: 'Redact 2 entries' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Redacted' })).toHaveText('Redacted: the words are erased.')
  await expect(timeline.getByText('Ana redacted 2 entries: a password')).toBeVisible()
  await expect(timeline.getByText(/^redacted by Ana, /)).toHaveCount(2)
  expect(await holding(folder)).toEqual([])
  expect(await page.evaluate((mark) => document.documentElement.outerHTML.includes(mark), MARK)).toBe(false)

  // A peer had not redacted: its journal comes back into the folder of the open incident.
  await cp(peer, join(incidents, journal!.replace('.jsonl', '.sync-conflict.jsonl')))
  await expect.poll(() => holding(folder), { timeout: 3000 }).toEqual([])
  await expect(timeline.getByText(MARK)).toHaveCount(0)
  expect(await readdir(incidents)).toHaveLength(2)

  await close()
  expect(await holding(folder)).toEqual([])

  const again = await launch()
  await expect(again.page.getByRole('list', { name: 'Timeline' }).getByText('Ana redacted 2 entries: a password')).toBeVisible()
  await again.page.getByRole('textbox', { name: 'Log entry' }).press('ArrowUp')
  await expect(again.page.getByRole('textbox', { name: 'Log entry' })).toHaveValue('')
  expect(await holding(folder)).toEqual([])
})

test('a draft outlives a reload and a restart', async ({ launch }) => {
  const first = await launch()
  await declared(first.page)
  const line = first.page.getByRole('textbox', { name: 'Log entry' })
  await line.pressSequentially('half a line')
  await first.page.reload()
  await expect(line).toHaveValue('half a line')
  await line.pressSequentially(' and more')
  await first.close()
  const second = await launch()
  await expect(second.page.getByRole('textbox', { name: 'Log entry' })).toHaveValue('half a line and more')
})

test('a terminal redacts through the running app, and is told what was erased', async ({ launch, folder, beside }) => {
  const { page } = await launch()
  const incident = await declared(page)
  await expect.poll(async () => (await readdir(join(folder, 'knowngood', 'one-mind')).catch(() => [])).length).toBe(2)
  const knowngood = (...args: string[]) => promisify(execFile)(process.execPath, [join(ROOT, 'out', 'cli', 'knowngood.cjs'), ...args], { env: { ...process.env, ...beside }, encoding: 'utf8' })
  const logged = await knowngood('log', incident, WORDS)
  expect(logged.stderr).toContain(`To erase it: knowngood redact ${incident.toUpperCase()} ${logged.stdout.trim()}`)
  const timeline = page.getByRole('list', { name: 'Timeline' })
  await expect(timeline.getByText(WORDS)).toBeVisible()
  const { stderr } = await knowngood('redact', incident, logged.stdout.trim(), '--reason', 'a password')
  expect(stderr).toBe('Erased from 1 line of 1 journal.\n')
  await expect(timeline.getByText(/redacted an entry: a password$/)).toBeVisible()
  await expect(timeline.getByText(MARK)).toHaveCount(0)
  expect(await holding(folder)).toEqual([])
})
