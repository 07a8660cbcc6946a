/** Every place and state of the app. Whoever adds one adds it here: it is then photographed, and tested by axe. */
import { readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fact } from '../../helpers/facts.ts'
import { longIncident, storedIncident } from '../../helpers/long-incident.ts'
import { closeDialogs, dialogState, dispatch, enter, keyedDialog, openFromList, setClock, tell, type Scene, type Stage, type State } from './scene.ts'
import { ALERT_SCENES } from './alert-scenes.ts'
import { CHANNEL_SCENES } from './channel-scenes.ts'
import { ENTRY_SCENES } from './entry-scenes.ts'
import { PLACE_SCENES } from './place-scenes.ts'
import { PLAYBOOK_SCENES } from './playbook-scenes.ts'
import { BACKFILLED, MIDWAY, OVER } from './stories.ts'

const midway: State = {
  name: 'console-mid-incident',
  async go(stage) {
    await closeDialogs(stage.page)
    await tell(stage, ...MIDWAY)
    await openFromList(stage, 'API error rate at 15%')
    await setClock(stage, '14:26')
  },
}

const palette = (name: string, words: string): State =>
  dialogState(name, 'Command palette', async ({ page }) => {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Command palette' }).fill(words)
  })

/** Two people took command on machines that did not hear of each other: another writer's file, as a sync tool brings it. */
async function secondCommander(stage: Stage): Promise<void> {
  const folder = join(stage.store, 'incidents')
  const [id] = await readdir(folder)
  // Beside each other, so neither replaces the other: heads that stand both.
  await storedIncident(stage.store, id!, [fact('2025-02-01T14:16:30.000Z-0000-m9n0p1q2', 'RoleAssigned', { role: 'incident commander', holder: { name: 'Bo' } })], 'm9n0p1q2')
}

export const SCENES: readonly Scene[] = [
  {
    name: 'first run',
    launch: { person: null },
    states: [
      { name: 'first-run', go: ({ page }) => page.getByRole('heading', { name: 'Who are you?' }).waitFor() },
      {
        name: 'first-run-refused',
        async go({ page }) {
          await page.getByRole('button', { name: 'Start' }).click()
          await page.locator('[aria-invalid="true"]').waitFor()
        },
      },
    ],
  },
  {
    name: 'nothing declared',
    states: [
      { name: 'home-empty', go: ({ page }) => page.getByRole('heading', { name: 'No incidents yet' }).waitFor() },
      keyedDialog('declare', 'Declare incident', 'Control+n'),
      keyedDialog('keyboard', 'Keyboard', '?'),
      keyedDialog('clocks-none', 'Running clocks', 'w'),
      palette('palette-home', ''),
      {
        name: 'settings',
        async go({ page }) {
          await closeDialogs(page)
          await page.keyboard.press('Control+,')
          await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
        },
      },
      {
        name: 'practice',
        async go(stage) {
          const { page } = stage
          await setClock(stage, '14:15')
          await page.keyboard.press('Control+,')
          await page.getByRole('button', { name: 'Practise on an example' }).click()
          await page.getByRole('region', { name: 'Practice' }).waitFor()
          await page.keyboard.type('/release Dashboard v2 known good Dashboard v1')
          await page.keyboard.press('Enter')
          await page.getByRole('img', { name: 'Recorded' }).waitFor()
        },
      },
    ],
  },
  {
    name: 'an incident',
    states: [
      {
        name: 'console-fresh',
        async go(stage) {
          await setClock(stage, '14:15')
          await dispatch(stage, null, { type: 'DeclareIncident', title: 'Queue is stuck' })
          await openFromList(stage, 'Queue is stuck')
        },
      },
      midway,
      {
        name: 'console-refused',
        async go(stage) {
          await enter(stage, '@14:9 ordered the rollback')
          await stage.page.getByText('ordered the rollback').first().waitFor()
        },
      },
      {
        name: 'console-commands',
        async go({ page }) {
          await page.getByRole('textbox', { name: 'Log entry' }).fill('/re')
          await page.getByRole('listbox').waitFor()
        },
      },
      {
        name: 'console-entry-empty',
        async go({ page }) {
          await page.getByRole('textbox', { name: 'Log entry' }).fill('')
        },
      },
      keyedDialog('assess', 'Assess impact', 'a'),
      keyedDialog('clocks', 'Running clocks', 'w'),
      keyedDialog('severity', /severity/i, 's'),
      keyedDialog('page-next', /page/i, 'p'),
      keyedDialog('decide', 'Decide', 'd'),
      keyedDialog('rollback', /rollback/i, 'b'),
      keyedDialog('update', 'Post update', 'u'),
      dialogState('notify', 'Notify', ({ page }) => page.getByRole('region', { name: 'Updates' }).getByRole('button', { name: /^Notify/ }).click()),
      keyedDialog('check', 'Record check', 'c'),
      keyedDialog('mitigated', 'Mark mitigated', 'm'),
      keyedDialog('role', 'Assign role', 'r'),
      keyedDialog('factor', 'Add factor', 'f'),
      keyedDialog('action', 'Add action', 't'),
      keyedDialog('task', /./, 'h'),
      palette('palette', ''),
      palette('palette-found', 'roll'),
      palette('palette-nothing', 'zebra crossing'),
      {
        name: 'console-overdue',
        async go(stage) {
          await closeDialogs(stage.page)
          await setClock(stage, '14:52')
          // The page looks at its clock every ten seconds.
          await stage.page.getByText('no answer, 32 min').waitFor({ timeout: 15_000 })
        },
      },
      {
        name: 'home-with-incidents',
        async go(stage) {
          for (const title of ['Login is slow for some', 'Certificates expire tomorrow', 'Search returns nothing']) await dispatch(stage, null, { type: 'DeclareIncident', title, severity: 'P2' })
          if (!(await stage.page.getByRole('button', { name: 'Hide the list' }).isVisible())) await stage.page.keyboard.press('Control+b')
          await stage.page.getByText('Search returns nothing').first().waitFor()
        },
      },
    ],
  },
  {
    name: 'two commanders',
    states: [
      {
        name: 'console-conflict',
        async go(stage) {
          await tell(stage, ...MIDWAY)
          await openFromList(stage, 'API error rate at 15%')
          await secondCommander(stage)
          await stage.page.getByText('Who is incident commander?').waitFor()
        },
      },
    ],
  },
  {
    name: 'after it',
    states: [
      {
        name: 'console-resolved',
        async go(stage) {
          await tell(stage, ...MIDWAY.slice(0, 1) as [(typeof MIDWAY)[0]], ...MIDWAY.slice(1), ...OVER)
          await openFromList(stage, 'API error rate at 15%')
        },
      },
      {
        name: 'retro',
        async go({ page }) {
          await page.keyboard.press('Control+Shift+O')
          await page.getByRole('article', { name: 'Retro' }).waitFor()
        },
      },
      {
        name: 'console-backfilled',
        async go(stage) {
          await tell(stage, ...BACKFILLED)
          await openFromList(stage, 'written down later')
        },
      },
    ],
  },
  {
    name: 'a long timeline',
    states: [
      {
        name: 'console-long-timeline',
        async go(stage) {
          await longIncident(stage.store, 'inc-0000ng00', 3000)
          await openFromList(stage, 'The long one')
          await stage.page.getByRole('list', { name: 'Timeline' }).getByText(/checks later|queue depth/).last().waitFor()
        },
      },
    ],
  },
  {
    name: 'disk fault',
    states: [
      {
        name: 'console-disk-fault',
        async go(stage) {
          await tell(stage, ...MIDWAY)
          await openFromList(stage, 'API error rate at 15%')
          await loseFolder(stage)
          await enter(stage, 'Error rate falls')
          await stage.page.getByRole('alert').filter({ hasText: 'Not saved to disk.' }).waitFor()
        },
      },
    ],
  },
  ...ALERT_SCENES,
  ...CHANNEL_SCENES,
  ...ENTRY_SCENES,
  ...PLACE_SCENES,
  ...PLAYBOOK_SCENES,
]

/** The store's folder goes away: its drive was pulled out. */
async function loseFolder({ store }: Stage): Promise<void> {
  await rename(store, `${store}-away`)
  // A file in its place: nothing can be written there, whoever writes.
  await writeFile(store, '')
}
