/** The channels of a machine, as they are set up, and the dialog that joins an incident of PagerDuty. */
import type { KnowngoodApi, RequestInput } from '../../../shared/api.ts'
import { closeDialogs, dialogState, leaveText, openFromList, tell, type Scene, type Stage } from './scene.ts'
import { MIDWAY } from './stories.ts'

/** As the window sends it. */
async function saveChannel({ page }: Stage, channel: RequestInput<'saveChannel'>['channel'], secrets: RequestInput<'saveChannel'>['secrets']): Promise<void> {
  const saved = await page.evaluate(([channel, secrets]) => (window as unknown as { knowngood: KnowngoodApi }).knowngood.ask('saveChannel', { channel, secrets }), [channel, secrets] as const)
  if (!saved.ok) throw new Error(saved.sentence)
}

async function openSettings({ page }: Stage): Promise<void> {
  await closeDialogs(page)
  await leaveText(page)
  await page.keyboard.press('Control+,')
  await page.getByRole('region', { name: 'Channels' }).scrollIntoViewIfNeeded()
}

export const CHANNEL_SCENES: readonly Scene[] = [
  {
    name: 'channels',
    states: [
      {
        name: 'settings-channels',
        async go(stage) {
          await saveChannel(stage, { id: '', kind: 'PagerDuty', name: 'Database on-call' }, { routingKey: '0123456789abcdef0123456789abcdef' })
          await saveChannel(stage, { id: '', kind: 'Slack', name: '#incidents' }, {})
          await openSettings(stage)
          await stage.page.getByRole('list', { name: 'Channels' }).getByText('Its webhook URL is missing.').waitFor()
        },
      },
      dialogState('channel-add', 'Add channel', ({ page }) => page.getByRole('button', { name: 'Add channel…' }).click()),
      {
        name: 'dialog-channel-refused',
        async go({ page }) {
          await page.getByRole('dialog').getByRole('button', { name: 'Add channel' }).click()
          await page.locator('[aria-invalid="true"]').waitFor()
        },
      },
      dialogState('channel-change', 'Change Database on-call', ({ page }) => page.getByRole('button', { name: 'Change Database on-call' }).click()),
      dialogState('channel-remove', 'Remove #incidents', ({ page }) => page.getByRole('button', { name: 'Remove #incidents' }).click()),
      dialogState('adopt', 'Join an open PagerDuty incident', async (stage) => {
        const { page } = stage
        await tell(stage, ...MIDWAY)
        await openFromList(stage, 'API error rate at 15%')
        await page.getByRole('region', { name: 'Paging' }).getByRole('button', { name: 'More about paging' }).click()
        await page.getByRole('menuitem', { name: 'Join an open PagerDuty incident…' }).click()
        await page.getByRole('dialog').getByRole('alert').waitFor()
      }),
    ],
  },
]
