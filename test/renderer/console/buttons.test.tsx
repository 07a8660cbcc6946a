/** The buttons that clients rely on (design section 7): each is there by its name, and does what it says. */
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { at, utc } from '../../helpers/facts.ts'
import { button, dialog, openConsole, recorded, findRegion, region, type OpenConsole, type Step } from './open-console.tsx'

const PAGED: Step = ['14:18', { type: 'Page', whom: 'Bo', by: 'phone' }]
const DECIDED: Step = ['14:22', { type: 'RecordDecision', kind: 'roll back' }]
const RELEASE: Step = ['14:16', { type: 'LinkRelease', name: 'v2.0', knownGood: 'v1.9' }]

/** Types into a text box of the dialog, after what is there is taken out. */
async function fill({ user }: OpenConsole, title: string, label: string, text: string): Promise<void> {
  const box = dialog(title).getByLabelText(label)
  await user.clear(box)
  await user.type(box, text)
}

test('Assess impact asks the questions of IN1 and sets the severity with it', async () => {
  const opened = await openConsole()
  await opened.user.click(region('Impact').getByRole('button', { name: 'Assess impact' }))
  await opened.user.click(dialog('Assess impact').getByRole('radio', { name: 'All customers' }))
  await opened.user.click(dialog('Assess impact').getByRole('radio', { name: 'Degraded' }))
  await opened.user.click(within(dialog('Assess impact').getByRole('group', { name: 'Severity' })).getByRole('radio', { name: 'P1' }))
  await opened.user.click(dialog('Assess impact').getByRole('button', { name: 'Assess impact' }))
  expect(await recorded(opened, 'ImpactAssessed')).toEqual({ users: 'all', effect: 'degraded' })
  expect(await recorded(opened, 'SeverityChanged')).toEqual({ severity: 'P1', proposed: 'P1', reason: 'All customers are affected' })
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(region('Impact').getByText('all customers, degraded')).toBeTruthy()
})

test('Page someone', async () => {
  const opened = await openConsole()
  await opened.user.click(region('Paging').getByRole('button', { name: 'Page someone' }))
  await fill(opened, 'Page someone', 'Whom', 'Bo')
  await fill(opened, 'Page someone', 'Happened at', '14:18')
  await opened.user.click(dialog('Page someone').getByRole('button', { name: 'Page someone' }))
  expect(await recorded(opened, 'Paged')).toEqual({ whom: { name: 'Bo' }, by: 'phone' })
  expect(opened.main.folded(opened.id).entries.at(-1)!.fact.at.time).toBe(utc('14:18'))
})

test.for([
  [false, 'now'],
  [true, 'time not known'],
] as const)('an empty Happened at says what is recorded then; written down afterwards: %s', async ([backfilled, says]) => {
  const { user } = await openConsole([], '14:30', backfilled ? { backfilled, at: at('14:00') } : {})
  await user.click(region('Paging').getByRole('button', { name: 'Page someone' }))
  const box = dialog('Page someone').getByLabelText('Happened at')
  expect(document.getElementById(box.getAttribute('aria-describedby')!)?.textContent).toBe(says)
})

test('a page of a backfilled incident whose time nobody named is not given the time of writing', async () => {
  await openConsole([{ type: 'Page', whom: 'Bo' }], '14:30', { backfilled: true, at: at('14:00') })
  expect(region('Paging').getByRole('listitem').textContent).toContain('no answer recorded, time not known')
})

test('nor does a decision of one carry it where the pointer rests', async () => {
  await openConsole([{ type: 'RecordDecision', kind: 'roll back' }], '14:30', { backfilled: true, at: at('14:00') })
  const decision = region('Decisions').getByRole('listitem')
  expect(decision.textContent).toContain('time not known')
  expect(decision.querySelector('time')).toBeNull()
})

test('Acknowledge stands in the page’s list item, and then how long it took', async () => {
  const opened = await openConsole([PAGED], '14:19')
  const item = region('Paging').getByRole('listitem')
  await opened.user.click(within(item).getByRole('button', { name: 'Acknowledge' }))
  expect(await recorded(opened, 'PageAcknowledged')).toMatchObject({ who: { name: 'Bo' } })
  expect(await (await findRegion('Paging')).findByText('answered in 1 min')).toBeTruthy()
})

test('Notify has the groups that are due chosen already', async () => {
  const opened = await openConsole([['14:16', { type: 'AssessImpact', users: 'all' }], ['14:17', { type: 'NotifyStakeholders', groups: ['pm'] }]])
  await opened.user.click(region('Updates').getByRole('button', { name: 'Notify' }))
  await opened.user.click(dialog('Notify').getByRole('button', { name: 'Notify' }))
  expect(await recorded(opened, 'StakeholdersNotified')).toEqual({ groups: ['product-lead', 'relevant-teams', 'customer-success'] })
})

test('Post update, with a promise', async () => {
  const opened = await openConsole([], '14:30')
  await opened.user.click(region('Updates').getByRole('button', { name: 'Post update' }))
  await opened.user.click(dialog('Post update').getByRole('radio', { name: 'Customers' }))
  await fill(opened, 'Post update', 'Update', 'We are on it.')
  await fill(opened, 'Post update', 'Next update', '20m')
  await opened.user.click(dialog('Post update').getByRole('button', { name: 'Post update' }))
  expect(await recorded(opened, 'UpdatePosted')).toEqual({ audience: 'customers', text: 'We are on it.', nextUpdateAt: utc('14:50') })
})

test('Decide, and Record decision', async () => {
  const opened = await openConsole([RELEASE])
  await opened.user.click(region('Decisions').getByRole('button', { name: 'Decide' }))
  await fill(opened, 'Decide', 'Reason', 'cause unclear, user impact high')
  await opened.user.click(dialog('Decide').getByRole('button', { name: 'Record decision' }))
  expect(await recorded(opened, 'DecisionRecorded')).toEqual({ kind: 'roll back', reason: 'cause unclear, user impact high', target: 'v1.9' })
  expect(region('Decisions').getByText('cause unclear, user impact high')).toBeTruthy()
})

test('Start rollback goes to the known-good release, and Rollback complete ends it', async () => {
  const opened = await openConsole([RELEASE, DECIDED], '14:24')
  await opened.user.click(region('Decisions').getByRole('button', { name: 'Start rollback' }))
  await opened.user.click(dialog('Start rollback').getByRole('button', { name: 'Start rollback' }))
  const decision = opened.facts().findIndex(({ type }) => type === 'DecisionRecorded')
  expect(await recorded(opened, 'RemediationStarted')).toEqual({ kind: 'roll back', target: 'v1.9', decision: opened.main.folded(opened.id).entries[decision]!.fact.id })

  opened.clock('14:30')
  await opened.user.click(await (await findRegion('Decisions')).findByRole('button', { name: 'Rollback complete' }))
  await fill(opened, 'Rollback complete', 'What is seen now', 'error rate back to 0.2%')
  await opened.user.click(dialog('Rollback complete').getByRole('button', { name: 'Rollback complete' }))
  expect(await recorded(opened, 'RemediationCompleted')).toMatchObject({ kind: 'roll back', outcome: 'done', text: 'error rate back to 0.2%' })
  expect(await (await findRegion('Decisions')).findByText('complete in 6 min')).toBeTruthy()
})

test('Rollback complete is there once it is decided, though nobody wrote down its start', async () => {
  const opened = await openConsole([DECIDED])
  await opened.user.click(region('Decisions').getByRole('button', { name: 'Rollback complete' }))
  await opened.user.click(dialog('Rollback complete').getByRole('button', { name: 'Rollback complete' }))
  expect(await recorded(opened, 'RemediationCompleted')).toEqual({ kind: 'roll back', outcome: 'done' })
})

test('Record check', async () => {
  const opened = await openConsole()
  await opened.user.click(region('Decisions').getByRole('button', { name: 'Record check' }))
  await fill(opened, 'Record check', 'What was checked', 'error rate')
  await fill(opened, 'Record check', 'Reading', '0.2%')
  await opened.user.click(dialog('Record check').getByRole('button', { name: 'Record check' }))
  expect(await recorded(opened, 'CheckRecorded')).toEqual({ name: 'error rate', verdict: 'passed', reading: '0.2%' })
})

test('Mark mitigated, Resolve incident and Reopen follow each other', async () => {
  const opened = await openConsole([DECIDED])
  for (const [name, type] of [['Mark mitigated', 'IncidentMitigated'], ['Resolve incident', 'IncidentResolved'], ['Reopen', 'IncidentReopened']] as const) {
    await opened.user.click(await (await findRegion('Decisions')).findByRole('button', { name }))
    await opened.user.click(dialog(name).getByRole('button', { name }))
    await recorded(opened, type)
  }
  expect(await (await findRegion('Decisions')).findByRole('button', { name: 'Mark mitigated' })).toBeTruthy()
})

test('Assign role', async () => {
  const opened = await openConsole()
  await opened.user.click(button('Assign role'))
  expect(dialog('Assign role').getByLabelText<HTMLInputElement>('Role').value).toBe('incident commander')
  await fill(opened, 'Assign role', 'To', 'Bo')
  await opened.user.click(dialog('Assign role').getByRole('button', { name: 'Assign role' }))
  expect(await recorded(opened, 'RoleAssigned')).toEqual({ role: 'incident commander', holder: { name: 'Bo' } })
  expect(await screen.findByText('Commander: Bo')).toBeTruthy()
})

test('Add factor and Add action', async () => {
  const opened = await openConsole()
  await opened.user.click(region('Actions').getByRole('button', { name: 'Add factor' }))
  await fill(opened, 'Add factor', 'Factor', 'connection pool exhausted')
  await opened.user.click(dialog('Add factor').getByRole('button', { name: 'Add factor' }))
  expect(await recorded(opened, 'ContributingFactorNamed')).toEqual({ text: 'connection pool exhausted', kind: 'contributing' })

  await opened.user.click(region('Actions').getByRole('button', { name: 'Add action' }))
  await fill(opened, 'Add action', 'Action item', 'alert on pool use')
  await fill(opened, 'Add action', 'Owner', 'Bo')
  await opened.user.click(dialog('Add action').getByRole('button', { name: 'Add action' }))
  expect(await recorded(opened, 'ActionItemAdded')).toEqual({ text: 'alert on pool use' })
  expect(await recorded(opened, 'ActionItemChanged')).toMatchObject({ field: 'owner', value: 'Bo' })
})

test('an action item can be done, and its owner changed', async () => {
  const opened = await openConsole([{ type: 'AddAction', text: 'alert on pool use' }])
  await opened.user.click(region('Actions').getByRole('checkbox', { name: 'alert on pool use' }))
  expect(await recorded(opened, 'ActionItemChanged')).toMatchObject({ field: 'state', value: 'done' })
  await opened.user.click(region('Actions').getByRole('button', { name: 'no owner' }))
  await fill(opened, 'Change action', 'Owner', 'Bo')
  await opened.user.click(dialog('Change action').getByRole('button', { name: 'Change action' }))
  // The dialog hides what is behind it until it has closed.
  const actions = within(await screen.findByRole('region', { name: 'Actions' }))
  expect(await actions.findByRole('button', { name: 'Bo' })).toBeTruthy()
  expect(opened.written().filter(({ type }) => type === 'ActionItemChanged')).toHaveLength(2)
})

test('Link release', async () => {
  const opened = await openConsole()
  await opened.user.click(button('Link release'))
  await fill(opened, 'Link release', 'Release', 'Dashboard v2')
  await fill(opened, 'Link release', 'Deployed at', '14:00')
  await fill(opened, 'Link release', 'Known good before it', 'Dashboard v1')
  await opened.user.click(dialog('Link release').getByRole('button', { name: 'Link release' }))
  expect(await recorded(opened, 'ReleaseLinked')).toEqual({ name: 'Dashboard v2', knownGood: 'Dashboard v1' })
  await recorded(opened, 'Deployed')
  expect(opened.main.folded(opened.id).entries.at(-1)!.fact.at.time).toBe(utc('14:00'))
})

test('Schedule retro', async () => {
  const opened = await openConsole()
  await opened.user.click(button('Schedule retro'))
  await fill(opened, 'Schedule retro', 'When', '2025-02-03 14:00')
  await opened.user.click(dialog('Schedule retro').getByRole('button', { name: 'Schedule retro' }))
  expect(await recorded(opened, 'RetroScheduled')).toEqual({ time: utc('02-03 14:00'), zone: 'UTC' })
  expect(await (await findRegion('Actions')).findByText('Retro 2025-02-03 14:00')).toBeTruthy()
})

test('Export offers every format', async () => {
  const { user, main, id } = await openConsole()
  await user.click(button('Export'))
  await user.click(await screen.findByRole('menuitem', { name: 'Markdown' }))
  expect(main.asked.at(-1)).toEqual({ name: 'exportRetro', input: { incident: id, format: 'md', zone: 'UTC' } })
  expect((await screen.findByText('Saved: /exports/retro.md'))).toBeTruthy()
})

test('a refusal stands beside the field, and the dialog keeps its text', async () => {
  const opened = await openConsole()
  await opened.user.click(button('Add factor'))
  await fill(opened, 'Add factor', 'Happened at', '14:1x')
  await opened.user.click(dialog('Add factor').getByRole('button', { name: 'Add factor' }))
  expect(dialog('Add factor').getByRole('alert').textContent).toContain('is not a time')
  await fill(opened, 'Add factor', 'Happened at', '14:10')
  await opened.user.click(dialog('Add factor').getByRole('button', { name: 'Add factor' }))
  expect((await dialog('Add factor').findByRole('alert')).textContent).toBe('A contributing factor needs its words.')
  expect(dialog('Add factor').getByLabelText<HTMLInputElement>('Happened at').value).toBe('14:10')
  expect(opened.written()).toEqual([])
})
