/** Above the timeline: what is shown of it, what is looked for in it, and the zone of its times. */
import { Search, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useKey } from '../../keys.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { FILTERS, type Filter } from './rows.ts'
import { ZoneMenu } from './ZoneMenu.tsx'
import type { Zones } from './zones.ts'
import styles from './Timeline.module.css'

const OPTIONS = FILTERS.map((value) => ({ value, label: value }))

export interface TimelineToolsProps {
  filter: Filter
  onFilter: (filter: Filter) => void
  wanted: string
  onWanted: (wanted: string) => void
  shown: number
  zones: Zones
  /** when the incident was declared, UTC: its zone's offset is that of then */
  since: string | null
}

export function TimelineTools({ filter, onFilter, wanted, onWanted, shown, zones, since }: TimelineToolsProps) {
  const [isFinding, setFinding] = useState(false)
  const box = useRef<HTMLInputElement>(null)
  useKey('find', () => {
    setFinding(true)
    box.current?.select()
  })
  const stop = (): void => {
    setFinding(false)
    onWanted('')
  }
  return (
    <div className={styles.bar}>
      <div className={styles.filters}>
        <RadioGroup legend="Show" hideLegend options={OPTIONS} value={filter} onChange={onFilter} />
      </div>
      {isFinding ? (
        <div className={styles.find}>
          <TextInput ref={box} aria-label="Find in the timeline" autoFocus placeholder="Find" value={wanted} onChange={onWanted} onKeyDown={(event) => event.key === 'Escape' && stop()} />
          {wanted.trim() !== '' && <span className={styles.found}>{shown}</span>}
          <IconButton size="small" label="Stop finding" icon={<X size={14} />} onClick={stop} />
        </div>
      ) : (
        <>
          <ZoneMenu zones={zones} since={since} />
          <IconButton label="Find in the timeline" shortcut="find" icon={<Search size={15} />} onClick={() => setFinding(true)} />
        </>
      )}
    </div>
  )
}
