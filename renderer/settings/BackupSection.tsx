/** Backups, as this machine keeps them: where, when the last one was made, and what to do with them. */
import { dateTime } from '../../shared/time/format.ts'
import { useZone } from '../hooks.ts'
import { useStore } from '../store.ts'
import { countsText } from '../transfer/RestoreDialog.tsx'
import { backUpNow, chooseBackupFolder, findBackups, stopBackups } from '../transfer/transfer.ts'
import { Button } from '../ui/Button.tsx'
import place from '../ui/place.module.css'
import styles from './Settings.module.css'

export function BackupSection() {
  const backup = useStore(({ backup }) => backup)
  const zone = useZone()
  if (!backup) return null
  const { folder, last, running, trouble } = backup
  return (
    <section aria-labelledby="backup" className={place.section}>
      <h2 id="backup">Backup</h2>
      {folder === null ? (
        <p className={place.note}>Knowngood can keep backups in a folder of your choice, best on another disk: after changes, every 15 minutes at most. The last ten stay, and one a day for thirty days.</p>
      ) : (
        <>
          <p className={place.path}>{folder}</p>
          <p className={place.note}>
            {running ? 'Backing up…' : last ? `Last backup: ${dateTime(last.at, zone)}, ${countsText(last)}.` : 'There is no backup yet: there is nothing to back up.'}
          </p>
          {trouble && <p className={styles.trouble}>{trouble}</p>}
        </>
      )}
      <div className={place.buttons}>
        {folder !== null && (
          <Button busy={running} onClick={() => void backUpNow()}>
            Back up now
          </Button>
        )}
        <Button onClick={() => void chooseBackupFolder()}>{folder === null ? 'Choose folder…' : 'Change folder…'}</Button>
        <Button onClick={() => void findBackups()}>Restore…</Button>
        {folder !== null && (
          <Button variant="quiet" onClick={() => void stopBackups()}>
            Stop backing up
          </Button>
        )}
      </div>
    </section>
  )
}
