/** The spot that a notification led to: it is brought into view, takes the focus and is marked until the focus leaves it. */
import { useEffect, useRef, type RefObject } from 'react'
import { useStore } from '../../store.ts'
import { useConsole } from '../context.ts'

/** @param key of the deadline that is shown here */
export function useSpot<T extends HTMLElement>(key: string | undefined): { readonly ref: RefObject<T | null>; readonly isSpot: boolean; readonly leave: () => void } {
  const { id } = useConsole()
  const ref = useRef<T>(null)
  const spot = useStore(({ spot }) => (spot !== null && spot.incident === id && spot.key === key ? spot : null))
  useEffect(() => {
    const element = spot && ref.current
    if (!element) return
    element.closest('details')?.setAttribute('open', '')
    element.scrollIntoView({ block: 'nearest' })
    element.focus()
  }, [spot])
  return { ref, isSpot: spot !== null, leave: () => spot && useStore.setState({ spot: null }) }
}
