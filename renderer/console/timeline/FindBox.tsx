/** The find box: what is looked for, which match of how many, and the way to the next. */
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import type { RefObject } from 'react'
import { IconButton } from '../../ui/IconButton.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import type { Find } from './use-find.ts'
import styles from './Timeline.module.css'

export interface FindBoxProps {
  find: Find
  box: RefObject<HTMLInputElement | null>
  onStop: () => void
}

export function FindBox({ find: { words, setWords, place, count, isSearching, step }, box, onStop }: FindBoxProps) {
  return (
    <div className={styles.find}>
      <TextInput
        ref={box}
        aria-label="Find in the timeline"
        autoFocus
        placeholder="Find"
        value={words}
        onChange={setWords}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape') onStop()
          else if (event.key === 'Enter') step(event.shiftKey ? -1 : 1)
          else return
          event.preventDefault()
        }}
      />
      <span className={styles.found} aria-live="polite">
        {words.trim() !== '' && (count > 0 ? `${place} of ${count}${isSearching ? '…' : ''}` : isSearching ? '…' : 'none')}
      </span>
      <IconButton size="small" label="The one before (Shift Enter)" icon={<ChevronUp size={14} />} disabled={count === 0} onClick={() => step(-1)} />
      <IconButton size="small" label="The next one (Enter)" icon={<ChevronDown size={14} />} disabled={count === 0} onClick={() => step(1)} />
      <IconButton size="small" label="Stop finding" icon={<X size={14} />} onClick={onStop} />
    </div>
  )
}
