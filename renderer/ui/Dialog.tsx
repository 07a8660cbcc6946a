/** A dialog: Esc closes it, Enter submits it, and the focus goes back to where it came from. */
import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { KeyboardEvent, ReactNode, RefObject } from 'react'
import { classes } from './classes.ts'
import { focusAfterDialog } from './last-focus.ts'
import styles from './Dialog.module.css'

export interface DialogProps {
  open: boolean
  onClose: () => void
  title: string
  description?: ReactNode
  children?: ReactNode
  /** buttons, the one that acts last; a `<Button type="submit">` acts through `onSubmit` */
  footer?: ReactNode
  /** makes a form of it: Enter in a text box submits, Ctrl+Enter in a text area too */
  onSubmit?: () => void
  /** what gets the focus; else the first field */
  initialFocus?: RefObject<HTMLElement | null>
  /** `picture` takes as much of the window as its content wants */
  size?: 'normal' | 'wide' | 'picture' | 'palette'
}

export function Dialog({ open, onClose, title, description, children, footer, onSubmit, initialFocus, size = 'normal' }: DialogProps) {
  const content = (
    <>
      {/* What is only read has nothing in it to reach: it scrolls by the keyboard all the same. */}
      <div className={styles.body} {...(onSubmit || size === 'palette' ? {} : { tabIndex: 0 })}>
        {children}
      </div>
      {footer && <div className={styles.footer}>{footer}</div>}
    </>
  )
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup className={classes(styles.dialog, styles[size])} finalFocus={focusAfterDialog} {...(initialFocus ? { initialFocus } : { initialFocus: firstField })}>
          <header className={styles.header}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            <Base.Close className={styles.close} aria-label="Close">
              <X size={16} />
            </Base.Close>
          </header>
          {description && <Base.Description className={styles.description}>{description}</Base.Description>}
          {onSubmit ? (
            <form
              className={styles.form}
              noValidate
              onSubmit={(event) => {
                event.preventDefault()
                event.stopPropagation()
                onSubmit()
              }}
              onKeyDown={submitOnCtrlEnter}
            >
              {content}
            </form>
          ) : (
            content
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/** The close button comes first in the dialog, but whoever opens a form wants to type, and who opens a text wants to read. */
function firstField(): HTMLElement | null {
  const dialog = document.querySelector<HTMLElement>('[role="dialog"][data-open]')
  return dialog?.querySelector<HTMLElement>('input:not([type="radio"], [type="checkbox"], [aria-hidden="true"]), textarea, [role="combobox"]') ?? dialog
}

function submitOnCtrlEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  event.currentTarget.requestSubmit()
}
