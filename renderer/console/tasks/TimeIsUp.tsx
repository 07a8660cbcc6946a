/** The region `Time is up`: a task or promise comes back by itself when its time is over, and one line answers it. */
import { Timer } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { FactData } from '../../../shared/incident/events.ts'
import { isBackfilled, isOver, promisesOf } from '../../../shared/incident/status.ts'
import { runningClocks } from '../../../shared/playbook/due.ts'
import { remindersOf, SNOOZE_MINUTES } from '../../../shared/playbook/reminders.ts'
import { minutesOn } from '../../clocks/snooze.ts'
import { useKey, useNow } from '../../hooks.ts'
import { ariaKeys, press } from '../../keys.ts'
import { announce, setAnswer, useStore } from '../../store.ts'
import { Button } from '../../ui/Button.tsx'
import { Countdown } from '../../ui/Countdown.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useConsole } from '../context.ts'
import styles from './TimeIsUp.module.css'

const MORE_MINUTES = 3

export function TimeIsUp() {
  const { folded, state, playbook } = useConsole()
  const now = new Date(useNow(1000)).toISOString()
  const snoozedUntil = useMemo(() => {
    const clocks = runningClocks(folded.state, playbook)
    const { snoozed } = remindersOf(folded, clocks)
    return new Map(clocks.map(({ start, key }) => [start, snoozed.get(key)?.until ?? '']))
  }, [folded, playbook])
  if (isBackfilled(state) || isOver(state)) return null
  const up = promisesOf(state)
    .filter(({ promise, settled }) => !settled && promise.data.dueAt <= now && (snoozedUntil.get(promise.id) ?? '') <= now)
    .sort((a, b) => (a.promise.data.dueAt < b.promise.data.dueAt ? -1 : 1))
  const first = up[0]?.promise
  return first ? <Prompt key={first.id} id={first.id} {...first.data} more={up.length - 1} /> : null
}

interface PromptProps extends Pick<FactData<'PromiseMade'>, 'kind' | 'text' | 'who' | 'to' | 'dueAt'> {
  id: string
  /** how many others wait behind this one */
  more: number
}

function Prompt({ id, kind, text, who, to, dueAt, more }: PromptProps) {
  const { act, open } = useConsole()
  const isPromise = kind === 'eta'
  const answer = useStore(({ answers }) => answers[id] ?? '')
  const [busy, setBusy] = useState(false)
  const box = useRef<HTMLInputElement>(null)
  const what = `${who ? `${who}: ` : ''}${text}${to ? ` (promised to ${to})` : ''}`
  // The focus stays where it is: whoever is typing an entry goes on typing it.
  useEffect(() => announce(`Time is up. ${what}`), [what])
  useKey('answer', () => box.current?.focus())

  const write = (said: string): void => setAnswer(id, said)
  const settle = async (commands: readonly Parameters<typeof act>[0][]): Promise<void> => {
    if (busy) return
    setBusy(true)
    // What has the focus may be gone with the prompt before the answer is here.
    const focused = box.current?.form?.contains(document.activeElement) ?? false
    try {
      for (const command of commands) if (!(await act(command))) return
      write('')
      if (focused) press('entry')
    } finally {
      setBusy(false)
    }
  }
  const said = answer.trim()
  const done = (): Promise<void> => settle([{ type: 'SettlePromise', promise: id, outcome: 'kept', text: said }])
  const drop = (): Promise<void> => settle([{ type: 'SettlePromise', promise: id, outcome: 'dropped', text: said }])
  // What is typed waits for it to come back.
  const later = (): Promise<boolean> => act({ type: 'SnoozeReminder', rule: 'promise', start: id, due: dueAt, until: minutesOn(SNOOZE_MINUTES, dueAt) })
  // What was heard so far is an entry of its own: a new time alone would lose it.
  const note = said === '' ? [] : [{ type: 'AddNote' as const, text: who ? `${who}: ${said}` : said }]
  const newTime = async (): Promise<void> => {
    for (const heard of note) if (!(await act(heard))) return
    write('')
    open({ name: 'revise', promise: id })
  }
  const moreTime = (): Promise<void> => {
    const dueAt = new Date(Date.now() + MORE_MINUTES * 60_000).toISOString()
    return settle([...note, { type: 'SettlePromise', promise: id, outcome: 'revised', dueAt }])
  }
  return (
    <section aria-label="Time is up" className={styles.prompt}>
      <Timer size={16} className={styles.icon} aria-hidden="true" />
      <p className={styles.what} title={what}>
        {who && <b>{who}: </b>}
        {text}
        {to && ` (promised to ${to})`}
      </p>
      <span className={styles.due}>
        <Countdown due={dueAt} />
        {more > 0 && ` · ${String(more)} more`}
      </span>
      <form
        className={styles.answer}
        onSubmit={(event) => {
          event.preventDefault()
          void done()
        }}
      >
        <TextInput ref={box} aria-label={`Answer to “${text}”`} value={answer} onChange={write} placeholder="What came of it? Enter logs it" aria-keyshortcuts={ariaKeys('answer')} />
        <Kbd name="answer" />
        <Button size="small" variant="primary" type="submit" busy={busy}>
          {isPromise ? 'Kept' : 'Done'}
        </Button>
        {/* To whom it was promised a new time is told, too: it is chosen, not added by the minute. */}
        {isPromise ? (
          <Button size="small" onClick={() => void newTime()}>
            New time
          </Button>
        ) : (
          <Button size="small" onClick={() => void moreTime()}>
            {MORE_MINUTES} more minutes
          </Button>
        )}
        <Button size="small" variant="quiet" onClick={() => void later()} title={`The time stays as it is; it comes back in ${String(SNOOZE_MINUTES)} minutes`}>
          Snooze
        </Button>
        <Button size="small" variant="quiet" onClick={() => void drop()}>
          Drop
        </Button>
      </form>
    </section>
  )
}
