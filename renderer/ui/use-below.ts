/** Puts a popup into the top layer, below its anchor; above, where there is more room. */
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'

const GAP = 4
const EDGE = 8
const HIGHEST = 320

type Ref = RefObject<HTMLElement | null>

/** @param onMoved the anchor goes elsewhere, and the popup with it had better close */
export function useBelow(anchor: Ref, popup: Ref, isOpen: boolean, onMoved: () => void): void {
  const moved = useRef(onMoved)
  useEffect(() => {
    moved.current = onMoved
  })
  useLayoutEffect(() => {
    const list = popup.current
    if (!isOpen || !list || !anchor.current) return
    showBelow(list, anchor.current.getBoundingClientRect())
    const close = (event: Event): void => {
      if (!(event.target instanceof Node && list.contains(event.target))) moved.current()
    }
    window.addEventListener('resize', close)
    document.addEventListener('scroll', close, true)
    return () => {
      window.removeEventListener('resize', close)
      document.removeEventListener('scroll', close, true)
    }
  }, [anchor, popup, isOpen])
}

function showBelow(list: HTMLElement, box: DOMRect): void {
  // Set here and not in the markup: a test's page knows the attribute, which hides, and not the method, which shows.
  if ('showPopover' in list) {
    list.popover = 'manual'
    list.showPopover()
  }
  const above = box.top - GAP - EDGE
  const below = window.innerHeight - box.bottom - GAP - EDGE
  const isAbove = below < Math.min(list.scrollHeight, HIGHEST) && above > below
  Object.assign(list.style, {
    left: `${box.left}px`,
    width: `${box.width}px`,
    maxHeight: `${Math.min(HIGHEST, isAbove ? above : below)}px`,
    top: isAbove ? 'auto' : `${box.bottom + GAP}px`,
    bottom: isAbove ? `${window.innerHeight - box.top + GAP}px` : 'auto',
  })
}
