/** A choice of one from rows that say more than a word each. Native radio buttons: arrows move, Space takes. */
import { useId, type ReactNode, type Ref } from 'react'
import styles from './ChoiceList.module.css'

export interface Choice {
  value: string
  title: ReactNode
  /** quieter, at the end of the row or below */
  note: ReactNode
}

export interface ChoiceListProps {
  /** the group's name, read out and not shown */
  legend: string
  choices: readonly Choice[]
  value: string
  onChange: (value: string) => void
  /** of the first row, to give it the focus */
  first?: Ref<HTMLInputElement>
}

export function ChoiceList({ legend, choices, value, onChange, first }: ChoiceListProps) {
  const name = useId()
  return (
    <fieldset className={styles.choices}>
      <legend className="aside">{legend}</legend>
      {choices.map((choice, index) => (
        <label key={choice.value} className={styles.choice}>
          <input type="radio" name={name} value={choice.value} ref={index === 0 ? first : undefined} checked={choice.value === value} onChange={() => onChange(choice.value)} />
          <span className={styles.words}>
            <span className={styles.title}>{choice.title}</span>
            <span className={styles.note}>{choice.note}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
