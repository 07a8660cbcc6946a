/** The guide's example incident, entered by hand through the real window: the end-to-end test and `npm run demo` both follow it. */
import type { Page } from '@playwright/test'

export interface GuideStep {
  /** names the step's screenshot */
  readonly name: string
  run(page: Page): Promise<void>
}

/** The steps up to the rollback; the incident is still going on after them, as far as the app knows. */
export const RESPONSE: readonly GuideStep[] = [
  {
    name: 'declare',
    async run(page) {
      await page.getByRole('button', { name: 'Declare incident' }).first().click()
      const dialog = page.getByRole('dialog', { name: 'Declare incident' })
      await dialog.getByRole('textbox', { name: 'Title' }).fill('API error rate at 15% after Dashboard v2')
      await dialog.getByRole('group', { name: 'Severity' }).getByRole('radio', { name: 'P1' }).check()
      await dialog.getByRole('textbox', { name: 'Happened at' }).fill('2025-02-01 14:18')
      await dialog.getByRole('radio', { name: 'Yes, it is over' }).check()
      await dialog.getByRole('button', { name: 'Declare incident' }).click()
      await dialog.waitFor({ state: 'hidden' })
    },
  },
  {
    name: 'link-release',
    run: (page) =>
      inDialog(page, 'Link release', {
        Release: 'Dashboard v2',
        'Deployed at': '2025-02-01 14:00',
        'Known good before it': 'Dashboard v1',
        'Happened at': '2025-02-01 14:18',
      }),
  },
  { name: 'detected', run: (page) => enter(page, '@2025-02-01 14:15 /detected alert: API error rate up to 15%') },
  { name: 'reading', run: (page) => enter(page, '@2025-02-01 14:15 /metric API error rate 15%') },
  {
    name: 'assess-impact',
    async run(page) {
      await page.getByRole('button', { name: 'Assess impact' }).first().click()
      const dialog = page.getByRole('dialog', { name: 'Assess impact' })
      await dialog.getByRole('radio', { name: 'All customers' }).check()
      await dialog.getByRole('radio', { name: 'Degraded' }).check()
      await dialog.getByRole('radio', { name: 'Widespread' }).check()
      await dialog.getByRole('textbox', { name: 'Happened at' }).fill('2025-02-01 14:18')
      await dialog.getByRole('button', { name: 'Assess impact' }).click()
      await dialog.waitFor({ state: 'hidden' })
    },
  },
  { name: 'page', run: (page) => inDialog(page, 'Page someone', { Whom: 'on-call engineer', 'Happened at': '2025-02-01 14:18' }) },
  { name: 'notify', run: (page) => inDialog(page, 'Notify', { 'Happened at': '2025-02-01 14:18' }) },
  {
    name: 'decide',
    async run(page) {
      await page.getByRole('button', { name: 'Decide' }).first().click()
      const dialog = page.getByRole('dialog', { name: 'Decide' })
      await dialog.getByRole('radio', { name: 'Roll back' }).check()
      await dialog.getByRole('textbox', { name: 'Reason' }).fill('cause unclear, user impact high')
      await dialog.getByRole('textbox', { name: 'Happened at' }).fill('2025-02-01 14:22')
      await dialog.getByRole('button', { name: 'Record decision' }).click()
      await dialog.waitFor({ state: 'hidden' })
    },
  },
  { name: 'start-rollback', run: (page) => inDialog(page, 'Start rollback', { 'Happened at': '2025-02-01 14:22' }) },
]

/** From the end of the rollback to the retro. */
export const AFTERMATH: readonly GuideStep[] = [
  {
    name: 'rollback-complete',
    run: (page) => inDialog(page, 'Rollback complete', { 'What is seen now': 'error rate back to 0.2%', 'Happened at': '2025-02-01 14:30' }),
  },
  { name: 'second-reading', run: (page) => enter(page, '@2025-02-01 14:30 /metric API error rate 0.2%') },
  {
    name: 'record-check',
    async run(page) {
      await page.getByRole('button', { name: 'Record check' }).first().click()
      const dialog = page.getByRole('dialog', { name: 'Record check' })
      await dialog.getByRole('radio', { name: 'Passed' }).check()
      await dialog.getByRole('textbox', { name: 'Reading' }).fill('0.2%')
      await dialog.getByRole('textbox', { name: 'Happened at' }).fill('2025-02-01 14:30')
      await dialog.getByRole('button', { name: 'Record check' }).click()
      await dialog.waitFor({ state: 'hidden' })
    },
  },
  { name: 'mitigated', run: (page) => inDialog(page, 'Mark mitigated', { 'Happened at': '2025-02-01 14:30' }) },
  { name: 'investigation', run: (page) => enter(page, '@2025-02-01 14:45 /investigate') },
  { name: 'factor', run: (page) => inDialog(page, 'Add factor', { Factor: 'database connection pool exhausted', 'Happened at': '2025-02-01 17:00' }) },
  { name: 'redeployed', run: (page) => enter(page, '@2025-02-02 10:00 /fix done fix built and tested, redeployed successfully') },
  {
    name: 'action',
    run: (page) => inDialog(page, 'Add action', { 'Action item': 'Alert when 80% of the connection pool is in use', Owner: 'Tech Lead', 'Happened at': '2025-02-03 14:00' }),
  },
  { name: 'retro-held', run: (page) => enter(page, '@2025-02-03 14:00 /held action items made') },
]

/** Types one entry and waits until it is recorded: the box is empty again. */
export async function enter(page: Page, line: string): Promise<void> {
  const entry = page.getByRole('textbox', { name: 'Log entry' })
  await entry.fill(line)
  await entry.press('Enter')
  await page.waitForFunction((box) => (box as HTMLTextAreaElement).value === '', await entry.elementHandle())
}

/** Opens the dialog that a button of its name opens, fills it in, and sends it with that name's button. */
export async function inDialog(page: Page, name: string, fields: Readonly<Record<string, string>> = {}, submit = name): Promise<void> {
  await page.getByRole('button', { name, exact: true }).or(page.getByRole('button', { name: new RegExp(`^${name}\\b`) })).first().click()
  const dialog = page.getByRole('dialog', { name })
  for (const [label, text] of Object.entries(fields)) {
    await dialog.getByRole('textbox', { name: label }).or(dialog.getByRole('combobox', { name: label })).first().fill(text)
  }
  await dialog.getByRole('button', { name: new RegExp(`^${submit}`) }).click()
  await dialog.waitFor({ state: 'hidden' })
}
