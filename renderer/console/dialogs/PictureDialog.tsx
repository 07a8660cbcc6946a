/** An attached picture, as large as the window allows. */
import { Download } from 'lucide-react'
import { readData } from '../../../shared/incident/events.ts'
import { sizeText } from '../../../shared/incident/attachments.ts'
import { whenText } from '../../../shared/time/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useConsole } from '../context.ts'
import { pictureAddress, useSaveFile } from '../files/use-file-state.ts'
import styles from '../files/files.module.css'

export function PictureDialog({ onClose, entry }: { onClose: () => void; entry: string }) {
  const { id, folded, zone } = useConsole()
  const fact = folded.entryOf.get(entry)?.fact
  const file = fact && !fact.redacted ? readData(fact, 'FileAttached') : null
  const { save, refusal } = useSaveFile(id, file?.sha256 ?? '')
  // Redacted by somebody else while it was open.
  if (!fact || !file) return null
  return (
    <Dialog
      open
      onClose={onClose}
      size="picture"
      title={file.name}
      description={[whenText(fact.at, zone), fact.by.name, sizeText(file.size), file.text].filter(Boolean).join(' · ')}
      footer={
        <>
          {refusal !== null && (
            <p role="alert" className={styles.wrong}>
              {refusal}
            </p>
          )}
          <Button icon={<Download size={14} />} onClick={save}>
            Save as…
          </Button>
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      <img className={styles.picture} src={pictureAddress(id, file.sha256)} alt={file.name} />
    </Dialog>
  )
}
