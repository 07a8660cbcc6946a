/** A label, its control, and what there is to say about it: a hint, or why it was refused. */
import { createContext, useContext, useId, type ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './Field.module.css'

interface FieldContext {
  readonly id: string
  readonly labelId: string
  readonly describedBy: string | undefined
  readonly invalid: boolean
}

const Context = createContext<FieldContext | null>(null)

export interface FieldProps {
  label: string
  /** the label is read out but not shown, where the place says it already */
  hideLabel?: boolean
  hint?: ReactNode
  /** a sentence; takes the hint's place and is read out at once */
  error?: string | null
  /** says so beside the label: nothing is mandatory but the words */
  optional?: boolean
  /** one text box, text area, select or combobox */
  children: ReactNode
}

export function Field({ label, hideLabel = false, hint, error, optional = false, children }: FieldProps) {
  const id = useId()
  const note = error ?? hint
  const context = { id, labelId: `${id}-label`, describedBy: note ? `${id}-note` : undefined, invalid: Boolean(error) }
  return (
    <div className={styles.field}>
      <label id={context.labelId} htmlFor={id} className={classes(styles.label, hideLabel && 'aside')}>
        {label}
      </label>
      {optional && !hideLabel && <span className={styles.optional} aria-hidden="true">optional</span>}
      <Context value={context}>{children}</Context>
      {note && (
        <p id={`${id}-note`} className={error ? styles.error : styles.hint} role={error ? 'alert' : undefined}>
          {note}
        </p>
      )}
    </div>
  )
}

/** What ties a control to its field; empty outside of one. */
export function useFieldProps(): { id?: string; 'aria-labelledby'?: string; 'aria-describedby'?: string; 'aria-invalid'?: true } {
  const field = useContext(Context)
  if (!field) return {}
  return {
    id: field.id,
    'aria-labelledby': field.labelId,
    ...(field.describedBy ? { 'aria-describedby': field.describedBy } : {}),
    ...(field.invalid ? { 'aria-invalid': true } : {}),
  }
}
