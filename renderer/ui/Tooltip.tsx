/** A few words on hover and focus for what has no room for its name. The name itself stays on the control. */
import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'
import type { KeyName } from '../keys.ts'
import { Kbd } from './Kbd.tsx'
import styles from './Tooltip.module.css'

export interface TooltipProps {
  text: string
  shortcut?: KeyName
  side?: 'top' | 'right' | 'bottom' | 'left'
  /** one element that takes a ref and event handlers */
  children: ReactElement
}

export function Tooltip({ text, shortcut, side = 'top', children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className={styles.positioner}>
          <Base.Popup className={styles.tooltip}>
            {text}
            {shortcut && <Kbd name={shortcut} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** Around the app: the first tooltip waits, its neighbours do not. */
export const TooltipProvider = Base.Provider
