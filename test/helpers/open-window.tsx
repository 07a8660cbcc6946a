/** Opens the whole window over a fake main, as main.tsx does over the real one. */
import { act, render } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { VirtuosoMockContext } from 'react-virtuoso'
import { onTestFinished } from 'vitest'
import { App } from '../../renderer/App.tsx'
import type {} from '../../renderer/bridge.ts'
import { listenForKeys } from '../../renderer/keys.ts'
import { connect } from '../../renderer/session.ts'
import { INITIAL, useStore } from '../../renderer/store.ts'
import { followFocus } from '../../renderer/ui/last-focus.ts'
import { createFakeMain, type FakeMain, type FakeMainOptions } from './fake-main.ts'

/** No sizes in jsdom: every row is 30 px high, and all of them are in view. */
export const SIZES = { viewportHeight: 20_000, itemHeight: 30 }

export interface OpenWindow {
  readonly main: FakeMain
  readonly user: UserEvent
}

/**
 * The window as it stands once main has answered.
 * @param before what is on disk when it opens, and what else is peculiar about this main
 * @param waits for a main that never answers
 */
export async function openWindow(options: FakeMainOptions = {}, before: (main: FakeMain) => void = () => undefined, waits: 'until all is there' | 'without waiting' = 'until all is there'): Promise<OpenWindow> {
  const main = createFakeMain(options)
  before(main)
  window.knowngood = main
  useStore.setState(INITIAL, true)
  const stopKeys = listenForKeys()
  const stopFocus = followFocus()
  let disconnect = (): void => undefined
  render(
    <VirtuosoMockContext.Provider value={SIZES}>
      <App />
    </VirtuosoMockContext.Provider>,
  )
  await act(async () => {
    const connected = connect()
    if (waits === 'until all is there') disconnect = await connected
  })
  onTestFinished(() => {
    stopKeys()
    stopFocus()
    disconnect()
    localStorage.clear()
  })
  return { main, user: userEvent.setup({ delay: null }) }
}
