/** Every deadline of the table (design section 4), live in the real window under a stopped clock: seen due, met, late and ended. */
import type { CommandInput } from '../../shared/incident/commands.ts'
import type { KnowngoodApi } from '../../shared/api.ts'
import { expect, test, type RunningApp } from '../helpers/electron-app.ts'

const MINUTE = 60_000
const NOON = '2025-03-03T12:00:00.000Z'

interface DeadlineCase {
  readonly rule: string
  /** as the window names it */
  readonly label: string
  /** what happens at noon, when the incident is declared */
  readonly begin: readonly CommandInput[]
  readonly severity?: 'P1'
  /** minutes after noon */
  readonly due: number
  readonly met: Outcome
  readonly late: Outcome
  /** the retro's clocks end with the retro alone */
  readonly ended?: Outcome
}

/** What is done, how many minutes after noon, and how the retro judges it. */
type Outcome = readonly [minutes: number, command: CommandInput, judged: string]

const CASES: readonly DeadlineCase[] = [
  {
    rule: 'IN2, page on-call for P0 and P1',
    label: 'Page the on-call engineer',
    begin: [],
    severity: 'P1',
    due: 2,
    met: [1, { type: 'Page', whom: 'on-call engineer' }, 'kept: 12:01'],
    late: [5, { type: 'Page', whom: 'on-call engineer' }, 'late by 3 min: 12:05'],
    ended: [1, { type: 'SetSeverity', severity: 'P2' }, 'no longer due from 12:01'],
  },
  {
    rule: 'a page’s answer',
    label: 'Answer from Ben',
    begin: [{ type: 'Page', whom: 'Ben' }],
    due: 5,
    met: [3, { type: 'AcknowledgePage' }, 'kept: 12:03'],
    late: [9, { type: 'AcknowledgePage' }, 'late by 4 min: 12:09'],
    ended: [3, { type: 'RecordPageOutcome', outcome: 'no answer' }, 'no longer due from 12:03'],
  },
  {
    rule: 'IN3, stakeholders',
    label: 'Notify stakeholders',
    begin: [],
    due: 15,
    met: [10, { type: 'NotifyStakeholders', groups: ['pm', 'product-lead', 'relevant-teams'] }, 'kept: 12:10'],
    late: [20, { type: 'NotifyStakeholders', groups: ['pm', 'product-lead', 'relevant-teams'] }, 'late by 5 min: 12:20'],
    ended: [10, { type: 'ResolveIncident' }, 'no longer due from 12:10'],
  },
  {
    rule: 'IN4, Customer Success',
    label: 'Notify Customer Success',
    begin: [{ type: 'AssessImpact', users: 'all' }],
    due: 2,
    met: [1, { type: 'NotifyStakeholders', groups: ['customer-success'] }, 'kept: 12:01'],
    late: [5, { type: 'NotifyStakeholders', groups: ['customer-success'] }, 'late by 3 min: 12:05'],
    ended: [1, { type: 'AssessImpact', users: 'internal' }, 'no longer due from 12:01'],
  },
  {
    rule: 'next status update',
    label: 'Post a status update',
    begin: [],
    severity: 'P1',
    due: 20,
    met: [10, { type: 'PostUpdate', text: 'We are looking into it.' }, 'kept: 12:10'],
    late: [25, { type: 'PostUpdate', text: 'We are looking into it.' }, 'late by 5 min: 12:25'],
    ended: [10, { type: 'ResolveIncident' }, 'no longer due from 12:10'],
  },
  {
    rule: 'a promise',
    label: 'Pool metrics',
    begin: [{ type: 'MakePromise', kind: 'task', text: 'Pool metrics', dueAt: '2025-03-03T12:10:00Z' }],
    due: 10,
    met: [5, { type: 'SettlePromise', promise: 'THE PROMISE', outcome: 'kept' }, 'kept: 12:05'],
    late: [15, { type: 'SettlePromise', promise: 'THE PROMISE', outcome: 'kept' }, 'late by 5 min: 12:15'],
    ended: [5, { type: 'SettlePromise', promise: 'THE PROMISE', outcome: 'dropped' }, 'no longer due from 12:05'],
  },
  {
    rule: 'IN7, the watch',
    label: 'Watch 30 min, then record a check',
    begin: [{ type: 'MarkMitigated' }],
    due: 30,
    met: [31, { type: 'RecordCheck', name: 'error rate', verdict: 'passed' }, 'kept: 12:31'],
    late: [40, { type: 'RecordCheck', name: 'error rate', verdict: 'passed' }, 'late by 10 min: 12:40'],
    ended: [10, { type: 'RecordCheck', name: 'error rate', verdict: 'failed' }, 'no longer due from 12:10'],
  },
  {
    rule: 'IN11, a time set for the retro',
    label: 'Schedule the retro',
    begin: [{ type: 'MarkMitigated' }],
    due: 4 * 60,
    met: [60, { type: 'ScheduleRetro', time: '2025-03-04T12:00:00Z' }, 'kept: 13:00'],
    late: [5 * 60, { type: 'ScheduleRetro', time: '2025-03-04T12:00:00Z' }, 'late by 1 h: 17:00'],
  },
  {
    rule: 'IN11, the retro held',
    label: 'Hold the retro',
    begin: [{ type: 'MarkMitigated' }, { type: 'ScheduleRetro', time: '2025-03-05T11:00:00Z' }],
    due: 48 * 60,
    met: [47 * 60, { type: 'HoldRetro' }, 'kept: 2025-03-05 11:00'],
    late: [49 * 60, { type: 'HoldRetro' }, 'late by 1 h: 2025-03-05 13:00'],
  },
]

for (const deadline of CASES) {
  test(`${deadline.rule}: due, met, late${deadline.ended ? ', ended' : ''}`, async ({ launch }) => {
    const running = await launch()
    const { label, due } = deadline
    const dueText = new RegExp(`due (2025-03-05 )?${clockAt(due)}`)
    for (const [outcome, expected] of Object.entries({ met: deadline.met, ended: deadline.ended, late: deadline.late })) {
      if (!expected) continue
      const [minutes, command, judged] = expected
      await setNow(running, 0)
      const incident = await declareAtNoon(running, `${label}, ${outcome}`, deadline)
      await openFromList(running, `${label}, ${outcome}`)
      await unfoldLater(running)
      await expect(running.page.getByRole('main')).toContainText(dueText)

      // A clock that is met after its end was overdue first, be it by the slack of the watch.
      const reminded = minutes > due
      if (reminded) {
        await setNow(running, due)
        await expect(reminder(running, label)).toHaveText(new RegExp(`^${label}: due `))
        await expect.poll(() => running.notices()).toContainEqual(expect.stringContaining(`${label}: due `))
      }
      await setNow(running, minutes)
      await dispatch(running, incident, await aimed(running, incident, command))
      await setNow(running, Math.max(due, minutes) + 1)
      await expect(reminder(running, label)).toHaveCount(reminded ? 1 : 0)

      await running.page.getByRole('button', { name: 'Open retro' }).click()
      const row = running.page.getByRole('table', { name: 'Deadlines' }).getByRole('row').filter({ hasText: label }).first()
      await expect(row.getByRole('cell').last()).toHaveText(judged)
    }
  })
}

test('a deadline that passed while the app was closed fires once, and says so', async ({ launch }) => {
  const first = await launch()
  await setNow(first, 0)
  await declareAtNoon(first, 'Slept through', { begin: [] })
  await first.close()

  const second = await launch({ env: { KNOWNGOOD_TEST_NOW: '2025-03-03T13:10:00.000Z' } })
  await openFromList(second, 'Slept through')
  await expect(reminder(second, 'Notify stakeholders')).toHaveText('Notify stakeholders: due 12:15, seen 13:10')
  await setNow(second, 90)
  await expect(reminder(second, 'Notify stakeholders')).toHaveCount(1)
})

test('a reminder that is snoozed in the list of running clocks comes once more, and the due time stays', async ({ launch }) => {
  const running = await launch()
  const { page } = running
  await setNow(running, 0)
  await declareAtNoon(running, 'Snoozed', { begin: [] })
  await openFromList(running, 'Snoozed')
  await setNow(running, 15)
  await expect(reminder(running, 'Notify stakeholders')).toHaveCount(1)

  await page.getByRole('button', { name: 'Running clocks' }).click()
  const clocks = page.getByRole('dialog', { name: 'Running clocks' })
  await page.keyboard.press('z')
  await expect(clocks.getByRole('listitem').first()).toContainText('reminds again 12:25')
  await page.keyboard.press('Escape')

  await setNow(running, 24)
  await expect(reminder(running, 'Notify stakeholders')).toHaveCount(1)
  await setNow(running, 25)
  await expect(reminder(running, 'Notify stakeholders').last()).toHaveText('Notify stakeholders: due 12:15, snoozed until 12:25')
  await setNow(running, 29)
  await expect(reminder(running, 'Notify stakeholders')).toHaveCount(2)
})

test('a clock that is set back is an entry, and no deadline rings twice', async ({ launch }) => {
  const running = await launch()
  await setNow(running, 0)
  await declareAtNoon(running, 'Set back', { begin: [] })
  await openFromList(running, 'Set back')
  await setNow(running, 20)
  await expect(reminder(running, 'Notify stakeholders')).toHaveCount(1)
  await running.clock.step(-10 * MINUTE)
  const timeline = running.page.getByRole('list', { name: 'Timeline' })
  await expect(timeline.getByRole('paragraph').filter({ hasText: 'The clock of this machine was set from 12:20 to 12:10' })).toHaveCount(1)
  await setNow(running, 16)
  await expect(reminder(running, 'Notify stakeholders')).toHaveCount(1)
})

function clockAt(minutes: number): string {
  return new Date(Date.parse(NOON) + minutes * MINUTE).toISOString().slice(11, 16)
}

/** Moves main's clock, which the deadlines follow, and the page's, which the countdowns follow. */
async function setNow({ clock, page }: RunningApp, minutes: number): Promise<void> {
  const iso = new Date(Date.parse(NOON) + minutes * MINUTE).toISOString()
  await page.clock.setFixedTime(iso)
  await clock.setNow(iso)
}

async function declareAtNoon(running: RunningApp, title: string, { begin, severity }: Pick<DeadlineCase, 'begin' | 'severity'>): Promise<string> {
  const incident = await dispatch(running, null, { type: 'DeclareIncident', title, ...(severity && { severity }) })
  for (const command of begin) await dispatch(running, incident, command)
  return incident
}

/** Sends a command as the window sends it; answers the incident's id. */
async function dispatch({ page }: RunningApp, incident: string | null, command: CommandInput): Promise<string> {
  const answer = await page.evaluate(
    ([incident, command]) => (window as unknown as { knowngood: KnowngoodApi }).knowngood.ask('dispatch', { incident, command }),
    [incident, command] as const,
  )
  if (!answer.ok) throw new Error(answer.sentence)
  return answer.incident
}

/** The command with the id of the promise that it settles. */
async function aimed({ page }: RunningApp, incident: string, command: CommandInput): Promise<CommandInput> {
  if (command.type !== 'SettlePromise') return command
  const opened = await page.evaluate((id) => (window as unknown as { knowngood: KnowngoodApi }).knowngood.ask('openIncident', { id }), incident)
  if (!opened.ok) throw new Error(opened.sentence)
  const facts = opened.facts.split('\n').map((line) => JSON.parse(line) as { id: string; type: string })
  return { ...command, promise: facts.find(({ type }) => type === 'PromiseMade')!.id }
}

async function openFromList({ page }: RunningApp, title: string): Promise<void> {
  await page.getByRole('list', { name: 'Incidents' }).getByRole('listitem').filter({ hasText: title }).getByRole('button').click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

/** What is due in hours is not urgent: it stands among the later steps. */
async function unfoldLater({ page }: RunningApp): Promise<void> {
  await page.getByRole('region', { name: 'Next steps' }).locator('summary').filter({ hasText: 'Later' }).first().click()
}

/** The entry of the timeline that reminds of a deadline. */
function reminder({ page }: RunningApp, label: string) {
  return page.getByRole('list', { name: 'Timeline' }).getByRole('paragraph').filter({ hasText: `${label}: due ` })
}
