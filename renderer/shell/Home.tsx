/** What is shown while no incident is open. */
import { HardDrive, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { Alerts } from '../alerts/Alerts.tsx'
import { openAlertFile } from '../alerts/alerts.ts'
import { AlertsPaste } from '../alerts/AlertsPaste.tsx'
import { ask } from '../bridge.ts'
import { beginPractice } from '../practice.ts'
import { setDeclaring, useStore } from '../store.ts'
import { findBackups } from '../transfer/transfer.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { BackupOffer } from './BackupOffer.tsx'
import styles from './Home.module.css'

export function Home() {
  const count = useStore(({ rows }) => rows.length)
  const isLoading = useStore(({ listed, opening }) => !listed || opening !== null)
  const fault = useStore(({ fault }) => fault)
  if (isLoading) return null
  if (fault?.reading && count === 0) return <StoreAway sentence={fault.sentence} isGone={fault.code === 'gone'} />
  return (
    <div className={styles.home}>
      <div>
        <Alerts where="home" />
        <AlertsPaste />
      </div>
      {count > 0 ? <Quiet /> : <Empty />}
      <BackupOffer />
    </div>
  )
}

function Quiet() {
  const fires = useStore(({ alerts }) => alerts !== null && alerts.groups.some(({ endsAt }) => endsAt === null))
  return (
    <EmptyState heading="h1" icon={<ShieldCheck size={32} strokeWidth={1.5} />} title={fires ? 'No incident is open' : 'Nothing is on fire'} action={<OpenAlertFile />}>
      Choose an incident on the left, or declare a new one.
    </EmptyState>
  )
}

/** Pasting alerts anywhere here does the same. */
function OpenAlertFile() {
  return (
    <Button variant="quiet" size="small" onClick={() => void openAlertFile()}>
      Open alert file…
    </Button>
  )
}

function Empty() {
  const [failure, setFailure] = useState<string | null>(null)
  const practise = async (): Promise<void> => setFailure(await beginPractice())
  return (
    <EmptyState
      heading="h1"
      icon={<ShieldCheck size={32} strokeWidth={1.5} />}
      title="No incidents yet"
      action={
        <>
          <Button variant="primary" size="large" shortcut="declare" onClick={() => setDeclaring(true)}>
            Declare incident
          </Button>{' '}
          <Button size="large" variant="quiet" onClick={() => void practise()}>
            Practise on an example
          </Button>
          <p className={styles.more}>
            <OpenAlertFile />
          </p>
        </>
      }
    >
      When something breaks, a title is enough. Knowngood writes down the rest while it happens.
      {failure !== null && <p role="alert">{failure}</p>}
    </EmptyState>
  )
}

/** Incidents that cannot be found are not lost: this must not look like a first start. */
function StoreAway({ sentence, isGone }: { sentence: string; isGone: boolean }) {
  const folder = useStore(({ start }) => start?.storeFolder)
  const [failure, setFailure] = useState<string | null>(null)
  const begin = async (): Promise<void> => {
    const begun = await ask('beginStore', undefined)
    setFailure(begun.ok ? null : begun.sentence)
  }
  return (
    <EmptyState
      heading="h1"
      icon={<HardDrive size={32} strokeWidth={1.5} />}
      title={isGone ? 'The incidents are not where they were' : 'The incidents cannot be read'}
      action={
        isGone && (
          <>
            <Button onClick={() => void findBackups()}>Restore from a backup…</Button>{' '}
            <Button variant="quiet" onClick={() => void begin()}>
              Begin an empty store there
            </Button>
          </>
        )
      }
    >
      <div role="alert">
        {isGone ? (
          <p>
            Knowngood looked in {folder}. Connect its drive or put the folder back, and they appear by themselves.
          </p>
        ) : (
          <p>{sentence} They appear by themselves once that is mended.</p>
        )}
        {failure !== null && <p>{failure}</p>}
      </div>
    </EmptyState>
  )
}
