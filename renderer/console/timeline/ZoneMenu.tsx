/** Names the zone of the timeline's times, and switches it. */
import { useNow } from '../../hooks.ts'
import { useKey } from '../../keys.ts'
import { announce } from '../../store.ts'
import { Button } from '../../ui/Button.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { TIME_MODES, zonesText, type TimeMode, type Zones } from './zones.ts'
import styles from './Timeline.module.css'

/** @param since when the incident was declared, UTC: the offset is that of then */
export function ZoneMenu({ zones, since }: { zones: Zones; since: string | null }) {
  const now = useNow(60_000)
  const moment = since ?? new Date(now).toISOString()
  const { local, mode, choose } = zones
  useKey(
    'zones',
    () => {
      const next = TIME_MODES[(TIME_MODES.indexOf(mode) + 1) % TIME_MODES.length]!
      choose(next)
      announce(`Times in ${textOf(next, local!, moment)}`)
    },
    local !== null,
  )
  const text = zonesText(zones, moment)
  if (local === null) return <span className={styles.zone}>{text}</span>
  return (
    <Menu
      align="end"
      trigger={
        <Button size="small" variant="quiet" aria-label={`Times in ${text}`} title="Local time, UTC or both (Z)">
          <span className={styles.zone}>{text}</span>
        </Button>
      }
      items={TIME_MODES.map((each) => ({ label: textOf(each, local, moment), onSelect: () => choose(each), disabled: each === mode }))}
    />
  )
}

function textOf(mode: TimeMode, local: string, moment: string): string {
  return zonesText({ zone: mode === 'utc' ? 'UTC' : local, second: mode === 'both' ? 'UTC' : null }, moment)
}
