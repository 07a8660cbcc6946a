/** What can be done with an incident of the list; opened by a right click, Shift+F10 or the menu key on its row. */
import { Menu as Base } from '@base-ui/react/menu'
import type { IncidentRow } from '../../shared/api.ts'
import { isRowOver } from '../store.ts'
import { classes } from '../ui/classes.ts'
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
      <Base.Portal>
        <Base.Positioner className={popup.positioner} anchor={anchor} align="end" sideOffset={4}>
          <Base.Popup className={popup.popup} aria-label={row.title} finalFocus={() => anchor}>
            <Base.Item className={popup.item} disabled={!row.archived && !isRowOver(row)} onClick={() => void archive(row)}>
              {row.archived ? 'Take out of the archive' : 'Archive'}
            </Base.Item>
            <Base.Item className={classes(popup.item, popup.danger)} onClick={() => askToDelete(row.id)}>
              Delete…
            </Base.Item>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
