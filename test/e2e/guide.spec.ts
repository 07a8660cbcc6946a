/** The guide's example through the real window: killed in the middle, started again, nothing missing, and the retro that comes of it. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AFTERMATH, RESPONSE } from './guide-steps.ts'
import { expect, test, type RunningApp } from '../helpers/electron-app.ts'
import { GUIDE_DURATIONS, GUIDE_ROWS } from '../helpers/guide-document.ts'

test('the guide’s example, from the alert to the exported retro, with the app killed in between', async ({ launch, folder }) => {
  test.setTimeout(120_000)
  const first = await launch()
  for (const step of RESPONSE) await step.run(first.page)
  const before = await timelineTexts(first)
  await first.kill()

  const second = await launch()
  await expect.poll(() => timelineTexts(second)).toEqual(before)
  for (const step of AFTERMATH) await step.run(second.page)

  await second.page.getByRole('button', { name: 'Open retro' }).click()
  await expect(second.page.getByRole('heading', { level: 1, name: 'API error rate at 15% after Dashboard v2' })).toBeVisible()

  const markdown = readFileSync(await exportAs(second, 'Markdown', join(folder, 'retro.md')), 'utf8')
  expectRows(timelineSection(markdown), GUIDE_ROWS)
  for (const [name, length] of GUIDE_DURATIONS) expect(markdown).toContain(`| ${name} | ${length} |`)

  const pdf = await exportAs(second, 'PDF', join(folder, 'retro.pdf'))
  const printed = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ')
  for (const [, clock, text] of GUIDE_ROWS) expect(printed).toContain(`${clock} ${text}`)
  for (const [name, length] of GUIDE_DURATIONS) expect(printed).toContain(`${name} ${length}`)

  const html = readFileSync(await exportAs(second, 'Web page (HTML)', join(folder, 'retro.html')), 'utf8')
  for (const [, , text] of GUIDE_ROWS) expect(html).toContain(text)
  const json = JSON.parse(readFileSync(await exportAs(second, 'Facts (JSON)', join(folder, 'retro.json')), 'utf8')) as { facts: { type: string }[] }
  expect(json.facts.map(({ type }) => type)).toEqual(expect.arrayContaining(['IncidentDeclared', 'Paged', 'DecisionRecorded', 'IncidentMitigated', 'RetroHeld']))
})

/** The example's rows stand in this order, each on its own line, at its time, others between them or not. */
function expectRows(table: string, rows: typeof GUIDE_ROWS): void {
  const lines = table.split('\n')
  let day = ''
  let from = 0
  for (const [date, clock, text] of rows) {
    if (date !== day) {
      const heading = lines.findIndex((line, index) => index >= from && line.includes(date))
      expect(heading, `a heading for ${date}`).toBeGreaterThanOrEqual(from)
      from = heading
      day = date
    }
    const found = lines.findIndex((line, index) => index >= from && line.includes(clock) && line.includes(text))
    expect(found, `${date} ${clock} ${text}`).toBeGreaterThanOrEqual(from)
    from = found
  }
}

function timelineSection(markdown: string): string {
  return /^## Timeline[^\n]*\n([\s\S]*?)(?=^## )/m.exec(markdown)![1]!
}

/** What the timeline says, from top to bottom. */
async function timelineTexts({ page }: RunningApp): Promise<string[]> {
  const list = page.getByRole('list', { name: 'Timeline' })
  await list.getByRole('listitem').first().waitFor()
  return list.getByRole('listitem').evaluateAll((rows) => rows.map((row) => `${row.querySelector('time')?.textContent ?? ''} ${row.querySelector('p')?.textContent ?? ''}`))
}

/** Exports through the window; the system's own dialog answers with a path. */
async function exportAs({ app, page }: RunningApp, format: string, path: string): Promise<string> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: format }).click()
  await expect(page.getByRole('status').filter({ hasText: path })).toBeAttached({ timeout: 20_000 })
  return path
}
