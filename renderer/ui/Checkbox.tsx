/** A box to tick, with its words. Native, so that a click on the words and Space do what they do everywhere. */
import type { ReactNode } from 'react'
import styles from './Checkbox.module.css'

export interface CheckboxProps {
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
  /** quieter words below */
  hint?: ReactNode
  disabled?: boolean
}

export function Checkbox({ checked, onChange, children, hint, disabled = false }: CheckboxProps) {
  return (
    <label className={styles.checkbox}>
      <input type="checkbox" className={styles.box} checked={checked} disabled={disabled} onChange={(event) => onChange(event.target.checked)} />
      <span>
        {children}
        {hint && <span className={styles.hint}>{hint}</span>}
      </span>
    </label>
  )
}
