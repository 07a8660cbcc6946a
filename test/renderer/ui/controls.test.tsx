/** The controls by their roles and names, as a screen reader and the keyboard meet them. */
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import type { Severity } from '../../../shared/incident/words.ts'
import { useStore } from '../../../renderer/store.ts'
import { Button } from '../../../renderer/ui/Button.tsx'
import { Card } from '../../../renderer/ui/Card.tsx'
import { Checkbox } from '../../../renderer/ui/Checkbox.tsx'
import { Combobox } from '../../../renderer/ui/Combobox.tsx'
import { Field } from '../../../renderer/ui/Field.tsx'
import { Menu } from '../../../renderer/ui/Menu.tsx'
import { Select } from '../../../renderer/ui/Select.tsx'
import { SeverityGroup } from '../../../renderer/ui/SeverityGroup.tsx'
import { WhenField } from '../../../renderer/ui/WhenField.tsx'

function Held<T>({ from, children }: { from: T; children: (value: T, change: (value: T) => void) => React.ReactNode }) {
  const [value, change] = useState(from)
  return children(value, change)
}

test('a severity says what it means in the playbook', async () => {
  const user = userEvent.setup()
  render(<Held<Severity | null> from={null}>{(value, change) => <SeverityGroup value={value} onChange={change} playbook={BUILT_IN_PLAYBOOK} />}</Held>)
  const group = screen.getByRole('group', { name: 'Severity' })
  await user.click(within(group).getByRole('radio', { name: 'P1' }))
  expect(within(group).getByRole<HTMLInputElement>('radio', { name: 'P1' }).checked).toBe(true)
  const meaning = BUILT_IN_PLAYBOOK.severities.find(({ id }) => id === 'P1')!.meaning
  expect(document.getElementById(group.getAttribute('aria-describedby')!)?.textContent).toBe(meaning)
})

test('a combobox takes what is typed, and shows everything until something is', async () => {
  const user = userEvent.setup()
  render(
    <Held from="scribe">
      {(value, change) => (
        <>
          <Field label="Role">
            <Combobox suggestions={['scribe', 'responder', 'QA Lead']} value={value} onChange={change} />
          </Field>
          <output>{value}</output>
        </>
      )}
    </Held>,
  )
  const box = screen.getByRole('combobox', { name: 'Role' })
  await user.click(box)
  expect((await screen.findAllByRole('option')).map(({ textContent }) => textContent)).toEqual(['scribe', 'responder', 'QA Lead'])
  await user.clear(box)
  await user.type(box, 'lead')
  await waitFor(() => expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['QA Lead']))
  await user.type(box, ' of the night')
  expect(document.querySelector('output')?.textContent).toBe('lead of the night')
})

test('a select is named by its field and chosen by keyboard', async () => {
  const user = userEvent.setup()
  const options = [{ value: 'internal', label: 'Internal' }, { value: 'customers', label: 'Customers' }] as const
  render(
    <Held<'internal' | 'customers'> from="internal">
      {(value, change) => (
        <Field label="Audience">
          <Select options={options} value={value} onChange={change} />
        </Field>
      )}
    </Held>,
  )
  const select = screen.getByRole('combobox', { name: 'Audience' })
  select.focus()
  await user.keyboard('{Enter}')
  await user.click(await screen.findByRole('option', { name: 'Customers' }))
  await waitFor(() => expect(select.textContent).toBe('Customers'))
})

test('a menu does what its item says, and not what is disabled', async () => {
  const user = userEvent.setup()
  const [star, strike] = [vi.fn(), vi.fn()]
  render(<Menu trigger={<Button>More</Button>} items={[{ label: 'Star', onSelect: star }, null, { label: 'Strike', onSelect: strike, disabled: true }]} />)
  await user.click(screen.getByRole('button', { name: 'More' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Strike' }))
  expect(strike).not.toHaveBeenCalled()
  await user.click(screen.getByRole('menuitem', { name: 'Star' }))
  expect(star).toHaveBeenCalledTimes(1)
})

test('a busy button keeps the focus and is not pressed twice', async () => {
  const user = userEvent.setup()
  const press = vi.fn()
  const { rerender } = render(<Button onClick={press}>Post update</Button>)
  await user.click(screen.getByRole('button'))
  rerender(<Button busy onClick={press}>Post update</Button>)
  await user.click(screen.getByRole('button'))
  await user.keyboard('{Enter}')
  expect(press).toHaveBeenCalledTimes(1)
  expect(document.activeElement).toBe(screen.getByRole('button'))
})

test('a button’s key is heard as a shortcut and is no part of its name', () => {
  render(<Button shortcut="page">Page someone</Button>)
  expect(screen.getByRole('button', { name: 'Page someone' }).getAttribute('aria-keyshortcuts')).toBe('P')
})

test('a card is a region with its name; words tick a checkbox', async () => {
  const user = userEvent.setup()
  const change = vi.fn()
  render(<Card title="Impact"><Checkbox checked={false} onChange={change}>Data at risk</Checkbox></Card>)
  await user.click(within(screen.getByRole('region', { name: 'Impact' })).getByText('Data at risk'))
  expect(change).toHaveBeenCalledWith(true)
})

test('a time says what was understood, in the zone of the window', async () => {
  useStore.setState({ settings: { person: null, zone: 'Europe/Berlin', theme: 'dark' } })
  const user = userEvent.setup()
  render(<Held from="">{(value, change) => <WhenField value={value} onChange={change} />}</Held>)
  const box = screen.getByRole('textbox', { name: 'Happened at' })
  const note = (): string | null | undefined => document.getElementById(box.getAttribute('aria-describedby')!)?.textContent
  expect(note()).toBe('now')
  await user.type(box, '2025-02-01 14:15')
  expect(note()).toBe('2025-02-01 14:15, Europe/Berlin, UTC+01:00')
  await user.clear(box)
  await user.type(box, '~2025-02-01 14:05-14:10')
  expect(note()).toBe('about 2025-02-01 14:05 to 14:10, Europe/Berlin, UTC+01:00')
})
