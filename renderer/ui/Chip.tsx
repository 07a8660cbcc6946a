/** A small label in a line of text: a link, a mark, a state. */
import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './Chip.module.css'

export interface ChipProps {
  tone?: 'plain' | 'accent' | 'late' | 'good'
  icon?: ReactNode
  /** makes a button of it */
  onClick?: () => void
  title?: string
  children: ReactNode
}

export function Chip({ tone = 'plain', icon, onClick, title, children }: ChipProps) {
  const inside = (
    <>
      {icon}
      <span className={styles.text}>{children}</span>
    </>
  )
  const look = { className: classes(styles.chip, styles[tone], onClick && styles.button), title }
  return onClick ? <button type="button" onClick={onClick} {...look}>{inside}</button> : <span {...look}>{inside}</span>
}
