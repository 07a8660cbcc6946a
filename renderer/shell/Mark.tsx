/** The app's mark. */
import styles from './Mark.module.css'

export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg className={styles.mark} width={size} height={size} viewBox="0 0 26 26" aria-hidden="true">
      <rect width="26" height="26" rx="8" className={styles.ground} />
      <path d="M9 6.5v13M17 6.5l-7.4 7M12.2 11.2l5.2 8.3" className={styles.letter} />
    </svg>
  )
}
