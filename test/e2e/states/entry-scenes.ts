/** What can be done to the entries of an incident, and how they are found; and the entry line where it asks. */
import type { Page } from '@playwright/test'
import { closeDialogs, dialogState, enter, keyedDialog, leaveText, openFromList, setClock, tell, type Scene, type Stage, type State } from './scene.ts'
import { MIDWAY } from './stories.ts'

/** A dialog that a key of the entry with these words leads to. */
function entryDialog(name: string, title: string | RegExp, words: string, key: string): State {
  return dialogState(name, title, async (stage) => {
    await focusEntry(stage, words)
    await stage.page.keyboard.press(key)
  })
}

async function focusEntry({ page }: Stage, words: string): Promise<void> {
  await page.keyboard.press('j')
  await page.keyboard.press('End')
  // Upwards from the last one: rows that are out of sight are not there to be clicked.
  for (let steps = 0; steps < 50; steps++) {
    if ((await page.evaluate(() => document.activeElement?.closest('[role="listitem"]')?.textContent ?? '')).includes(words)) return
    await page.keyboard.press('ArrowUp')
  }
  throw new Error(`No entry says “${words}”.`)
}

const midway: State = {
  name: 'entries-corrected',
  async go(stage) {
    await tell(stage, ...MIDWAY)
    await openFromList(stage, 'API error rate at 15%')
    await setClock(stage, '14:27')
    const { page } = stage
    await enter(stage, '@14:05 first customer mail came in')
    await enter(stage, '@~13:40 somebody saw a slow page')
    await page.getByRole('list', { name: 'Timeline' }).getByText('somebody saw a slow page').waitFor()
    await leaveText(page)
    await focusEntry(stage, 'first customer mail')
    await page.keyboard.press('*')
    await focusEntry(stage, 'somebody saw')
    await page.keyboard.press('e')
    const words = page.getByRole('dialog').getByRole('textbox', { name: 'Text' })
    await words.fill('somebody saw a slow page, and reloaded')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('list', { name: 'Timeline' }).getByText('and reloaded').waitFor()
  },
}

async function closeMenu(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'hidden' })
}

/** The entry line with words in it that it asks about before it records them. */
function asked(name: string, line: string, waitFor: (stage: Stage) => Promise<unknown>): State {
  return {
    name,
    async go(stage) {
      await closeDialogs(stage.page)
      await enter(stage, line)
      await waitFor(stage)
    },
  }
}

export const ENTRY_SCENES: readonly Scene[] = [
  {
    name: 'entries',
    states: [
      midway,
      entryDialog('amend', 'Correct this entry', 'and reloaded', 'e'),
      entryDialog('history', /./, 'and reloaded', 'h'),
      entryDialog('reply', /./, 'first customer mail', 'r'),
      dialogState('redact', /Redact/, async (stage) => {
        await focusEntry(stage, 'first customer mail')
        await stage.page.keyboard.press('Enter')
        await stage.page.getByRole('menuitem', { name: /^Redact/ }).click()
      }),
      {
        name: 'entry-menu',
        async go(stage) {
          await closeDialogs(stage.page)
          await focusEntry(stage, 'first customer mail')
          await stage.page.keyboard.press('Enter')
          await stage.page.getByRole('menu').waitFor()
        },
      },
      {
        name: 'entry-filter',
        async go({ page }) {
          await closeMenu(page)
          await page.keyboard.press('v')
          await page.getByRole('menu', { name: 'Filter and copy' }).waitFor()
        },
      },
      {
        name: 'entry-find',
        async go({ page }) {
          await closeMenu(page)
          await page.keyboard.press('Control+f')
          await page.keyboard.type('rate')
          await page.locator('mark').first().waitFor()
        },
      },
    ],
  },
  {
    name: 'two zones',
    launch: { settings: { zone: 'Asia/Kolkata' } },
    states: [
      {
        name: 'entry-zones',
        async go(stage) {
          await tell(stage, ...MIDWAY)
          await openFromList(stage, 'API error rate at 15%')
          await leaveText(stage.page)
          await stage.page.keyboard.press('z')
          await stage.page.keyboard.press('z')
        },
      },
    ],
  },
  {
    name: 'the entry line asks',
    states: [
      {
        name: 'entry-time-asked',
        async go(stage) {
          await tell(stage, ...MIDWAY)
          await openFromList(stage, 'API error rate at 15%')
          await setClock(stage, '14:27')
          await stage.page.getByRole('textbox', { name: 'Log entry' }).fill('@14:40 pool is back')
          await stage.page.getByRole('option').first().waitFor()
        },
      },
      asked('entry-secret-asked', `the key is AKIA${'QYLPMN5HFIQR7XYA'} in the log`, ({ page }) => page.getByRole('alert').filter({ hasText: /secret|key|password|token/i }).first().waitFor()),
      dialogState('paste', /./, async ({ page }) => {
        const entry = page.getByRole('textbox', { name: 'Log entry' })
        await entry.fill('')
        await entry.evaluate((element) => {
          const data = new DataTransfer()
          data.setData('text/plain', '14:20 pool at 100%\n14:21 restarted one node\nstill errors\n')
          element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
        })
      }),
    ],
  },
  {
    name: 'command',
    states: [
      {
        name: 'command-time-is-up',
        async go(stage) {
          await tell(stage, ...MIDWAY)
          await openFromList(stage, 'API error rate at 15%')
          await setClock(stage, '14:34')
          await stage.page.getByRole('region', { name: 'Time is up' }).waitFor()
        },
      },
      keyedDialog('hand-over', 'Hand over', 'Shift+H'),
      {
        name: 'command-hand-over-offered',
        async go({ page }) {
          const offer = page.getByRole('dialog', { name: 'Hand over' })
          await offer.getByLabel('To', { exact: true }).fill('Ben')
          await offer.getByRole('button', { name: /^Offer/ }).click()
          await page.getByRole('region', { name: 'Hand-over' }).waitFor()
        },
      },
      dialogState('take-over', 'Take over', ({ page }) => page.getByRole('button', { name: /^Read and confirm/ }).click()),
      dialogState('reason', /./, async ({ page }) => {
        await page.keyboard.press('o')
        await page.keyboard.press('Enter')
      }),
    ],
  },
]
