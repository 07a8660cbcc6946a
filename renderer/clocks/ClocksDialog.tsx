/** Every running clock of every incident in one list: go to it, or put its reminder off. */
import { AlarmClockCheck } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { Answer } from '../../shared/api.ts'
import { SNOOZE_MINUTES } from '../../shared/playbook/reminders.ts'
import { zoneLabel } from '../../shared/time/format.ts'
import type { RunningClock, RunningClocks } from '../../shared/views/running-clocks.ts'
import { ask } from '../bridge.ts'
import { useNow, useZone } from '../hooks.ts'
import { keyText, useKey } from '../keys.ts'
import { openIncident } from '../session.ts'
import { useStore } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { countdownText } from '../ui/countdown.ts'
import { ClockRow } from './ClockRow.tsx'
import { minutesOn, snooze, takeSnoozeBack } from './snooze.ts'
import styles from './clocks.module.css'

export function ClocksDialog() {
  // It opens with what it shows: an empty list that fills would say for a moment that nothing is due.
  const [known, setKnown] = useState<RunningClocks | null>(null)
  useKey('clocks', () => void ask('clocks', undefined).then(setKnown))
  return known && <Clocks known={known} onKnown={setKnown} onClose={() => setKnown(null)} />
}

interface ClocksProps {
  known: RunningClocks
  onKnown: (known: RunningClocks) => void
  onClose: () => void
}

/** What was done last: said, and taken back by Ctrl+Z. */
interface Done {
  readonly text: string
  readonly snoozed: { readonly incident: string; readonly entry: string } | null
}

function Clocks({ known: { clocks, more }, onKnown, onClose }: ClocksProps) {
  const zone = useZone()
  const list = useRef<HTMLUListElement>(null)
  const first = useRef<HTMLButtonElement>(null)
  const present = useNow(1000)
  const [done, setDone] = useState<Done>({ text: `Enter goes to it, Z snoozes ${String(SNOOZE_MINUTES)} min.`, snoozed: null })
  useFreshClocks(onKnown)

  const goTo = ({ incident, key }: RunningClock): void => {
    onClose()
    // The dialog gives the focus back first; then the deadline takes it.
    void openIncident(incident).then(() => setTimeout(() => useStore.setState({ spot: { incident, key } })))
  }
  const say = (answer: Answer, text: string, snoozed: Done['snoozed'] = null): boolean => {
    setDone(answer.ok ? { text, snoozed } : { text: answer.sentence, snoozed: done.snoozed })
    return answer.ok
  }
  const putOff = async (clock: RunningClock, until: string): Promise<boolean> => {
    const answer = await snooze(clock, until)
    const { time } = countdownText(until, present, zone)
    return say(answer, `“${clock.label}” reminds again ${time}.`, answer.ok ? { incident: clock.incident, entry: answer.facts[0]! } : null)
  }
  const takeBack = async (incident: string, entry: string): Promise<void> => {
    say(await takeSnoozeBack(incident, entry), 'It reminds as if it had not been snoozed.')
  }
  const undo = (): void => {
    if (done.snoozed) void takeBack(done.snoozed.incident, done.snoozed.entry)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target instanceof HTMLInputElement || (event.target as Element).closest('[role="menu"]')) return
    const rows = [...(list.current?.querySelectorAll<HTMLElement>(':scope > li') ?? [])]
    const at = rows.findIndex((row) => row.contains(document.activeElement))
    const key = event.key.toLowerCase()
    if (key === 'z' && (event.ctrlKey || event.metaKey)) undo()
    else if (event.ctrlKey || event.metaKey || event.altKey) return
    else if (key === 'z' && clocks[at]) {
      // Held down it is one press.
      if (!event.repeat) void putOff(clocks[at], minutesOn(SNOOZE_MINUTES, clocks[at].due))
    }
    else {
      // On the button of a menu the arrows open that.
      if ((event.target as Element).closest('[aria-haspopup]')) return
      const to = { arrowdown: at + 1, arrowup: at - 1, home: 0, end: rows.length - 1 }[key]
      if (to === undefined) return
      rows[to]?.querySelector('button')?.focus()
    }
    event.preventDefault()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      size="wide"
      title="Running clocks"
      description={clocks.length > 0 && `Times in ${zoneLabel(new Date(present).toISOString(), zone)}.`}
      initialFocus={first}
      footer={
        clocks.length > 0 && (
          <>
            <p role="status" className={styles.done}>
              {done.text}
            </p>
            {done.snoozed && (
              <Button size="small" onClick={undo}>
                Take it back ({keyText('undo')})
              </Button>
            )}
          </>
        )
      }
    >
      <div onKeyDown={onKeyDown}>
        {clocks.length === 0 ? (
          <EmptyState icon={<AlarmClockCheck size={28} />} title="No clock runs.">
            What is due, in any incident, stands here with the time that is left.
          </EmptyState>
        ) : (
          <ul ref={list} aria-label="Running clocks" className={styles.clocks}>
            {clocks.map((clock, index) => (
              <ClockRow key={`${clock.incident} ${clock.key}`} clock={clock} goRef={index === 0 ? first : undefined} onGo={() => goTo(clock)} onSnooze={(until) => putOff(clock, until)} onTakeBack={(entry) => void takeBack(clock.incident, entry)} />
            ))}
          </ul>
        )}
        {more > 0 && <p className={styles.quiet}>and {more} more, due later</p>}
      </div>
    </Dialog>
  )
}

/** Asks again whenever an incident has changed, be it by another machine. */
function useFreshClocks(take: (known: RunningClocks) => void): void {
  const rows = useStore(({ rows }) => rows)
  const last = useRef(rows)
  useEffect(() => {
    if (last.current === rows) return
    last.current = rows
    let isWanted = true
    void ask('clocks', undefined).then((known) => isWanted && take(known))
    return () => void (isWanted = false)
  }, [rows, take])
}
