/** The changes that the forms of one place have made: the last one can be taken back, by a button and by Ctrl+Z. */
import { useState } from 'react'
import type { PlaybookEdit } from '../../shared/playbook/edits.ts'
import { useKey } from '../keys.ts'
import { editPlaybook, fileVersion, undoPlaybookEdit } from './actions.ts'

export interface Edits {
  /** Makes a change that needs no form. */
  make(edit: PlaybookEdit, said: string): Promise<void>
  /** a form has made a change */
  noteMade(): void
  undo(): Promise<void>
  readonly canUndo: boolean
  /** why the last change was not made; null where it was */
  readonly refusal: string | null
}

export function useEdits(): Edits {
  const [canUndo, setCanUndo] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const undo = async (): Promise<void> => {
    setRefusal(await undoPlaybookEdit())
    setCanUndo(false)
  }
  useKey('undo', () => void undo(), canUndo)
  return {
    canUndo,
    refusal,
    undo,
    async make(edit, said) {
      const sentence = await editPlaybook(edit, fileVersion(), said)
      setRefusal(sentence)
      if (sentence === null) setCanUndo(true)
    },
    noteMade() {
      setRefusal(null)
      setCanUndo(true)
    },
  }
}
