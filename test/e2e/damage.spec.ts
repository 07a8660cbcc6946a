/** What is wrong with an incident's files, in the real window: said in proportion, named in the details, and everything else is shown. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../helpers/electron-app.ts'
import type { Fact } from '../../shared/facts/fact.ts'
import { journalByHand } from '../electron/journal/hand-made.ts'
import { fact, note } from '../helpers/facts.ts'

const [A, B] = ['k7f3q9a2', 'q2w3e4r5']

async function put(store: string, id: string, files: Readonly<Record<string, Buffer | string>>): Promise<void> {
  const folder = join(store, 'incidents', id)
  await mkdir(folder, { recursive: true })
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes)
}

const declared = (title: string): Fact => fact(1, 'IncidentDeclared', { title })

async function details(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: 'Details' }).click()
  const found = await page.getByRole('list', { name: 'Findings' }).getByRole('listitem').allInnerTexts()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('list', { name: 'Findings' })).toHaveCount(0)
  return found
}

test('each incident opens, and says what is wrong with its files in its own tone', async ({ launch, store }) => {
  const whole = journalByHand(A, '', [[declared('x')], [note(2, 'y')]])
  const journal = (id: string, title: string, ...more: Fact[][]) => journalByHand(A, id, [[declared(title)], ...more])
  const damaged = journal('inc-00000001', 'Damaged', [note(2, 'error rate 15%')], [note(3, 'still there')]).bytes
  damaged[damaged.indexOf('error rate') + 2] = 0
  const seen = { [A]: [3, whole.sums[2]!] as [number, string] }
  const newer = Buffer.from(journalByHand(A, 'inc-00000005', [[declared('Newer')], [fact(2, 'SeanceHeld', { ghosts: 3 })], [note(3, 'of 2031', { v: 99 })]]).bytes)
  const conflict = journal('inc-00000004', 'Conflict copy', [note(2, 'only in the copy')])
  await put(store, 'inc-00000001', { [`${A}.jsonl`]: damaged })
  await put(store, 'inc-00000002', { [`${B}.jsonl`]: journalByHand(B, 'inc-00000002', [[declared('Missing file')]], seen).bytes })
  await put(store, 'inc-00000003', { [`${A}.jsonl`]: '', [`${B}.jsonl`]: journalByHand(B, 'inc-00000003', [[declared('Emptied file')]], seen).bytes })
  await put(store, 'inc-00000008', { [`${A}.jsonl`]: '' })
  await put(store, 'inc-00000004', { [`${A}.jsonl`]: journal('inc-00000004', 'Conflict copy').bytes, [`${A}.sync-conflict-20261122-101112-ABCDEFG.jsonl`]: conflict.bytes })
  await put(store, 'inc-00000005', { [`${A}.jsonl`]: newer })
  await put(store, 'inc-00000006', { [`${A}.jsonl`]: journal('inc-00000006', 'Two bodies', [note(2, 'as it was')]).bytes, [`${B}.jsonl`]: journalByHand(B, 'inc-00000006', [[note(2, 'as it never was')]]).bytes })
  await put(store, 'inc-00000007', { [`${A}.jsonl`]: journal('inc-00000007', 'Sound', [note(2, 'all is well')]).bytes })

  const { page } = await launch({ now: '2025-02-01T14:05:00Z' })
  const incidents = page.getByRole('list', { name: 'Incidents' })
  const alert = page.getByRole('alert')
  const timeline = page.getByRole('list', { name: 'Timeline' })
  const open = async (title: string): Promise<void> => {
    await incidents.getByText(title).click()
    await expect(timeline).toContainText(`Incident declared: ${title}`)
  }

  await open('Damaged')
  await expect(alert).toContainText('One line is damaged; 2 entries are shown.')
  await expect(timeline).toContainText('still there')
  const [line] = await details(page)
  expect(line).toContain(`Line 3 (byte ${String(damaged.indexOf('\n', damaged.indexOf('\n') + 1) + 1)}) of ${A}.jsonl is damaged`)
  expect(line).toContain(`incidents/inc-00000001/${A}.jsonl, line 3`)
  expect(line).toContain('copy that one into the same folder under another name')

  await open('Missing file')
  await expect(alert).toContainText('One file is missing; one entry is shown.')
  expect((await details(page))[0]).toContain(`${A}.jsonl is missing: writer ${B} had read 3 lines of it.`)

  await open('Emptied file')
  await expect(alert).toContainText('One file has lost lines; one entry is shown.')
  const [lost, empty] = await details(page)
  expect(lost).toContain(`${A}.jsonl has lost lines: writer ${B} had read 3 lines of it, 0 can be read now.`)
  expect(empty).toContain(`${A}.jsonl is empty`)

  // Its only file was emptied, and nobody else had read it: it is there all the same, and says so.
  await incidents.getByText('Untitled incident').click()
  await expect(page.getByText('One file is empty; 0 entries are shown.')).toBeVisible()
  await expect(alert).toHaveCount(0)

  await open('Conflict copy')
  await expect(page.getByText('One file exists in two copies; 2 entries are shown.')).toBeVisible()
  await expect(alert).toHaveCount(0)
  await expect(timeline).toContainText('only in the copy')
  expect((await details(page))[0]).toContain('holds 1 line that k7f3q9a2.jsonl lacks. They are shown too, so nothing is lost.')
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(page.getByText('One file exists in two copies')).toHaveCount(0)

  await open('Newer')
  await expect(page.getByText('Some of it was written by a newer version; 3 entries are shown.')).toBeVisible()
  await expect(alert).toHaveCount(0)
  await expect(timeline).toContainText('Recorded by a newer version of Knowngood: SeanceHeld')
  await expect(timeline).toContainText('of 2031')

  await open('Two bodies')
  await expect(alert).toContainText('Some entries exist in two versions; 2 entries are shown.')
  await timeline.getByRole('button', { name: 'two versions' }).click()
  const history = page.getByRole('dialog', { name: 'History of this entry' })
  await expect(history).toContainText('as it was')
  await expect(history).toContainText('as it never was')
  await page.keyboard.press('Escape')

  await open('Sound')
  await expect(page.getByRole('button', { name: 'Details' })).toHaveCount(0)
  // Only what is lost marks an incident in the list.
  const rows = await incidents.getByRole('listitem').allInnerTexts()
  const marked = rows.filter((row) => row.includes('file problem')).map((row) => /Damaged|Missing file|Emptied file|Two bodies|Conflict copy|Newer|Sound/.exec(row)![0])
  expect(marked.sort()).toEqual(['Damaged', 'Emptied file', 'Missing file'])
})

test('what was changed after an export, with the app closed and every checksum made anew, is said at the next start', async ({ launch, store, folder }) => {
  const first = await launch()
  await first.page.getByRole('button', { name: 'Declare incident' }).first().click()
  await first.page.getByRole('textbox', { name: 'Title' }).fill('API errors')
  await first.page.keyboard.press('Enter')
  const entry = first.page.getByRole('textbox', { name: 'Log entry' })
  await entry.fill('Ben was paged')
  await entry.press('Enter')
  await expect(entry).toHaveValue('')
  await first.page.getByRole('button', { name: 'Open retro' }).click()
  await first.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (() => Promise.resolve({ canceled: false, filePath }))
  }, join(folder, 'retro.html'))
  await first.page.getByRole('button', { name: 'Export' }).click()
  await first.page.getByRole('menuitem', { name: /HTML/ }).click()
  await expect(first.page.getByText(/^Last exported .* as HTML\. Nothing that was recorded before has been changed or removed since\.$/)).toBeVisible()
  expect(await readFile(join(folder, 'retro.html'), 'utf8')).toContain('Ben was paged')
  await first.close()

  const [incident] = await readdir(join(store, 'incidents'))
  const journals = join(store, 'incidents', incident!)
  const [name] = await readdir(journals)
  const lines = (await readFile(join(journals, name!), 'utf8')).split('\n').slice(1, -1).map((line) => (JSON.parse(line) as { facts: Fact[] }).facts)
  const forged = lines.map((facts) => facts.map((each) => (each.data['text'] === 'Ben was paged' ? { ...each, data: { text: 'Nobody was paged' } } : each)))
  await writeFile(join(journals, name!), journalByHand(name!.slice(0, 8), incident!, forged).bytes)

  const { page } = await launch()
  await expect(page.getByRole('alert')).toContainText('One file was changed since an export')
  const [said] = await details(page)
  expect(said).toContain(`${name!} is not what it was at the export of `)
  expect(said).toContain('(HTML)')
  await page.getByRole('button', { name: 'Open retro' }).click()
  await expect(page.getByText(/The files are not what they were at an export/)).toBeVisible()
})
