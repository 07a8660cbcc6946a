/** The playbook and the break-glass card: empty, filled, broken. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { closeDialogs, openFromList, tell, type Scene, type Stage, type State } from './scene.ts'
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

/** By the rail: unlike the key it leads nowhere else from the place itself. */
async function goTo({ page }: Stage, place: 'Playbook' | 'Break-glass card', heading: string): Promise<void> {
  await closeDialogs(page)
  await page.getByRole('navigation', { name: 'Knowngood' }).getByRole('button', { name: place, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: heading }).waitFor()
}

const shown = (name: string, place: 'Playbook' | 'Break-glass card', heading: string, text?: string): State => ({
  name,
  async go(stage) {
    if (text !== undefined) await save(stage, text)
    await goTo(stage, place, heading)
  },
})

export const PLAYBOOK_SCENES: readonly Scene[] = [
  {
    name: 'playbook and card',
    states: [
      shown('break-glass-empty', 'Break-glass card', 'The break-glass card is empty'),
      shown('playbook-built-in', 'Playbook', 'Release & Deployment Guide'),
      shown('playbook', 'Playbook', 'Payments playbook', JSON.stringify(TEAM, null, 2)),
      {
        name: 'dialog-directory',
        async go({ page }) {
          await page.getByRole('button', { name: 'Change Ana' }).click()
          await page.getByRole('dialog', { name: 'Change Ana' }).waitFor()
        },
      },
      shown('break-glass', 'Break-glass card', 'Break-glass card'),
      { ...shown('break-glass-contrast', 'Break-glass card', 'Break-glass card'), themes: ['contrast'] },
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
          await goTo(stage, 'Playbook', 'Payments playbook')
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
