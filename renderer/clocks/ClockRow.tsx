/** One running clock: what is due, where, by when, and when it reminds again. */
import { AlarmClock } from 'lucide-react'
import { useState, type RefObject } from 'react'
import { timeToCome } from '../../shared/incident/entry/times.ts'
import type { RunningClock } from '../../shared/views/running-clocks.ts'
import { useNow, useZone } from '../hooks.ts'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Countdown } from '../ui/Countdown.tsx'
import { countdownText } from '../ui/countdown.ts'
import { Field } from '../ui/Field.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { SeverityBadge } from '../ui/SeverityBadge.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { minutesOn, SNOOZE_CHOICES } from './snooze.ts'
import styles from './clocks.module.css'

export interface ClockRowProps {
  clock: RunningClock
  goRef?: RefObject<HTMLButtonElement | null> | undefined
  onGo: () => void
  /** @param until UTC @returns whether it is on disk */
  onSnooze: (until: string) => Promise<boolean>
  onTakeBack: (entry: string) => void
}

export function ClockRow({ clock, goRef, onGo, onSnooze, onTakeBack }: ClockRowProps) {
  const { label, title, severity, practice, guide, due, snooze, remindsAt } = clock
  const [asks, setAsks] = useState(false)
  return (
    <li className={styles.clock}>
      <button ref={goRef} type="button" className={styles.go} onClick={onGo}>
        <span className={styles.what}>{label}</span>
        <Countdown due={due} />
        <span className={styles.where}>
          <SeverityBadge severity={severity} size="small" />
          <span className={styles.title}>{title}</span>
          {practice && <Chip tone="accent">Practice</Chip>}
          {guide !== null && <span className={styles.quiet}>{guide}</span>}
        </span>
        {snooze !== null && remindsAt !== null && <Again at={remindsAt} />}
      </button>
      <Menu
        align="end"
        trigger={<IconButton label={`Snooze: ${label}`} icon={<AlarmClock size={16} />} />}
        items={[
          ...SNOOZE_CHOICES.map((minutes) => ({ label: `${String(minutes)} min`, onSelect: () => void onSnooze(minutesOn(minutes, due)) })),
          { label: 'Until…', onSelect: () => setAsks(true) },
          ...(snooze === null ? [] : [null, { label: 'Do not snooze', onSelect: () => onTakeBack(snooze) }]),
        ]}
      />
      {asks && <Until clock={clock} onSnooze={onSnooze} onDone={() => setAsks(false)} />}
    </li>
  )
}

function Again({ at }: { at: string }) {
  const { time } = countdownText(at, useNow(1000), useZone())
  return <span className={styles.again}>reminds again {time}</span>
}

/** Asks for a time: a length counts from now, a clock time is the next such. */
function Until({ clock: { label, due }, onSnooze, onDone }: { clock: RunningClock; onSnooze: ClockRowProps['onSnooze']; onDone: () => void }) {
  const zone = useZone()
  const now = useNow(1000)
  const [written, write] = useState('')
  const [insists, setInsists] = useState(false)
  const read = timeToCome(written, new Date(now).toISOString(), zone)
  const until = typeof read === 'string' && Date.parse(read) > now && read > due ? read : null
  const wrong =
    typeof read === 'object' && read !== null
      ? read.sentence
      : typeof read === 'string' && read <= due
        ? `It is due ${countdownText(due, now, zone).time}: take a time after that.`
        : 'Write a length or a time to come, as in 20m or 14:40.'
  const submit = async (): Promise<void> => {
    if (until === null) setInsists(true)
    else if (await onSnooze(until)) onDone()
  }
  return (
    <form
      className={styles.until}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      // Esc leaves the question, not the list.
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onDone()
      }}
    >
      <Field hideLabel label={`Remind again of “${label}”`} error={insists && until === null ? wrong : null} hint={until === null ? ' ' : `at ${countdownText(until, now, zone).time}`}>
        <TextInput mono autoFocus value={written} onChange={write} placeholder="20m, 14:40" />
      </Field>
      <Button variant="primary" type="submit">
        Snooze
      </Button>
    </form>
  )
}
