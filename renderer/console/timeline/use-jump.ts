/** Leads to an entry that was found by a search: it is scrolled to and gets the focus. */
import { useEffect } from 'react'
import type { Entry } from '../../../shared/facts/resolve.ts'
import { announce, useStore } from '../../store.ts'

/** @param showAll takes filters away that may hide it */
export function useJump(incident: string, rows: readonly Entry[], isWhole: boolean, go: (index: number) => void, showAll: () => void): void {
  const entry = useStore(({ jump }) => (jump?.incident === incident ? jump.entry : null))
  useEffect(() => {
    if (entry === null) return
    if (!isWhole) return showAll()
    // Once the dialog has given the focus back, and the list stands at its end: both would take it away again.
    const frame = requestAnimationFrame(() => {
      useStore.setState({ jump: null })
      const index = rows.findIndex(({ fact }) => fact.id === entry)
      if (index >= 0) go(index)
      else announce('That entry is told by another one.')
    })
    return () => cancelAnimationFrame(frame)
  }, [entry, rows, isWhole, go, showAll])
}
