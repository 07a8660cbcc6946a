/** A button that shows an icon alone; its name is read out and stands in the tooltip. */
import type { ComponentProps, ReactNode } from 'react'
import { ariaKeys, type KeyName } from '../keys.ts'
import { classes } from './classes.ts'
import { Tooltip } from './Tooltip.tsx'
import styles from './IconButton.module.css'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'children'> {
  label: string
  icon: ReactNode
  shortcut?: KeyName
  /** `rail` is large, for the rail; `small` sits in a line of text */
  size?: 'small' | 'normal' | 'rail'
  /** `accent` once in a place, as a primary button */
  tone?: 'plain' | 'accent'
  side?: 'top' | 'right' | 'bottom' | 'left'
}

export function IconButton({ label, icon, shortcut, size = 'normal', tone = 'plain', side = 'top', type = 'button', ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} side={side} {...(shortcut ? { shortcut } : {})}>
      <button {...rest} type={type} aria-label={label} aria-keyshortcuts={shortcut && ariaKeys(shortcut)} className={classes(styles.button, styles[size], styles[tone])}>
        {icon}
      </button>
    </Tooltip>
  )
}
