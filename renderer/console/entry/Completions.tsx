/** The commands that a half-typed word may mean, above the entry line. */
import type { EntryCommand } from '../../../shared/incident/entry-line.ts'
import { classes } from '../../ui/classes.ts'
import styles from './EntryLine.module.css'

export interface CompletionsProps {
  id: string
  commands: readonly EntryCommand[]
  chosen: number
  onTake: (command: EntryCommand) => void
}

export function Completions({ id, commands, chosen, onTake }: CompletionsProps) {
  return (
    <ul id={id} role="listbox" aria-label="Commands" className={styles.completions}>
      {commands.map((command, index) => (
        <li
          key={command.name}
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
          onClick={() => onTake(command)}
        >
          <span className={styles.command}>
            /{command.name} <span className={styles.takes}>{command.takes}</span>
          </span>
          <span className={styles.help}>{command.help}</span>
        </li>
      ))}
    </ul>
  )
}

export function optionId(list: string, index: number): string {
  return `${list}-${index}`
}
