/** The playbook and the break-glass card: empty, filled, broken. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { closeDialogs, leaveText, openFromList, tell, type Scene, type Stage, type State } from './scene.ts'
import { MIDWAY } from './stories.ts'

const TEAM = {
  name: 'Payments playbook',
  times: { answerWithinMinutes: 3 },
  directory: [
    { id: 'ana', name: 'Ana', kind: 'person', phone: '+49 30 1234567', page: { by: 'phone' }, next: 'database' },
    { id: 'database', name: 'Database on-call', kind: 'team', chat: '#database' },
  ],
  breakGlass: [
    { title: 'Bridge', kind: 'bridge', value: '+49 30 7654321, PIN 4711', checkedOn: '2025-01-20' },
    { title: 'Stop all payments', kind: 'kill switch', value: 'kubectl scale deploy/payments --replicas=0', notes: 'Tell the duty manager first.', checkedOn: '2024-06-01' },
    { title: 'Restore the database', kind: 'runbook', value: 'https://wiki.example.org/restore' },
  ],
}

async function save({ store }: Stage, text: string): Promise<void> {
  await mkdir(store, { recursive: true })
  await writeFile(join(store, 'playbook.json'), text)
}

/** A place that a key leads to; the key that leads there leads back, so it is pressed only from elsewhere. */
async function goTo({ page }: Stage, key: string, heading: string | RegExp): Promise<void> {
  await closeDialogs(page)
  await leaveText(page)
  const title = page.getByRole('heading', { level: 1, name: heading })
  if (!(await title.isVisible())) await page.keyboard.press(key)
  await title.waitFor()
}

const place = (name: string, key: string, heading: string | RegExp, text?: string): State => ({
  name,
  async go(stage) {
    if (text !== undefined) await save(stage, text)
    await goTo(stage, key, heading)
  },
})

export const PLAYBOOK_SCENES: readonly Scene[] = [
  {
    name: 'playbook and card',
    states: [
      place('break-glass-empty', 'Control+Shift+G', 'The break-glass card is empty'),
      place('playbook-built-in', 'Control+Shift+P', 'Release & Deployment Guide'),
      place('playbook', 'Control+Shift+P', 'Payments playbook', JSON.stringify(TEAM, null, 2)),
      {
        name: 'dialog-directory',
        async go({ page }) {
          await page.getByRole('button', { name: 'Change Ana' }).click()
          await page.getByRole('dialog', { name: 'Change Ana' }).waitFor()
        },
      },
      place('break-glass', 'Control+Shift+G', 'Break-glass card'),
      { ...place('break-glass-contrast', 'Control+Shift+G', 'Break-glass card'), themes: ['contrast'] },
      {
        name: 'dialog-card',
        async go({ page }) {
          await page.getByRole('button', { name: 'Add a line' }).click()
          await page.getByRole('dialog', { name: 'Add to the card' }).waitFor()
        },
      },
      {
        name: 'playbook-broken',
        async go(stage) {
          await save(stage, '{\n  "name": 5,\n  "times": { "watchMinutes": "20m" }\n}')
          await goTo(stage, 'Control+Shift+P', 'Payments playbook')
          await stage.page.getByRole('list', { name: 'Faults' }).waitFor()
        },
      },
    ],
  },
  {
    name: 'a changed playbook',
    states: [
      {
        name: 'console-changed-playbook',
        async go(stage) {
          await tell(stage, ...MIDWAY)
          await openFromList(stage, 'API error rate at 15%')
          await save(stage, JSON.stringify(TEAM))
          await stage.page.getByRole('button', { name: 'Use the changed playbook' }).waitFor()
        },
      },
    ],
  },
]
