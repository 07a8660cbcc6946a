/** Announces what was recorded: read out politely, and seen for a few seconds. */
import { Check } from 'lucide-react'
import { useStore } from '../store.ts'
import styles from './StatusRegion.module.css'

export function StatusRegion() {
  const { text, serial } = useStore(({ announcement }) => announcement)
  return (
    <div role="status" aria-live="polite" className={styles.region}>
      {text && (
        <span key={serial} className={styles.text}>
          <Check size={14} aria-hidden="true" />
          <span className={styles.words}>{text}</span>
        </span>
      )}
    </div>
  )
}
