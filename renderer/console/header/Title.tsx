/** The incident's title, which a click makes a text box: Enter keeps the change, Esc leaves it. */
import { useState } from 'react'
import { titleOf } from '../../../shared/incident/status.ts'
import { TextInput } from '../../ui/TextInput.tsx'
import { useConsole } from '../context.ts'
import styles from './ConsoleHeader.module.css'

export function Title() {
  const { state, act } = useConsole()
  const title = titleOf(state)
  const [draft, setDraft] = useState<string | null>(null)
  const keep = async (): Promise<void> => {
    if (draft === null || draft.trim() === title || (await act({ type: 'ChangeTitle', title: draft }))) setDraft(null)
  }
  if (draft === null) {
    return (
      <h1 className={styles.title}>
        <button type="button" title={`${title}\nClick to change it`} onClick={() => setDraft(title)}>
          {title}
        </button>
      </h1>
    )
  }
  return (
    <div className={styles.editing}>
      <TextInput
        aria-label="Title"
        autoFocus
        value={draft}
        onChange={setDraft}
        onBlur={() => void keep()}
        onFocus={(event) => event.target.select()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void keep()
          if (event.key === 'Escape') setDraft(null)
        }}
      />
    </div>
  )
}
