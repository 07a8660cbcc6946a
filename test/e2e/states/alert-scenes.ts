/** Alerts that could be incidents, and pages whose sending went wrong. */
import type { KnowngoodApi } from '../../../shared/api.ts'
import type { Fact } from '../../../shared/facts/fact.ts'
import { closeDialogs, dispatch, leaveText, openFromList, setClock, tell, type Scene, type Stage } from './scene.ts'
import { MIDWAY } from './stories.ts'

const alert = (alertname: string, service: string, severity: string, startsAt: string, summary: string, instance = 'a') => ({
  status: 'firing',
  fingerprint: `${alertname}-${service}-${instance}`,
  labels: { alertname, service, severity, instance },
  annotations: { summary },
  startsAt: `2025-02-01T${startsAt}:00.000Z`,
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'https://prometheus.example.org/graph',
})

/** As Alertmanager's webhook sends them. */
const ALERTS = JSON.stringify({
  version: '4',
  status: 'firing',
  receiver: 'ops',
  alerts: [
    alert('HighErrorRate', 'checkout', 'critical', '14:11', '15% of requests to checkout fail'),
    alert('HighErrorRate', 'checkout', 'critical', '14:12', '15% of requests to checkout fail', 'b'),
    alert('DiskAlmostFull', 'database', 'warning', '13:40', '9% of the disk is left'),
  ],
})

async function offer({ page }: Stage): Promise<void> {
  const offered = await page.evaluate((text) => (window as unknown as { knowngood: KnowngoodApi }).knowngood.ask('offerAlerts', { text }), ALERTS)
  if (!offered.ok) throw new Error(offered.sentence)
}

/** The last fact of a type, as the window was given it. */
async function lastOf({ page }: Stage, id: string, type: string): Promise<string> {
  const text = await page.evaluate((id) => (window as unknown as { knowngood: KnowngoodApi }).knowngood.ask('openIncident', { id }), id)
  if (!text.ok) throw new Error(text.sentence)
  const facts = text.facts.split('\n').map((line) => JSON.parse(line) as Fact)
  return facts.filter((fact) => fact.type === type).sort((a, b) => (a.id < b.id ? -1 : 1)).at(-1)!.id
}

export const ALERT_SCENES: readonly Scene[] = [
  {
    name: 'alerts',
    states: [
      {
        name: 'home-alerts',
        async go(stage) {
          await setClock(stage, '14:16')
          await offer(stage)
          await stage.page.getByRole('region', { name: 'Alerts' }).getByText('9% of the disk is left').waitFor()
        },
      },
      {
        name: 'dialog-declare-alert',
        async go({ page }) {
          await page.getByRole('region', { name: 'Alerts' }).getByRole('button', { name: 'Declare incident' }).first().click()
          await page.getByRole('dialog').getByRole('textbox', { name: 'Title' }).waitFor()
        },
      },
      {
        name: 'console-alerts',
        async go(stage) {
          await closeDialogs(stage.page)
          await tell(stage, ...MIDWAY)
          await openFromList(stage, 'API error rate at 15%')
          await leaveText(stage.page)
          await stage.page.getByRole('region', { name: 'Alerts' }).getByRole('button', { name: 'Show alerts' }).click()
          await stage.page.getByRole('button', { name: 'Add to this incident' }).first().waitFor()
        },
      },
    ],
  },
  {
    name: 'pages that went wrong',
    states: [
      {
        name: 'console-delivery-unclear',
        async go(stage) {
          const id = await tell(stage, ...MIDWAY)
          await setClock(stage, '14:27')
          const send = [{ channel: 'ch-00000000', name: '#incidents', kind: 'Slack' as const, expiresAt: '2025-02-01T14:37:00.000Z' }]
          await dispatch(stage, id, { type: 'Page', whom: 'Dee', by: 'Slack', send })
          const delivery = await lastOf(stage, id, 'DeliveryQueued')
          await dispatch(stage, id, { type: 'TryDelivery', delivery, number: 1 })
          await dispatch(stage, id, { type: 'AnswerDelivery', delivery, number: 1, result: 'unclear', text: 'Slack may have it or not. No answer came.' })
          await openFromList(stage, 'API error rate at 15%')
          await stage.page.getByRole('region', { name: 'Paging' }).getByRole('button', { name: 'Send again' }).waitFor()
        },
      },
    ],
  },
]
