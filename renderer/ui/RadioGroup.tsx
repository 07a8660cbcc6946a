/** A choice of one among a few, side by side. Native radio buttons: arrows move, Space takes. */
import { useId, type ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './RadioGroup.module.css'

export interface RadioOption<T extends string> {
  value: T
  label: ReactNode
  /** where the label is no text */
  name?: string
}

export interface RadioGroupProps<T extends string> {
  /** the group's name, as in "Severity" */
  legend: string
  hideLegend?: boolean
  options: readonly RadioOption<T>[]
  /** null: nothing is chosen */
  value: T | null
  onChange: (value: T) => void
  hint?: ReactNode
  error?: string | null
  /** a class that sets `--chosen` and `--on-chosen` for a value's segment, where colour means something */
  tone?: (value: T) => string | undefined
}

export function RadioGroup<T extends string>({ legend, hideLegend = false, options, value, onChange, hint, error, tone }: RadioGroupProps<T>) {
  const name = useId()
  const note = error ?? hint
  return (
    <fieldset className={styles.group} aria-describedby={note ? `${name}-note` : undefined}>
      <legend className={classes(styles.legend, hideLegend && 'aside')}>{legend}</legend>
      <div className={styles.segments}>
        {options.map((option) => (
          <label key={option.value} className={classes(styles.segment, tone?.(option.value))}>
            <input
              type="radio"
              className={styles.radio}
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
              aria-label={option.name}
            />
            <span className={styles.label}>{option.label}</span>
          </label>
        ))}
      </div>
      {note && (
        <p id={`${name}-note`} className={error ? styles.error : styles.hint} role={error ? 'alert' : undefined}>
          {note}
        </p>
      )}
    </fieldset>
  )
}
