/** What else there is to do about paging, where this machine has a channel of PagerDuty. */
import { Ellipsis } from 'lucide-react'
import { useStore } from '../../store.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { useConsole } from '../context.ts'

export function PagingMenu() {
  const { open } = useConsole()
  const hasPagerDuty = useStore(({ channels }) => channels.some(({ channel }) => channel.kind === 'PagerDuty'))
  if (!hasPagerDuty) return null
  return (
    <Menu
      align="end"
      trigger={<IconButton size="small" label="More about paging" icon={<Ellipsis size={15} />} />}
      items={[{ label: 'Join an open PagerDuty incident…', onSelect: () => open({ name: 'adopt' }) }]}
    />
  )
}
