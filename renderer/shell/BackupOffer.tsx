/** Offers to keep backups, or to bring one back, where nothing is open and nobody has answered yet. */
import { useState } from 'react'
import { recall, remember } from '../memory.ts'
import { useStore } from '../store.ts'
import { chooseBackupFolder, findBackups, importBundle } from '../transfer/transfer.ts'
import { Button } from '../ui/Button.tsx'
import styles from './BackupOffer.module.css'

const ANSWERED = 'backup offer'

export function BackupOffer() {
  const needed = useStore(({ backup }) => backup?.folder === null)
  const [answered, setAnswered] = useState(() => recall(ANSWERED) !== null)
  if (!needed || answered) return null
  return (
    <aside aria-label="Backup" className={styles.offer}>
      <p className={styles.text}>Keep a backup in a folder of your choice. Best on another disk; it can be restored here and on a new machine.</p>
      <div className={styles.buttons}>
        <Button size="small" onClick={() => void chooseBackupFolder()}>
          Choose folder…
        </Button>
        <Button size="small" onClick={() => void findBackups()}>
          Restore from a backup…
        </Button>
        <Button size="small" onClick={() => void importBundle()} shortcut="openBundle">
          Open a bundle…
        </Button>
        <Button
          size="small"
          variant="quiet"
          onClick={() => {
            remember(ANSWERED, 'not now')
            setAnswered(true)
          }}
        >
          Not now
        </Button>
      </div>
    </aside>
  )
}
