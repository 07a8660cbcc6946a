/** Chooses the backup to bring back, of those that a folder holds. */
import { useState } from 'react'
import type { BackupChoice } from '../../shared/api.ts'
import { sizeText } from '../../shared/size.ts'
import { dateTime } from '../../shared/time/format.ts'
import { useZone } from '../hooks.ts'
import { useStore } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { ChoiceList } from '../ui/ChoiceList.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { restoreBackup } from './transfer.ts'
import styles from './RestoreDialog.module.css'

export function RestoreDialog() {
  const restoring = useStore(({ restoring }) => restoring)
  return restoring && <Choosing key={restoring.folder} {...restoring} />
}

function Choosing({ folder, choices }: { folder: string; choices: readonly BackupChoice[] }) {
  const [chosen, setChosen] = useState(choices[0]!.name)
  const zone = useZone()
  const close = (): void => useStore.setState({ restoring: null })
  return (
    <Dialog
      open
      onClose={close}
      onSubmit={() => void restoreBackup(chosen)}
      title="Restore from a backup"
      description="What the backup holds and this machine does not is added. Nothing that is here is changed or removed."
      footer={
        <>
          <Button variant="quiet" onClick={close}>
            Cancel
          </Button>
          <Button variant="primary" type="submit">
            Restore
          </Button>
        </>
      }
    >
      <ChoiceList
        legend="Backup"
        value={chosen}
        onChange={setChosen}
        choices={choices.map((choice) => ({ value: choice.name, title: choice.made === null ? 'A copy of the data folder' : dateTime(choice.made, zone), note: countsText(choice) }))}
      />
      <p className={styles.folder}>{folder}</p>
    </Dialog>
  )
}

/** "12 incidents, 3 MiB" */
export function countsText({ incidents, bytes }: Pick<BackupChoice, 'incidents' | 'bytes'>): string {
  return [incidents !== null && `${String(incidents)} incident${incidents === 1 ? '' : 's'}`, bytes !== null && sizeText(bytes)].filter(Boolean).join(', ')
}
