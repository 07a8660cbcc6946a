/** The one way in which the console's forms record: question what looks like a secret, send, stop at a refusal, close once it is on disk. */
import { useState } from 'react'
import type { CommandInput } from '../../../shared/incident/commands.ts'
import { useAttempts } from '../../attempts.ts'
import { useDispatch } from '../../hooks.ts'
import { useCommandQuestion } from '../../question.ts'

export interface Recording {
  /** sends the commands in order and stops at the first that is not recorded; sent again, those before it are not recorded twice */
  readonly record: (commands: readonly CommandInput[]) => Promise<void>
  /** why the last one was not recorded; the form keeps its text */
  readonly refusal: string | null
  readonly busy: boolean
}

export function useRecord(onDone: () => void): Recording {
  const dispatch = useDispatch()
  const question = useCommandQuestion('confirm once more')
  const attemptOf = useAttempts()
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const record = async (commands: readonly CommandInput[]): Promise<void> => {
    if (busy) return
    setBusy(true)
    try {
      const doubt = await question(commands)
      if (doubt !== null) return setRefusal(doubt)
      for (const command of commands) {
        const answer = await dispatch(command, attemptOf(command))
        if (!answer.ok) return setRefusal(answer.sentence)
      }
      onDone()
    } finally {
      setBusy(false)
    }
  }
  return { record, refusal, busy }
}
