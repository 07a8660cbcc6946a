/** A curve over time with the incident's marks, and what it says in words. */
import type { Sparkline } from './sparkline.ts'
import styles from './cards.module.css'

export function Curve({ path, marks, label }: Sparkline & { label: string }) {
  return (
    <svg className={styles.spark} viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={label}>
      <path className={styles.track} d="M0 100H100" />
      {marks.map((x) => (
        <path key={x} className={styles.mark} d={`M${x} 0V100`} />
      ))}
      <path className={styles.curve} d={path} />
    </svg>
  )
}
