/** Above the timeline: what is shown of it, what is looked for in it, and the zone of its times. */
import { Search } from 'lucide-react'
import { useRef, useState } from 'react'
import { useKey } from '../../keys.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { FindBox } from './FindBox.tsx'
import { FilterMenu, type FilterMenuProps } from './FilterMenu.tsx'
import { FILTERS, type Filter } from './rows.ts'
import type { Find } from './use-find.ts'
import { ZoneMenu } from './ZoneMenu.tsx'
import type { Zones } from './zones.ts'
import styles from './Timeline.module.css'

const OPTIONS = FILTERS.map((value) => ({ value, label: value }))

export interface TimelineToolsProps {
  filter: Filter
  onFilter: (filter: Filter) => void
  menu: FilterMenuProps
  find: Find
  /** nothing is looked for any more; the focus wants a place */
  onStopFind: () => void
  zones: Zones
  /** when the incident was declared, UTC: its zone's offset is that of then */
  since: string | null
}

export function TimelineTools({ filter, onFilter, menu, find, onStopFind, zones, since }: TimelineToolsProps) {
  const [isFinding, setFinding] = useState(false)
  const box = useRef<HTMLInputElement>(null)
  useKey('find', () => {
    setFinding(true)
    box.current?.select()
  })
  const stop = (): void => {
    setFinding(false)
    find.setWords('')
    onStopFind()
  }
  return (
    <div className={styles.bar}>
      <div className={styles.filters}>
        <RadioGroup legend="Show" hideLegend options={OPTIONS} value={filter} onChange={onFilter} />
      </div>
      {isFinding ? (
        <FindBox find={find} box={box} onStop={stop} />
      ) : (
        <>
          <ZoneMenu zones={zones} since={since} />
          <FilterMenu {...menu} />
          <IconButton label="Find in the timeline" shortcut="find" icon={<Search size={15} />} onClick={() => setFinding(true)} />
        </>
      )}
    </div>
  )
}
