/** Whether the file behind an entry is there and unharmed, asked of main while the entry is in sight; and saving it. */
import { useCallback, useEffect, useState } from 'react'
import type { AttachmentState } from '../../../shared/api.ts'
import { ask } from '../../bridge.ts'
import { announce, useStore } from '../../store.ts'

/** ms; a file that is missing may come with the next synchronisation */
const AGAIN_MS = 5000

/** Null until main has answered. */
export function useFileState(incident: string, sha256: string): AttachmentState | null {
  const [state, setState] = useState<AttachmentState | null>(null)
  const fault = useStore(({ fault }) => fault)
  useEffect(() => {
    let isShown = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async (): Promise<void> => {
      const found = await ask('checkAttachment', { incident, sha256 })
      if (!isShown) return
      // While a disk is away its banner says so; what was seen stays in sight, and is looked at again when it is back.
      const isAway = useStore.getState().fault !== null
      setState((known) => (known !== null && (known.state === found.state || (known.state === 'there' && isAway)) ? known : found))
      if (found.state !== 'there') timer = setTimeout(() => void look(), AGAIN_MS)
    }
    void look()
    return () => {
      isShown = false
      clearTimeout(timer)
    }
  }, [incident, sha256, fault])
  return state
}

/** Saves a file where the person says, and says where; `refusal` is why it could not be. */
export function useSaveFile(incident: string, sha256: string): { save: () => void; refusal: string | null } {
  const [refusal, setRefusal] = useState<string | null>(null)
  const save = useCallback(() => {
    void ask('saveAttachment', { incident, sha256 }).then((saved) => {
      setRefusal(saved.ok || saved.cancelled ? null : saved.sentence)
      if (saved.ok) announce(`Saved as ${saved.path}`)
    })
  }, [incident, sha256])
  return { save, refusal }
}

/** Where main serves a picture that a fact names. */
export function pictureAddress(incident: string, sha256: string): string {
  return `/files/${incident}/${sha256}`
}
