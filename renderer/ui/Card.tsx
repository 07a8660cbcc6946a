/** A region with its heading: `Impact`, `Paging`, and so on. */
import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './Card.module.css'

export interface CardProps {
  /** the region's name, and its heading */
  title: string
  /** right of the heading, quieter: a time, a count, a button */
  aside?: ReactNode
  /** `late` frames it: something in it is overdue or without an answer */
  tone?: 'plain' | 'late'
  children: ReactNode
}

export function Card({ title, aside, tone = 'plain', children }: CardProps) {
  return (
    <section aria-label={title} className={classes(styles.card, styles[tone])}>
      <header className={styles.header}>
        <h2 className={styles.title}>{title}</h2>
        {aside !== undefined && <div className={styles.aside}>{aside}</div>}
      </header>
      {children}
    </section>
  )
}
