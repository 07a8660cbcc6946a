/** The three ways to attach: paste anywhere in the console, drop anywhere on it, or choose in the system's dialog. */
import { Paperclip } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useKey } from '../../keys.ts'
import { attachFiles } from '../../uploads.ts'
import { useConsole } from '../context.ts'
import { droppedFiles, pastedFiles } from './chosen-files.ts'
import styles from './files.module.css'

export function AttachFiles() {
  const { id, zone } = useConsole()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  useKey('attach', () => input.current?.click())

  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const { clipboardData } = event
      if (!clipboardData || clipboardData.files.length === 0 || isDialogOpen()) return
      // Cells of a sheet come as text and as a picture of them: where text can go, it goes as text.
      if (clipboardData.types.includes('text/plain') && takesText(event.target)) return
      event.preventDefault()
      attachFiles(id, pastedFiles(clipboardData, new Date().toISOString(), zone))
    }
    const onDrag = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      event.dataTransfer.dropEffect = isDialogOpen() ? 'none' : 'copy'
      setOver(!isDialogOpen())
    }
    const onLeave = (event: DragEvent): void => {
      // Between two elements the drag only moves on; out of the window it goes nowhere.
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent): void => {
      setOver(false)
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      if (!isDialogOpen()) attachFiles(id, droppedFiles(event.dataTransfer))
    }
    document.addEventListener('paste', onPaste)
    document.addEventListener('dragenter', onDrag)
    document.addEventListener('dragover', onDrag)
    document.addEventListener('dragleave', onLeave)
    document.addEventListener('drop', onDrop)
    return () => {
      document.removeEventListener('paste', onPaste)
      document.removeEventListener('dragenter', onDrag)
      document.removeEventListener('dragover', onDrag)
      document.removeEventListener('dragleave', onLeave)
      document.removeEventListener('drop', onDrop)
    }
  }, [id, zone])

  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to attach"
        onChange={({ currentTarget }) => {
          attachFiles(id, [...(currentTarget.files ?? [])].map((file) => ({ name: file.name, file })))
          // The same file may be chosen again.
          currentTarget.value = ''
        }}
      />
      {isOver && (
        <div className={styles.drop}>
          <p className={styles.dropText}>
            <Paperclip size={20} aria-hidden="true" />
            Drop to attach
            <span className={styles.quiet}>up to 25 MB each</span>
          </p>
        </div>
      )}
    </>
  )
}

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"][data-open], [role="alertdialog"][data-open]') !== null
}

function takesText(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement
}
