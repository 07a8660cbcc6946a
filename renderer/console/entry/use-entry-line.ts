/** The entry line's behaviour: what is typed, what it would record, recording it, and walking through earlier lines. */
import { useMemo, useRef, useState } from 'react'
import type { When } from '../../../shared/facts/fact.ts'
import { completeEntry, readEntry, type EntryContext, type EntryReading } from '../../../shared/incident/entry-line.ts'
import { entryCommand } from '../../../shared/incident/entry/commands.ts'
import { takeWhen, type TimeChoice } from '../../../shared/time/take-when.ts'
import { useDispatch, useDraft, useNow, useSettings } from '../../hooks.ts'
import { useQuestion } from '../../question.ts'
import { useStore } from '../../store.ts'
import { newAttempt } from '../../attempts.ts'
import { heldFor, hold, letGo, takeFromDraft } from '../../held.ts'
import { press } from '../../keys.ts'
import { useConsole } from '../context.ts'
import { remembered, rememberLine } from './history.ts'

const NO_CHOICES: readonly TimeChoice[] = []

export interface EntryLineState {
  readonly text: string
  readonly write: (text: string) => void
  /** why the last try was not recorded; forgotten with the next letter */
  readonly refusal: string | null
  /** what stands here goes in by itself once the disk works, as of this moment (UTC); null where nothing waits */
  readonly waitingSince: string | null
  /** what Enter would record */
  readonly reading: EntryReading
  /** the time that the line names; null where it names none */
  readonly at: When | null
  /** why the time cannot be taken, once its word is finished */
  readonly unclear: string | null
  /** the whole line with a clear time in place of an unclear one, to pick from; none while the time is still being typed */
  readonly choices: readonly TimeChoice[]
  readonly completion: ReturnType<typeof completeEntry>
  readonly record: () => Promise<void>
  /** puts the line before (-1) or after (1) into the box. @returns whether there is one */
  readonly walk: (step: -1 | 1) => boolean
  /** what times are read against, made fresh at each second */
  readonly context: EntryContext
}

export function useEntryLine(): EntryLineState {
  const { id, folded, state, playbook, zone, whenOptions } = useConsole()
  const dispatch = useDispatch()
  const person = useSettings()?.person
  const me = person?.name
  const [text, setText] = useDraft(id)
  const [ownRefusal, setRefusal] = useState<string | null>(null)
  const waiting = useStore(({ held }) => held[id] ?? null)
  const refusal = useStore(({ refusals }) => refusals[id]) ?? ownRefusal
  /** how many lines back the box stands; null: at a line of its own */
  const [back, setBack] = useState<number | null>(null)
  const sending = useRef(false)
  const question = useQuestion('press Enter again')

  const now = useNow(1000)
  const contextAt = (moment: number): EntryContext => ({ now: new Date(moment).toISOString(), zone, state, playbook, ...whenOptions, ...(me === undefined ? {} : { me }) })
  const context = contextAt(now)
  const reading = useMemo(
    () => readEntry(text, context),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the context is a new object at each render; these are its parts that matter
    [text, now, zone, state, playbook, whenOptions],
  )

  const write = (changed: string): void => {
    setText(changed)
    setRefusal(null)
    setBack(null)
  }

  const record = async (): Promise<void> => {
    if (sending.current) return
    if (isAttach(text)) {
      write('')
      press('attach')
      return
    }
    const pressed = Date.now()
    const held = heldFor(id)
    const read = readEntry(text, contextAt(pressed))
    if (!read.ok) return setRefusal(read.sentence)
    sending.current = true
    try {
      const doubt = held ? null : await question(text)
      if (doubt !== null) return setRefusal(doubt)
      const entry = held ?? { text, command: read.command, attempt: newAttempt(), pressedAt: new Date(pressed).toISOString() }
      const answer = await dispatch(entry.command, entry.attempt)
      if (!answer.ok && answer.kind === 'fault') return hold(id, entry)
      letGo(id)
      if (!answer.ok) return setRefusal(answer.sentence)
      rememberLine(id, text, answer.facts[0] ?? '')
      takeFromDraft(id, text)
      setRefusal(null)
      setBack(null)
    } finally {
      sending.current = false
    }
  }

  const walk = (step: -1 | 1): boolean => {
    const lines = remembered(id, folded, person?.id)
    const to = (back ?? 0) - step
    if (to < 0 || to > lines.length || (back === null && step === 1)) return false
    setText(to === 0 ? '' : lines.at(-to)!)
    setRefusal(null)
    setBack(to === 0 ? null : to)
    return true
  }

  // Whoever is typing "@14:1" is not wrong yet.
  const isFinished = /^\s*@\s*\S+\s/.test(text)
  const unclear = isFinished ? takeWhen(text, context).sentence : undefined
  return {
    text,
    write,
    refusal,
    waitingSince: waiting?.pressedAt ?? null,
    reading,
    at: reading.ok ? reading.when : null,
    unclear: unclear ?? null,
    choices: !reading.ok && (isFinished || refusal !== null) ? (reading.choices ?? NO_CHOICES) : NO_CHOICES,
    completion: completeEntry(text, context),
    record,
    walk,
    context,
  }
}

/** `/attach` alone chooses files; it is no entry. */
function isAttach(text: string): boolean {
  const word = /^\/(\S+)$/.exec(text.trim())?.[1]
  return word !== undefined && entryCommand(word)?.name === 'attach'
}
