/** Assessing the impact: it thinks along, proposes a severity and says why, and every number has a history. */
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { severitySteps } from '../../../renderer/console/cards/severity-steps.ts'
import { numberRead, IMPACT_NUMBERS } from '../../../shared/incident/impact-numbers.ts'
import { itemsOf } from '../../../shared/incident/state.ts'
import { utc } from '../../helpers/facts.ts'
import { dialog, openConsole, recorded, region, type OpenConsole, type Step } from './open-console.tsx'

const form = () => dialog('Assess impact')
const severityOf = (name: string): HTMLInputElement => within(form().getByRole('group', { name: 'Severity' })).getByRole('radio', { name })
/** The focus moves into the form a moment after it is there. */
async function openForm({ user }: OpenConsole): Promise<void> {
  await user.keyboard('{Escape}a')
  await waitFor(() => expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true))
}
const choose = async ({ user }: OpenConsole, group: string, name: string): Promise<void> => user.click(within(form().getByRole('group', { name: group })).getByRole('radio', { name }))
const send = async ({ user }: OpenConsole): Promise<void> => user.keyboard('{Control>}{Enter}{/Control}')

test('the answers propose a severity and say why; one click takes it, with its reason', async () => {
  const opened = await openConsole()
  await openForm(opened)
  await choose(opened, 'Who is affected', 'Some customers')
  expect(form().getByText(/Some customers are affected/).textContent).toBe('P2: Some customers are affected')
  await choose(opened, 'How badly', 'Degraded')
  await choose(opened, 'Scope', 'Widespread')
  expect(form().getByText(/Customers are hurt/).textContent).toBe('P1: Customers are hurt, and it is widespread')
  expect(severityOf('Not yet').checked).toBe(true)
  await opened.user.click(form().getByRole('button', { name: /^Take P1/ }))
  expect(severityOf('P1').checked).toBe(true)
  await send(opened)
  expect(await recorded(opened, 'SeverityChanged')).toEqual({ severity: 'P1', proposed: 'P1', reason: 'Customers are hurt, and it is widespread' })
  expect(await recorded(opened, 'ImpactAssessed')).toEqual({ users: 'some', effect: 'degraded', scope: 'widespread' })
})

test('the keyboard alone: Space answers, one key takes the proposal, one sends', async () => {
  const opened = await openConsole()
  await openForm(opened)
  expect(document.activeElement).toBe(form().getByRole('radio', { name: 'Nobody' }))
  await opened.user.keyboard(' {Alt>}p{/Alt}{Control>}{Enter}{/Control}')
  expect(await recorded(opened, 'SeverityChanged')).toEqual({ severity: 'P3', proposed: 'P3', reason: 'No customer is affected' })
  expect(await recorded(opened, 'ImpactAssessed')).toEqual({ users: 'none' })
})

test('another severity than was proposed is set without the proposal’s reason, and the proposal is kept beside it', async () => {
  const opened = await openConsole()
  await openForm(opened)
  await choose(opened, 'Data at risk', 'Yes')
  await opened.user.click(severityOf('P2'))
  await send(opened)
  expect(await recorded(opened, 'SeverityChanged')).toEqual({ severity: 'P2', proposed: 'P0' })
})

test('left alone, the severity stays as it is', async () => {
  const opened = await openConsole([{ type: 'SetSeverity', severity: 'P3' }])
  await openForm(opened)
  await choose(opened, 'Who is affected', 'All customers')
  await send(opened)
  await recorded(opened, 'ImpactAssessed')
  expect(opened.written().map(({ type }) => type)).toEqual(['ImpactAssessed'])
})

test('what was assessed last stands there already; blank is fine', async () => {
  const opened = await openConsole([{ type: 'AssessImpact', users: 'some', customerFacing: 'yes', text: 'checkout fails' }])
  await openForm(opened)
  expect(form().getByRole<HTMLInputElement>('radio', { name: 'Some customers' }).checked).toBe(true)
  expect(form().getByLabelText<HTMLTextAreaElement>('In words').value).toBe('checkout fails')
  await choose(opened, 'How badly', 'Blocked')
  await send(opened)
  expect(await recorded(opened, 'ImpactAssessed')).toEqual({ users: 'some', effect: 'blocked', customerFacing: 'yes', text: 'checkout fails' })
})

test('that customers are affected, said by itself, is not lost when the form is sent again', async () => {
  const opened = await openConsole([{ type: 'AssessImpact', customersAffected: 'yes' }])
  await openForm(opened)
  expect(form().getByText(/Customers are affected/).textContent).toBe('P2: Customers are affected')
  await send(opened)
  expect(await recorded(opened, 'ImpactAssessed')).toEqual({ customersAffected: 'yes' })
})

test('numbers are readings of their own, each under one name', async () => {
  const opened = await openConsole([['14:16', { type: 'ReadMetric', metric: 'error rate', value: 15, unit: '%' }]])
  await openForm(opened)
  expect(form().getByText('was 15%')).toBeTruthy()
  await opened.user.type(form().getByLabelText('Error rate'), '22')
  await opened.user.type(form().getByLabelText('Revenue lost'), '1500 EUR')
  await send(opened)
  await recorded(opened, 'ImpactAssessed')
  expect(opened.written().filter(({ type }) => type === 'MetricRead').map(({ data }) => data)).toEqual([
    { metric: 'error rate', value: 22, unit: '%' },
    { metric: 'revenue lost', value: 1500, unit: 'EUR' },
  ])
})

test('what is no number says so beside its field, and nothing is recorded', async () => {
  const opened = await openConsole()
  await openForm(opened)
  await opened.user.type(form().getByLabelText('Tickets'), 'a few')
  await send(opened)
  expect((await form().findByRole('alert')).textContent).toBe('Write the number with a point and without separators, as in 15, 1.5 or 1500 EUR.')
  expect(form().getByLabelText<HTMLInputElement>('Tickets').value).toBe('a few')
  expect(opened.written()).toEqual([])
})

test('since when is recorded with its own time, and the assessment as of now', async () => {
  const opened = await openConsole([], '14:30')
  await openForm(opened)
  await opened.user.type(form().getByLabelText('Since when'), '14:05')
  await send(opened)
  await recorded(opened, 'ImpactAssessed')
  const times = opened.main.folded(opened.id).entries.slice(-2).map(({ fact }) => [fact.type, fact.at.time])
  expect(times).toEqual([['ImpactStarted', utc('14:05')], ['ImpactAssessed', utc('14:30')]])
})

test.for([
  ['15', { value: 15, unit: '%' }],
  ['0.2%', { value: 0.2, unit: '%' }],
  ['-3 points', { value: -3, unit: 'points' }],
  ['1,500', null],
  ['many', null],
] as const)('a number reads %s', ([typed, read]) => {
  const number = numberRead(IMPACT_NUMBERS[0], typed)
  expect(number && { value: number.value, unit: number.unit }).toEqual(read)
})

test('the severity is proposed where it is set, too; the reason comes with it and can be another one', async () => {
  const opened = await openConsole([{ type: 'AssessImpact', users: 'all' }])
  await opened.user.keyboard('{Escape}s')
  await opened.user.click(dialog('Set severity').getByRole('button', { name: /^Take P1/ }))
  expect(dialog('Set severity').getByLabelText<HTMLInputElement>('Reason').value).toBe('All customers are affected')
  await opened.user.type(dialog('Set severity').getByLabelText('Reason'), ', and it spreads{Enter}')
  expect(await recorded(opened, 'SeverityChanged')).toEqual({ severity: 'P1', proposed: 'P1', reason: 'All customers are affected, and it spreads' })
})

const CHANGED: readonly Step[] = [['14:16', { type: 'SetSeverity', severity: 'P2' }], ['14:22', { type: 'SetSeverity', severity: 'P0', reason: 'data is at risk' }]]

test('a severity that changed is drawn as steps, and said in words', async () => {
  await openConsole(CHANGED)
  expect(region('Impact').getByRole('img', { name: 'Severity: P2 from 14:16, P0 from 14:22' })).toBeTruthy()
  expect(region('Impact').getByTitle('data is at risk').textContent).toBe('P0 14:22')
})

test('one severity alone draws nothing', async () => {
  await openConsole(CHANGED.slice(0, 1))
  expect(screen.queryByRole('img', { name: /^Severity/ })).toBeNull()
})

test('the steps hold each severity until the next, the last until now', async () => {
  const { main, id } = await openConsole(CHANGED)
  const steps = severitySteps(itemsOf(main.folded(id).state, 'SeverityChanged'), Date.parse(utc('14:30')))
  expect(steps.map(({ time, value }) => [new Date(time).toISOString().slice(11, 16), value])).toEqual([['14:16', 2], ['14:22', 2], ['14:22', 4], ['14:30', 4]])
})
