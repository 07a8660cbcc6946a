/** What can be done with an incident of the list; opened by a right click, Shift+F10 or the menu key on its row. */
import { Menu as Base } from '@base-ui/react/menu'
import type { IncidentRow } from '../../shared/api.ts'
import { isRowOver } from '../store.ts'
import { classes } from '../ui/classes.ts'
import { MenuPopup } from '../ui/MenuPopup.tsx'
import popup from '../ui/popup.module.css'
import { archive, askToDelete } from './incident-actions.ts'

export interface IncidentMenuProps {
  row: IncidentRow
  anchor: HTMLElement
  onClose: () => void
}

export function IncidentMenu({ row, anchor, onClose }: IncidentMenuProps) {
  return (
    <Base.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <MenuPopup align="end" anchor={anchor} label={row.title} finalFocus={() => anchor}>
        <Base.Item className={popup.item} disabled={!row.archived && !isRowOver(row)} onClick={() => void archive(row)}>
          {row.archived ? 'Take out of the archive' : isRowOver(row) ? 'Archive' : 'Archive, once it is resolved'}
        </Base.Item>
        <Base.Item className={classes(popup.item, popup.danger)} onClick={() => askToDelete(row.id)}>
          Delete…
        </Base.Item>
      </MenuPopup>
    </Base.Root>
  )
}
