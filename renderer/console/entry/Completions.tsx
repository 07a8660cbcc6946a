/** What Enter would take, above the entry line: the commands that a half-typed word may mean, or the times that an unclear one may. */
import type { ReactNode } from 'react'
import { classes } from '../../ui/classes.ts'
import styles from './EntryLine.module.css'

export interface Completion {
  /** what stands for it in the hints: "/resolve", "yesterday 23:50" */
  readonly name: string
  readonly takes?: string
  readonly help: ReactNode
  /** the whole line once it is taken */
  readonly line: string
}

export interface CompletionsProps {
  id: string
  label: string
  completions: readonly Completion[]
  chosen: number
  onTake: (completion: Completion) => void
}

export function Completions({ id, label, completions, chosen, onTake }: CompletionsProps) {
  return (
    <ul id={id} role="listbox" aria-label={label} className={styles.completions}>
      {completions.map((completion, index) => (
        <li
          key={completion.name}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === chosen}
          className={classes(styles.completion, index === chosen && styles.chosen)}
          ref={(option) => {
            // jsdom has no scrolling.
            if (index === chosen) option?.scrollIntoView?.({ block: 'nearest' })
          }}
          // The box keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(completion)}
        >
          <span className={styles.command}>
            {completion.name} {completion.takes && <span className={styles.takes}>{completion.takes}</span>}
          </span>
          <span className={styles.help}>{completion.help}</span>
        </li>
      ))}
    </ul>
  )
}

export function optionId(list: string, index: number): string {
  return `${list}-${index}`
}
