/** Several incidents, the small Declare window, and windows that are small, large, enlarged or of high contrast. */
import { expect } from '@playwright/test'
import { closeDialogs, dialogState, dispatch, keyedDialog, leaveText, openFromList, tell, type Scene, type Stage, type State } from './scene.ts'
import { MIDWAY } from './stories.ts'

const search = (name: string, words: string, shown: string | RegExp): State =>
  dialogState(name, 'Search all incidents', async ({ page }) => {
    await page.keyboard.press('Control+Shift+F')
    const dialog = page.getByRole('dialog', { name: 'Search all incidents' })
    await dialog.getByLabel('Words').fill(words)
    await expect(dialog).toContainText(shown)
  })

const midwayAt = (name: string, prepare: (stage: Stage) => Promise<unknown>): State => ({
  name,
  async go(stage) {
    await tell(stage, ...MIDWAY)
    await openFromList(stage, 'API error rate at 15%')
    await prepare(stage)
  },
})

/** Smaller than a person can make it, it is laid out as the enlarged one is: at 200 %, 720 px are 1440. */
async function resize({ app, page }: Stage, width: number, height: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, size) => {
      const window = BrowserWindow.getAllWindows()[0]!
      window.setMinimumSize(1, 1)
      window.setContentSize(size.width, size.height)
    },
    { width, height },
  )
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width)
}

export const PLACE_SCENES: readonly Scene[] = [
  {
    name: 'several incidents',
    states: [
      {
        name: 'list-archived',
        async go(stage) {
          const { page } = stage
          await tell(stage, ...MIDWAY)
          const old = await dispatch(stage, null, { type: 'DeclareIncident', title: 'Certificates expired', severity: 'P2' })
          await dispatch(stage, old, { type: 'ResolveIncident' })
          await dispatch(stage, old, { type: 'ArchiveIncident' })
          await dispatch(stage, null, { type: 'DeclareIncident', title: 'A drill', practice: true })
          await openFromList(stage, 'API error rate at 15%')
          await leaveText(page)
          await page.keyboard.press('Control+b')
          await page.keyboard.press('Control+Shift+B')
          await page.getByRole('list', { name: 'Incidents' }).getByText('Certificates expired').waitFor()
        },
      },
      search('search-found', 'pool', 'connection'),
      search('search-nothing', 'zebra', /zebra|Nothing|No/),
      dialogState('delete', 'Delete this incident', ({ page }) => page.keyboard.press('Control+Shift+X')),
      {
        name: 'list-menu',
        async go({ page }) {
          await closeDialogs(page)
          await page.getByRole('list', { name: 'Incidents' }).getByRole('listitem').filter({ hasText: 'A drill' }).getByRole('button').first().click({ button: 'right' })
          await page.getByRole('menu').waitFor()
        },
      },
    ],
  },
  {
    name: 'declare window',
    states: [
      {
        name: 'declare-window',
        async go({ app, page }) {
          await page.getByRole('heading', { name: 'No incidents yet' }).waitFor()
          const opened = app.waitForEvent('window')
          await app.evaluate(() => (globalThis as unknown as { knowngoodTest: { pressShortcut(): void } }).knowngoodTest.pressShortcut())
          const small = await opened
          await small.getByRole('textbox', { name: 'Title' }).waitFor()
          return small
        },
      },
    ],
  },
  {
    name: 'small window',
    states: [midwayAt('small-console', (stage) => resize(stage, 1024, 640)), keyedDialog('small-decide', 'Decide', 'd'), keyedDialog('small-keyboard', 'Keyboard', '?'), keyedDialog('small-palette', 'Command palette', 'Control+k')],
  },
  { name: 'text at 200 %', states: [midwayAt('large-text-console', (stage) => resize(stage, 720, 450)), keyedDialog('large-text-decide', 'Decide', 'd'), keyedDialog('large-text-keyboard', 'Keyboard', '?')] },
  { name: '4K', states: [midwayAt('wide-console', (stage) => resize(stage, 3840, 2160))] },
  {
    name: 'high contrast',
    states: [
      { ...midwayAt('contrast-console', () => Promise.resolve()), themes: ['contrast'] },
      { ...keyedDialog('contrast-decide', 'Decide', 'd'), themes: ['contrast'] },
    ],
  },
]
