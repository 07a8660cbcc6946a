/** The console of one incident over a fake main, on the guide's day. */
import { act, configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { VirtuosoMockContext } from 'react-virtuoso'
import { onTestFinished, vi } from 'vitest'
import { Console } from '../../../renderer/console/Console.tsx'
import { listenForKeys } from '../../../renderer/keys.ts'
import { connect, openIncident } from '../../../renderer/session.ts'
import { INITIAL, useStore } from '../../../renderer/store.ts'
import { StatusRegion } from '../../../renderer/ui/StatusRegion.tsx'
import type { Actor } from '../../../shared/facts/fact.ts'
import type { CommandInput } from '../../../shared/incident/commands.ts'
import { utc } from '../../helpers/facts.ts'
import { createFakeMain, type FakeMain } from '../../helpers/fake-main.ts'
import { SIZES } from '../../helpers/open-window.tsx'

export interface OpenConsole {
  readonly main: FakeMain
  readonly user: UserEvent
  readonly id: string
  /** the type and data of every fact, in the order in which they were written */
  facts(): { type: string; data: Readonly<Record<string, unknown>> }[]
  /** the facts that were written since the console opened */
  written(): { type: string; data: Readonly<Record<string, unknown>> }[]
  /** moves the clock, `14:23`, and lets the window see it */
  clock(time: string): void
  /** something is recorded by somebody else */
  elsewhere(command: CommandInput, by?: Actor): void
}

/** A command, or one that is given at a clock time: `['14:18', …]`. */
export type Step = CommandInput | readonly [clock: string, command: CommandInput]

// A busy machine draws the first console in more than the usual second.
configure({ asyncUtilTimeout: 5000 })

/**
 * @param steps what has happened, from the declaration at 14:15 on
 * @param at the clock when the console opens
 */
export async function openConsole(steps: readonly Step[] = [], at = '14:30', declared: Partial<Extract<CommandInput, { type: 'DeclareIncident' }>> = {}): Promise<OpenConsole> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(utc('14:15')) })
  const main = createFakeMain({ now: () => Date.now() })
  const id = main.elsewhere(null, { type: 'DeclareIncident', title: 'API errors', ...declared })
  for (const step of steps) {
    if ('type' in step) main.elsewhere(id, step)
    else {
      vi.setSystemTime(utc(step[0]))
      main.elsewhere(id, step[1])
    }
  }
  vi.setSystemTime(utc(at))
  const before = main.folded(id).entries.length

  window.knowngood = main
  useStore.setState(INITIAL, true)
  const stopKeys = listenForKeys()
  render(
    <VirtuosoMockContext.Provider value={SIZES}>
      <Console />
      <StatusRegion />
    </VirtuosoMockContext.Provider>,
  )
  let disconnect = (): void => undefined
  await act(async () => {
    disconnect = await connect()
    await openIncident(id)
  })
  onTestFinished(() => {
    stopKeys()
    disconnect()
    localStorage.clear()
    vi.useRealTimers()
  })

  await screen.findByRole('list', { name: 'Timeline' })

  const read = (): { type: string; data: Readonly<Record<string, unknown>> }[] => main.folded(id).entries.map(({ written: { type, data } }) => ({ type, data }))
  return {
    main,
    id,
    user: userEvent.setup({ delay: null }),
    facts: read,
    written: () => read().slice(before),
    clock(time) {
      vi.setSystemTime(utc(time))
      act(() => void window.dispatchEvent(new Event('focus')))
    },
    elsewhere(command, by) {
      act(() => void main.elsewhere(id, command, by))
    },
  }
}

export const entryLine = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: 'Log entry' })
export const region = (name: string) => within(screen.getByRole('region', { name }))
/** The same, once the dialog that hides everything else is gone. */
export const findRegion = async (name: string) => within(await screen.findByRole('region', { name }))
export const dialog = (name: string) => within(screen.getByRole('dialog', { name }))
export const button = (name: string): HTMLElement => screen.getByRole('button', { name })
/** The words of every entry of the timeline, in order; the list draws its rows a moment after it has them. */
export const entries = (): Promise<string[]> => screen.findByRole('list', { name: 'Timeline' }).then((list) => within(list).queryAllByRole('listitem').map((row) => row.querySelector('p')!.textContent ?? ''))
export const lastEntry = async (): Promise<string | undefined> => (await entries()).at(-1)

/** Waits until a fact of this type is there, and answers its data. */
export async function recorded({ written }: OpenConsole, type: string): Promise<Readonly<Record<string, unknown>>> {
  return waitFor(() => {
    const fact = written().findLast((fact) => fact.type === type)
    if (!fact) throw new Error(`no ${type} yet`)
    return fact.data
  })
}
