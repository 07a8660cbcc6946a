/** A button, with its key where it has one. */
import type { ComponentProps, ReactNode } from 'react'
import { ariaKeys, type KeyName } from '../keys.ts'
import { classes } from './classes.ts'
import { Kbd } from './Kbd.tsx'
import styles from './Button.module.css'

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  /** `primary` once in a place; `quiet` has no border until it is touched */
  variant?: 'plain' | 'primary' | 'quiet'
  size?: 'small' | 'normal' | 'large'
  icon?: ReactNode
  /** the key that does the same, shown on it; carrying it out is `useKey`'s work */
  shortcut?: KeyName
  /** what it does is under way: it cannot be pressed twice, and keeps the focus */
  busy?: boolean
  /** as wide as its place */
  wide?: boolean
}

export function Button({ variant = 'plain', size = 'normal', icon, shortcut, busy = false, wide = false, children, onClick, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classes(styles.button, styles[variant], styles[size], wide && styles.wide)}
      aria-disabled={busy || undefined}
      aria-keyshortcuts={shortcut && ariaKeys(shortcut)}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {icon}
      <span className={styles.label}>{children}</span>
      {shortcut && <Kbd name={shortcut} />}
    </button>
  )
}
