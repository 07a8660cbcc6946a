/** Where the focus goes when a dialog closes: where it was before, or to the open place, from where every key works. Never nowhere. */

/** The last that had the focus outside of every dialog; null once that was left on purpose. */
let last: Element | null = null

const IN_DIALOG = '[role="dialog"], [role="alertdialog"]'

/** Follows the focus from now on. @returns how to stop */
export function followFocus(): () => void {
  const into = ({ target }: FocusEvent): void => {
    if (target instanceof Element && !target.closest(IN_DIALOG)) last = target
  }
  const outOf = ({ target, relatedTarget }: FocusEvent): void => {
    // Esc leaves a text box: what is typed next are keys. A window that is left comes back by itself.
    if (relatedTarget !== null || !document.hasFocus()) return
    if (target === last) last = null
    // Whoever is about to take it comes first.
    setTimeout(focusPlaceWhereLost)
  }
  document.addEventListener('focusin', into)
  document.addEventListener('focusout', outOf)
  // What is taken out of the document with the focus in it says nothing of it.
  document.addEventListener('keyup', focusPlaceWhereLost)
  return () => {
    document.removeEventListener('focusin', into)
    document.removeEventListener('focusout', outOf)
    document.removeEventListener('keyup', focusPlaceWhereLost)
  }
}

/** What is to have the focus; true where there is neither, for then the dialog knows best. */
export function focusAfterDialog(): HTMLElement | true {
  const isThere = last instanceof HTMLElement && last.isConnected && last !== document.body && !last.matches(':disabled')
  return isThere ? (last as HTMLElement) : (openPlace() ?? true)
}

/** Gives the open place the focus where nothing else has it. */
export function focusPlaceWhereLost(): void {
  if (document.activeElement === document.body) openPlace()?.focus({ preventScroll: true })
}

function openPlace(): HTMLElement | null {
  return document.querySelector<HTMLElement>('main[tabindex]')
}
