/** Says that this machine is kept awake for a live incident, and lets it sleep. Nothing where nothing is live. */
import { Coffee, Moon } from 'lucide-react'
import { useKey } from '../keys.ts'
import { changeReach } from '../reach.ts'
import { announce, useStore } from '../store.ts'
import { IconButton } from '../ui/IconButton.tsx'

export function AwakeButton() {
  const reach = useStore(({ reach }) => reach)
  const live = reach?.live ?? false
  const keepAwake = reach?.keepAwake ?? false
  const toggle = async (): Promise<void> => {
    const sentence = await changeReach({ keepAwake: !keepAwake })
    announce(sentence ?? (keepAwake ? 'This machine may sleep.' : 'This machine stays awake while an incident is open.'))
  }
  useKey('awake', () => void toggle(), live)
  if (!live) return null
  return (
    <IconButton
      size="rail"
      side="right"
      shortcut="awake"
      label={keepAwake ? 'Kept awake: let it sleep' : 'It may sleep: keep it awake'}
      icon={keepAwake ? <Coffee size={18} /> : <Moon size={18} />}
      onClick={() => void toggle()}
    />
  )
}
