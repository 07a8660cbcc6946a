/** What is carried out or in: how far it is, with a way to stop it, and how it ended. */
import { useEffect, useState } from 'react'
import type { Progress } from '../../shared/api.ts'
import { ask } from '../bridge.ts'
import { useKey } from '../keys.ts'
import { useStore } from '../store.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { cancelProgress, exportBundle, forgetOutcome, importBundle, tellMerged } from './transfer.ts'
import styles from './TransferBanners.module.css'

const DOING: Record<Progress['what'], string> = {
  export: 'Writing the bundle…',
  import: 'Opening the bundle…',
  restore: 'Restoring the backup…',
  backup: 'Backing up…',
}

/** ms; what is done by then needs no bar */
const PATIENCE_MS = 400

export function TransferBanners() {
  const progress = useStore(({ progress }) => progress)
  const outcome = useStore(({ outcome }) => outcome)
  const isOpen = useStore(({ open }) => open !== null)
  const imported = useStore(({ imported }) => imported)
  useEffect(() => {
    if (!imported) return
    useStore.setState({ imported: null })
    tellMerged('import', imported)
  }, [imported])
  useKey('openBundle', () => void importBundle())
  useKey('bundle', () => void exportBundle(), isOpen)
  return (
    <>
      {progress && <ProgressBanner key={progress.what} progress={progress} />}
      {outcome && (
        <Banner
          tone={outcome.ok ? 'info' : 'fault'}
          title={outcome.title}
          onDismiss={forgetOutcome}
          actions={
            outcome.path !== null && (
              <Button size="small" variant="quiet" onClick={() => void ask('showExported', { path: outcome.path! })}>
                Show in folder
              </Button>
            )
          }
        >
          {outcome.text}
        </Banner>
      )}
    </>
  )
}

function ProgressBanner({ progress: { what, part } }: { progress: Progress }) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return null
  return (
    <Banner
      tone="info"
      title={DOING[what]}
      actions={
        <Button size="small" variant="quiet" onClick={cancelProgress}>
          Cancel
        </Button>
      }
    >
      <progress className={styles.bar} value={part} max={1} aria-label={DOING[what]} />
      <span className={styles.part}>{Math.round(part * 100)} %</span>
    </Banner>
  )
}
