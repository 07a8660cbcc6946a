/** A bar above everything: what is wrong, what it means, what to do. */
import { CircleAlert, Info, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './Banner.module.css'

export interface BannerProps {
  /** a fault is read out at once */
  tone: 'fault' | 'late' | 'info'
  title: string
  children?: ReactNode
  actions?: ReactNode
  onDismiss?: () => void
}

export function Banner({ tone, title, children, actions, onDismiss }: BannerProps) {
  const Icon = tone === 'info' ? Info : CircleAlert
  return (
    <div className={classes(styles.banner, styles[tone])} role={tone === 'fault' ? 'alert' : 'region'} aria-label={title}>
      <Icon size={16} className={styles.icon} aria-hidden="true" />
      <p className={styles.text}>
        <b>{title}</b> {children}
      </p>
      {actions}
      {onDismiss && (
        <button type="button" className={styles.dismiss} aria-label="Dismiss" onClick={onDismiss}>
          <X size={14} />
        </button>
      )}
    </div>
  )
}
