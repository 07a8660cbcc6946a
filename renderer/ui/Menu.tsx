/** A button's list of further things to do. */
import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import type { KeyName } from '../keys.ts'
import { Kbd } from './Kbd.tsx'
import { MenuPopup } from './MenuPopup.tsx'
import popup from './popup.module.css'

export interface MenuItemProps {
  label: string
  onSelect: () => void
  icon?: ReactNode
  shortcut?: KeyName
  disabled?: boolean
}

export interface MenuProps {
  /** the button that opens it: a `Button` or an `IconButton` */
  trigger: ReactElement
  /** null draws a line */
  items: readonly (MenuItemProps | null)[]
  align?: 'start' | 'end'
}

export function Menu({ trigger, items, align = 'start' }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <MenuPopup align={align}>
        {items.map((item, index) =>
          item === null ? (
            <Base.Separator key={index} className={popup.separator} />
          ) : (
            <Base.Item key={item.label} className={popup.item} disabled={item.disabled ?? false} onClick={item.onSelect}>
              {item.icon}
              <span className={popup.grow}>{item.label}</span>
              {item.shortcut && <Kbd name={item.shortcut} />}
            </Base.Item>
          ),
        )}
      </MenuPopup>
    </Base.Root>
  )
}
