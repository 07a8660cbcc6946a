/** The small Declare window goes by the team's playbook too. */
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type {} from '../../../renderer/bridge.ts'
import { QuickDeclare } from '../../../renderer/declare/QuickDeclare.tsx'
import { createFakeMain } from '../../helpers/fake-main.ts'

const withMeaning = (meaning: string): string => JSON.stringify({ severities: ['P0', 'P1', 'P2', 'P3'].map((id) => ({ id, meaning, pages: false, updateEveryMinutes: 5 })) })

test('a severity means what the playbook says, also after a change', async () => {
  const main = createFakeMain()
  main.writePlaybook(withMeaning('ours'))
  window.knowngood = main
  render(<QuickDeclare />)
  await userEvent.click(await screen.findByRole('radio', { name: 'P1' }))
  expect(await screen.findByText('ours')).toBeTruthy()
  act(() => main.writePlaybook(withMeaning('ours, changed')))
  expect(await screen.findByText('ours, changed')).toBeTruthy()
})
