/** A text box for a time to come: "20m" counts from now, "14:40" is the next such. */
import { useState } from 'react'
import { timeToCome } from '../../../shared/incident/entry/times.ts'
import { useNow } from '../../hooks.ts'
import { useConsole } from '../context.ts'

export interface Due {
  readonly written: string
  readonly write: (text: string) => void
  /** UTC; undefined while nothing that can be read is written */
  readonly time: string | undefined
  /** why what is written cannot be taken */
  readonly wrong: string | null
  /** what was understood */
  readonly hint: string | undefined
}

export function useDue(first = ''): Due {
  const { zone, whenOptions, timeText } = useConsole()
  const now = useNow(1000)
  const [written, write] = useState(first)
  const read = written.trim() === '' ? undefined : timeToCome(written, whenOptions.reference ?? new Date(now).toISOString(), zone)
  const time = typeof read === 'string' ? read : undefined
  const wrong = read === null ? 'Write a length or a time, as in 20m or 14:40.' : typeof read === 'object' ? read.sentence : null
  return { written, write, time, wrong, hint: time && `by ${timeText(time)}` }
}
