/** By which channels this incident may send. */
import type { ChannelStatus } from '../../shared/delivery/channel.ts'
import { declarationOf, isBackfilled } from '../../shared/incident/status.ts'
import { useStore } from '../store.ts'
import { useConsole } from './context.ts'

const NONE: readonly ChannelStatus[] = []

/** This machine's channels; none for practice and for what is written down afterwards: nobody is to be woken by either. */
export function useChannels(): readonly ChannelStatus[] {
  const { state } = useConsole()
  const channels = useStore(({ channels }) => channels)
  return isBackfilled(state) || declarationOf(state)?.data.practice ? NONE : channels
}
