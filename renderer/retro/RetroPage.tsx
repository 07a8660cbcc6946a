/** The retro of the open incident, to read and to export. It follows the facts: what is recorded now stands in it at once. */
import { ArrowLeft } from 'lucide-react'
import { useMemo, useState } from 'react'
import { declarationOf } from '../../shared/incident/status.ts'
import { retroOf } from '../../shared/retro/document.ts'
import { useOpenIncident, useZone } from '../hooks.ts'
import { go, type Opened } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ExportBanner, ExportMenu, useExport } from './ExportMenu.tsx'
import { LastExport } from './LastExport.tsx'
import { RetroDocument } from './RetroDocument.tsx'
import { RetroZone } from './RetroZone.tsx'
import styles from './RetroPage.module.css'

export function RetroPage() {
  const incident = useOpenIncident()
  if (incident === null || incident.folded.entries.length === 0) {
    return (
      <EmptyState title="There is nothing to look back on yet" action={<Button onClick={() => go('console')}>Back to console</Button>}>
        The retro writes itself from what is recorded. Once an incident has its first entry, it stands here.
      </EmptyState>
    )
  }
  return <OpenRetro incident={incident} />
}

function OpenRetro({ incident }: { incident: Opened }) {
  const { id, folded, playbook } = incident
  const ownZone = useZone()
  const [chosen, setChosen] = useState<string | null>(null)
  const zone = chosen ?? ownZone
  const document = useMemo(() => retroOf({ id, incident: folded, playbook }, { zone }), [id, folded, playbook, zone])
  const zones = useMemo(() => [ownZone, ...new Set(folded.entries.map(({ fact }) => fact.at.zone))], [ownZone, folded])
  const exporting = useExport(id, zone)
  const at = declarationOf(folded.state)?.time ?? folded.entries[0]!.fact.recordedAt
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <Button variant="quiet" icon={<ArrowLeft size={15} aria-hidden="true" />} onClick={() => go('console')}>
          Back to console
        </Button>
        <span className={styles.grow} />
        <span className={styles.label} aria-hidden="true">
          All times in
        </span>
        <div className={styles.zone}>
          <RetroZone value={zone} onChange={setChosen} first={zones} at={at} />
        </div>
        <ExportMenu {...exporting} />
      </div>
      <LastExport incident={incident} zone={zone} />
      <ExportBanner {...exporting} />
      {/* The arrow keys scroll it, where it holds no link to go to either. */}
      <div className={styles.scroll} tabIndex={0}>
        <RetroDocument document={document} />
      </div>
    </div>
  )
}
