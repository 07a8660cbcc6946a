/** What is wrong, above everything: the disk, the journals, the window itself. */
import { useState } from 'react'
import type { Finding } from '../../shared/api.ts'
import { useStore } from '../store.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import styles from './Banners.module.css'

const NONE: readonly Finding[] = []

export function Banners() {
  const fault = useStore(({ fault }) => fault)
  const bug = useStore(({ bug }) => bug)
  const openFailure = useStore(({ openFailure }) => openFailure)
  const unerased = useStore(({ unerased }) => unerased)
  const findings = useStore(({ open }) => open?.findings ?? NONE)
  return (
    <>
      {fault && (
        <Banner tone="fault" title="Not saved to disk.">
          {fault.sentence} What you typed is kept here: record it again once that is mended.
        </Banner>
      )}
      {openFailure && (
        <Banner tone="fault" title="This incident could not be opened." onDismiss={() => useStore.setState({ openFailure: null })}>
          {openFailure}
        </Banner>
      )}
      {bug && (
        <Banner tone="fault" title="Something in this window failed." onDismiss={() => useStore.setState({ bug: null })}>
          What was recorded is safe. {bug}
        </Banner>
      )}
      {unerased.length > 0 && (
        <Banner tone="late" title="Redacted, but not everywhere yet." onDismiss={() => useStore.setState({ unerased: [] })}>
          {unerased.join(' ')}
        </Banner>
      )}
      {findings.length > 0 && <FindingsBanner findings={findings} />}
    </>
  )
}

function FindingsBanner({ findings }: { findings: readonly Finding[] }) {
  const [shown, setShown] = useState(false)
  const count = findings.length === 1 ? 'One finding' : `${String(findings.length)} findings`
  return (
    <>
      <Banner
        tone="fault"
        title={`${count} in this incident’s files.`}
        actions={
          <Button size="small" variant="quiet" onClick={() => setShown(true)}>
            Details
          </Button>
        }
      >
        Everything that can be read is shown.
      </Banner>
      <Dialog open={shown} onClose={() => setShown(false)} size="wide" title="Findings" description="Nothing was changed or removed. Every other line of these files is in the timeline.">
        <ul className={styles.findings} aria-label="Findings">
          {findings.map((finding) => (
            <li key={`${finding.kind} ${finding.file} ${String(finding.byte)}`}>
              <p>{finding.sentence}</p>
              <p className={styles.where}>
                {finding.file}
                {finding.line > 0 && `, line ${String(finding.line)}, byte ${String(finding.byte)}`}
              </p>
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  )
}
