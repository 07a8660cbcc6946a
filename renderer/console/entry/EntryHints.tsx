/** Below the entry line: why it was refused, what Enter would do, or what can be typed. */
import { useMemo } from 'react'
import { entryCommand } from '../../../shared/incident/entry/commands.ts'
import { isBackfilled } from '../../../shared/incident/status.ts'
import { sentenceOf } from '../../../shared/views/sentence.ts'
import { sentenceContext } from '../../../shared/views/timeline.ts'
import { clockTimeSeconds } from '../../../shared/time/format.ts'
import { useSettings } from '../../hooks.ts'
import { Button } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { useConsole } from '../context.ts'
import { EntryPreview } from './EntryPreview.tsx'
import { lastOwnFacts } from './own-entry.ts'
import { recordText } from './record-text.ts'
import type { EntryLineState } from './use-entry-line.ts'
import styles from './EntryLine.module.css'

export interface EntryHintsProps {
  line: EntryLineState
  /** the command or the time that Enter would take */
  offered: string | null
  /** what Ctrl+Z struck just now */
  struck: string | null
  onRestore: () => void
}

export function EntryHints({ line: { text, refusal, waitingSince, reading, at, unclear, completion }, offered, struck, onRestore }: EntryHintsProps) {
  const { state, timeText } = useConsole()
  const keys = offered !== null && (
    <span className={styles.hints}>
      <span className={styles.hint}>
        <Kbd>Enter</Kbd> takes {offered}
      </span>
      <span className={styles.hint}>
        <Kbd>↑ ↓</Kbd> choose
      </span>
      <span className={styles.hint}>
        <Kbd>Esc</Kbd> close
      </span>
    </span>
  )
  if (refusal !== null) {
    return (
      <>
        <p role="alert" className={styles.refusal}>
          {refusal}
        </p>
        {keys}
      </>
    )
  }
  if (waitingSince !== null) {
    return (
      <p role="alert" className={styles.refusal}>
        <b>Not recorded yet.</b> It goes in by itself, as of {timeText(waitingSince)}, once the disk takes it. Change it, and it waits for your Enter.
      </p>
    )
  }
  if (unclear !== null) {
    return (
      <>
        <p className={styles.unclear}>{unclear}</p>
        {keys}
      </>
    )
  }
  if (keys) return keys
  if (text.trim() !== '') {
    const command = completion && entryCommand(completion.word)
    if (command) return <EntryPreview reading={reading} command={command} />
    return (
      <p className={styles.hints}>
        <span className={styles.hint}>
          <Kbd>Enter</Kbd> {recordText(at, isBackfilled(state), timeText)}
        </span>
        <span className={styles.hint}>
          <Kbd>Shift Enter</Kbd> new line
        </span>
      </p>
    )
  }
  if (struck !== null) {
    return (
      <p className={styles.hints}>
        <span className={styles.clip}>Struck: {struck}</span>
        <Button size="small" onClick={onRestore}>
          Undo
        </Button>
      </p>
    )
  }
  return (
    <p className={styles.hints}>
      <span className={styles.hint}>
        <Kbd>/</Kbd> command
      </span>
      <span className={styles.hint}>
        <Kbd>@</Kbd> time
      </span>
      <LastOwn />
      <LastSaved />
    </p>
  )
}

function LastOwn() {
  const { folded, playbook, timeText } = useConsole()
  const person = useSettings()?.person?.id
  // The line is drawn again with each letter and each second; of a long incident nobody looks through it each time.
  const last = useMemo(() => (person === undefined ? undefined : lastOwnFacts(folded, person)[0]), [folded, person])
  if (!last) return null
  return (
    <span className={styles.hint}>
      <Kbd name="undo" /> <span className={styles.clip}>strike “{sentenceOf(last, sentenceContext(folded, playbook, timeText))}”</span>
    </span>
  )
}

function LastSaved() {
  const { folded, zone } = useConsole()
  const last = folded.entries.at(-1)
  return last ? <span className={styles.saved}>last saved {clockTimeSeconds(last.fact.recordedAt, zone)}</span> : null
}
