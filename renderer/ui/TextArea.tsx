/** Several lines of text; it grows with what is typed. */
import type { ComponentProps } from 'react'
import { classes } from './classes.ts'
import { useFieldProps } from './Field.tsx'
import styles from './TextArea.module.css'
import input from './TextInput.module.css'

export interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'className' | 'value' | 'onChange'> {
  value: string
  onChange: (text: string) => void
}

export function TextArea({ value, onChange, rows = 2, ...rest }: TextAreaProps) {
  return (
    // The copy behind it takes the text's height; Chrome 114 has no field-sizing.
    <div className={styles.grow} data-text={`${value}\n`}>
      <textarea {...useFieldProps()} {...rest} rows={rows} value={value} className={classes(input.input, styles.area)} onChange={(event) => onChange(event.target.value)} />
    </div>
  )
}
