/** The file of an entry: a picture as a thumbnail, everything else to be saved; where it is missing or changed, that. */
import { Download } from 'lucide-react'
import { useState } from 'react'
import { isPictureType } from '../../../shared/incident/attachments.ts'
import type { FactData } from '../../../shared/incident/events.ts'
import { Button } from '../../ui/Button.tsx'
import { useConsole } from '../context.ts'
import { pictureAddress, useFileState, useSaveFile } from './use-file-state.ts'
import styles from './files.module.css'

export interface EntryFileProps {
  /** the entry's id */
  entry: string
  file: FactData<'FileAttached'>
  struck: boolean
}

export function EntryFile({ entry, file: { name, mediaType, sha256 }, struck }: EntryFileProps) {
  const { id, open } = useConsole()
  const state = useFileState(id, sha256)
  const { save, refusal } = useSaveFile(id, sha256)
  const [isDrawable, setDrawable] = useState(true)
  // What was attached by mistake is not held up to everybody.
  if (struck) return null
  if (state !== null && state.state !== 'there') return <p className={styles.wrong}>{state.sentence}</p>
  if (isPictureType(mediaType) && isDrawable) {
    return (
      <button type="button" className={styles.thumbnail} title="Show it large" aria-label={`Show ${name}`} onClick={() => open({ name: 'picture', entry })}>
        {/* Drawn once main has looked at every byte: a picture that was changed must not stand there first. */}
        {state && <img src={pictureAddress(id, sha256)} alt={name} loading="lazy" decoding="async" draggable={false} onError={() => setDrawable(false)} />}
      </button>
    )
  }
  return (
    <span className={styles.file}>
      <Button size="small" icon={<Download size={14} />} aria-label={`Save ${name} as…`} onClick={save}>
        Save as…
      </Button>
      {refusal !== null && (
        <span role="alert" className={styles.wrong}>
          {refusal}
        </span>
      )}
    </span>
  )
}
