/** The severity, in the one place where these colours are used; no severity is said too. */
import type { Severity } from '../../shared/incident/words.ts'
import { classes } from './classes.ts'
import styles from './Severity.module.css'

export interface SeverityBadgeProps {
  severity: Severity | null
  size?: 'small' | 'normal'
  /** an outline: of an incident that is over */
  quiet?: boolean
}

export function SeverityBadge({ severity, size = 'normal', quiet = false }: SeverityBadgeProps) {
  return (
    <span className={classes(styles.badge, styles[size], severity ? styles[severity] : styles.unset, quiet && styles.quiet)}>
      {severity ?? (
        <>
          <span aria-hidden="true">P?</span>
          <span className="aside">severity not set</span>
        </>
      )}
    </span>
  )
}
