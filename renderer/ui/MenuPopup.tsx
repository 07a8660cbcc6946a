/** What a menu opens: the layer, its place beside what opened it, and the list. */
import { Menu as Base } from '@base-ui/react/menu'
import type { ReactNode } from 'react'
import popup from './popup.module.css'

export interface MenuPopupProps {
  align?: 'start' | 'end'
  /** where there is no trigger: what it stands beside, and what has the focus once it is closed */
  anchor?: HTMLElement
  finalFocus?: () => HTMLElement
  /** where there is no trigger that names it */
  label?: string
  children: ReactNode
}

export function MenuPopup({ align = 'start', anchor, finalFocus, label, children }: MenuPopupProps) {
  return (
    // A layer lies outside of the page's landmarks, and is one itself for as long as it is there.
    <Base.Portal role="region" aria-label="Menu">
      <Base.Positioner className={popup.positioner} sideOffset={4} align={align} anchor={anchor}>
        {/* A long one scrolls before any of its items has the focus. */}
        <Base.Popup className={popup.popup} aria-label={label} finalFocus={finalFocus} tabIndex={0}>
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  )
}
