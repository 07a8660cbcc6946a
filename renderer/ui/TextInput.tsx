/** One line of text. */
import type { ComponentProps } from 'react'
import { classes } from './classes.ts'
import { useFieldProps } from './Field.tsx'
import styles from './TextInput.module.css'

export interface TextInputProps extends Omit<ComponentProps<'input'>, 'className' | 'value' | 'onChange' | 'type' | 'size'> {
  value: string
  onChange: (text: string) => void
  /** figures and keys line up */
  mono?: boolean
  size?: 'normal' | 'large'
  /** nobody reads along, and no browser keeps it */
  secret?: boolean
}

export function TextInput({ onChange, mono = false, size = 'normal', secret = false, ...rest }: TextInputProps) {
  return (
    <input
      autoComplete={secret ? 'new-password' : 'off'}
      spellCheck={false}
      {...useFieldProps()}
      {...rest}
      type={secret ? 'password' : 'text'}
      className={classes(styles.input, mono && styles.mono, styles[size])}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
