/** Above the timeline: what is shown of it, what is looked for in it, and the zone of its times. */
import { Search, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { zoneLabel } from '../../../shared/time/format.ts'
import { useNow } from '../../hooks.ts'
import { useKey } from '../../keys.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useConsole } from '../context.ts'
import { FILTERS, type Filter } from './rows.ts'
import styles from './Timeline.module.css'

const OPTIONS = FILTERS.map((value) => ({ value, label: value }))

export interface TimelineToolsProps {
  filter: Filter
  onFilter: (filter: Filter) => void
  wanted: string
  onWanted: (wanted: string) => void
  shown: number
  /** when the incident was declared, UTC: its zone's offset is that of then */
  since: string | null
}

export function TimelineTools({ filter, onFilter, wanted, onWanted, shown, since }: TimelineToolsProps) {
  const { zone } = useConsole()
  const now = useNow(60_000)
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
          <span className={styles.zone}>{zoneLabel(since ?? new Date(now).toISOString(), zone)}</span>
          <IconButton label="Find in the timeline" shortcut="find" icon={<Search size={15} />} onClick={() => setFinding(true)} />
        </>
      )}
    </div>
  )
}
