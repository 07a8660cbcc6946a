/** How groups are told: by this machine's channels where the playbook names one that it has, else by hand; and the one key that tells all who are due. */
import { useEffect, useRef } from 'react'
import type { ChannelStatus } from '../../shared/delivery/channel.ts'
import type { CommandInput } from '../../shared/incident/commands.ts'
import { groupsDue } from '../../shared/playbook/due.ts'
import type { Playbook } from '../../shared/playbook/schema.ts'
import { noticeDraft } from '../../shared/views/drafts.ts'
import { useChannels } from './channels.ts'
import { useConsole } from './context.ts'

type Notice = Extract<CommandInput, { type: 'NotifyStakeholders' }>

/** The first channel that the playbook names for a group and this machine has. */
export function channelOf(group: string, { groups }: Playbook, channels: readonly ChannelStatus[]): ChannelStatus['channel'] | undefined {
  const named = groups.find(({ id }) => id === group)?.channels ?? []
  return named.flatMap((name) => channels.find(({ channel }) => channel.name === name) ?? [])[0]?.channel
}

/** One notice a channel, and one for all that no channel reaches: those were told by hand, and a channel's answer says nothing of them. */
export function noticesOf(groups: readonly string[], playbook: Playbook, channels: readonly ChannelStatus[], sent: string, byHand: Pick<Notice, 'text' | 'by'> = {}): Notice[] {
  const reached = new Map<string, { channel: ChannelStatus['channel']; groups: string[] }>()
  const others: string[] = []
  for (const group of groups) {
    const channel = channelOf(group, playbook, channels)
    if (!channel) others.push(group)
    else reached.set(channel.id, { channel, groups: [...(reached.get(channel.id)?.groups ?? []), group] })
  }
  return [
    ...[...reached.values()].map(({ channel: { id, name, kind }, groups }): Notice => ({ type: 'NotifyStakeholders', groups, text: sent, send: [{ channel: id, name, kind }] })),
    ...(others.length > 0 ? [{ type: 'NotifyStakeholders' as const, groups: others, ...byHand }] : []),
  ]
}

/** Tells everybody who is due, by channel or as told by hand; where nobody is, asks whom to tell. */
export function useNotifyDue(): () => void {
  const { folded, state, playbook, timeText, zone, open, act } = useConsole()
  const channels = useChannels()
  /** groups of presses before: until their entries are here, another press is the same one */
  const pressed = useRef(new Set<string>())
  useEffect(() => {
    const due = new Set(groupsDue(folded.state, playbook))
    for (const group of pressed.current) if (!due.has(group)) pressed.current.delete(group)
  }, [folded, playbook])
  return () => {
    const due = groupsDue(state, playbook)
    if (due.length === 0) return open({ name: 'notify' })
    const groups = due.filter((group) => !pressed.current.has(group))
    const tell = async (notices: readonly Notice[]): Promise<void> => {
      for (const group of groups) pressed.current.add(group)
      for (const notice of notices) {
        if (await act(notice)) continue
        // Those before it are recorded, and not due any more.
        for (const group of groups) pressed.current.delete(group)
        return
      }
    }
    void tell(noticesOf(groups, playbook, channels, noticeDraft(folded, 'internal', { playbook, timeText, zone })))
  }
}
