/** Above the entry line: files that are on their way, and those that were not attached, each with why. */
import { CircleAlert, Paperclip } from 'lucide-react'
import { useShallow } from 'zustand/react/shallow'
import { sizeText } from '../../../shared/incident/attachments.ts'
import { useStore } from '../../store.ts'
import { Button } from '../../ui/Button.tsx'
import { dismissUpload, retryUpload, type Upload } from '../../uploads.ts'
import { useConsole } from '../context.ts'
import styles from './files.module.css'

export function UploadRows() {
  const { id } = useConsole()
  const uploads = useStore(useShallow(({ uploads }) => uploads.filter(({ incident }) => incident === id)))
  if (uploads.length === 0) return null
  return (
    <ul aria-label="Files on their way" className={styles.uploads}>
      {uploads.map((upload) => (upload.failure === null ? <OnItsWay key={upload.id} upload={upload} /> : <NotAttached key={upload.id} upload={upload} failure={upload.failure} />))}
    </ul>
  )
}

function OnItsWay({ upload: { id, name, size, sent } }: { upload: Upload }) {
  return (
    <li className={styles.upload}>
      <Paperclip size={14} className={styles.icon} aria-hidden="true" />
      <span className={styles.name}>{name}</span>
      <progress className={styles.progress} aria-label={`Attaching ${name}`} value={sent} max={size} />
      <span className={styles.quiet}>
        {sizeText(sent)} of {sizeText(size)}
      </span>
      <Button size="small" variant="quiet" onClick={() => dismissUpload(id)}>
        Cancel
      </Button>
    </li>
  )
}

function NotAttached({ upload: { id, name, again }, failure }: { upload: Upload; failure: string }) {
  return (
    <li className={styles.failed}>
      <CircleAlert size={14} className={styles.icon} aria-hidden="true" />
      <p role="alert" className={styles.failure}>
        <b>Not attached.</b> {failure}
      </p>
      {again && (
        <Button size="small" onClick={() => retryUpload(id)} aria-label={`Try again: ${name}`}>
          Try again
        </Button>
      )}
      <Button size="small" variant="quiet" onClick={() => dismissUpload(id)} aria-label={`Dismiss: ${name}`}>
        Dismiss
      </Button>
    </li>
  )
}
