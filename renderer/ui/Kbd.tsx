/** A key as it is printed on a keyboard. It is for the eye: screen readers hear `aria-keyshortcuts`. */
import { keyLabel, type KeyName } from '../keys.ts'
import styles from './Kbd.module.css'

export interface KbdProps {
  /** a key of the window; or write the key as children */
  name?: KeyName
  children?: string
}

export function Kbd({ name, children }: KbdProps) {
  return (
    <kbd className={styles.kbd} aria-hidden="true">
      {name ? keyLabel(name) : children}
    </kbd>
  )
}
