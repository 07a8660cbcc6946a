/** Below a command that is being typed: what Enter would record, or what it still needs, and how it is written. */
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { parseCommand } from '../../../shared/incident/commands.ts'
import type { EntryCommand, EntryReading } from '../../../shared/incident/entry-line.ts'
import { isBackfilled } from '../../../shared/incident/status.ts'
import { intentOf } from '../../../shared/views/intent.ts'
import { classes } from '../../ui/classes.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { useConsole } from '../context.ts'
import { asOf } from './record-text.ts'
import styles from './EntryLine.module.css'

/** ms without a letter until the sentence is read out: nobody listens while they type */
const PAUSE_MS = 1200

export function EntryPreview({ reading, command }: { reading: EntryReading; command: EntryCommand }) {
  // The letters go first: the sentence may come a moment behind them.
  const { text, isReady } = usePreview(useDeferredValue(reading))
  return (
    <>
      <p className={classes(styles.preview, !isReady && styles.lacks)}>
        {isReady && <Kbd>Enter</Kbd>}
        <span className={styles.said}>{text}</span>
      </p>
      <p className={styles.usage}>
        <span className={styles.takes}>
          /{command.name} {command.takes}
        </span>{' '}
        {command.help}
      </p>
      <SaidAfterAPause text={text} />
    </>
  )
}

function usePreview(reading: EntryReading): { text: string; isReady: boolean } {
  const { folded, playbook, zone, timeText } = useConsole()
  return useMemo(() => {
    if (!reading.ok) return { text: reading.sentence, isReady: false }
    const { state } = folded
    const parsed = parseCommand(reading.command)
    if (!parsed.ok) return { text: parsed.refusal, isReady: false }
    const intent = intentOf(parsed.command, { state, playbook, zone, timeText })
    if (intent && 'lacks' in intent) return { text: intent.lacks, isReady: false }
    return { text: `${intent ? intent.does : 'Records it'}${asOf(reading.when, isBackfilled(state), timeText)}`, isReady: true }
  }, [reading, folded, playbook, zone, timeText])
}

/** Read out politely once the typing rests. */
function SaidAfterAPause({ text }: { text: string }) {
  const [said, setSaid] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <span aria-live="polite" className="aside">
      {said}
    </span>
  )
}
