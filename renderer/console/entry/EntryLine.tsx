/** The entry line: type, Enter, done. It clears only once what was typed is on disk. */
import { Paperclip } from 'lucide-react'
import { useEffect, useId, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { sentenceContext } from '../../../shared/views/timeline.ts'
import { sentenceOf } from '../../../shared/views/sentence.ts'
import { looksLikeAlerts } from '../../../shared/alerts/read-alerts.ts'
import { MOST_ALERT_TEXT } from '../../../shared/api.ts'
import { isSeveralLines } from '../../../shared/incident/entry/paste.ts'
import type { TimeChoice } from '../../../shared/time/take-when.ts'
import { ask } from '../../bridge.ts'
import { useSettings } from '../../hooks.ts'
import { takeFromDraft } from '../../held.ts'
import { ariaKeys, press, useKey } from '../../keys.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useConsole } from '../context.ts'
import { Completions, optionId, type Completion } from './Completions.tsx'
import { EntryHints } from './EntryHints.tsx'
import { lastOwnFacts } from './own-entry.ts'
import { tokensOf } from './tokens.ts'
import { useEntryLine, type EntryLineState } from './use-entry-line.ts'
import styles from './EntryLine.module.css'

/** characters of alerts that stand in the line until they are recorded, as other pasted text does; more would slow it down */
const MOST_IN_LINE = 100_000

export function EntryLine() {
  const line = useEntryLine()
  const { text, write, completion } = line
  const { id, open } = useConsole()
  const box = useRef<HTMLTextAreaElement>(null)
  const [chosen, setChosen] = useState(0)
  const [closed, setClosed] = useState(false)
  const undo = useUndo()
  const list = useId()
  const asksTime = line.choices.length > 0
  const offered = closed ? [] : asksTime ? line.choices.map(timeCompletion) : commandCompletions(completion)
  const index = Math.min(chosen, offered.length - 1)
  // A word that is whole already is a command to record, whatever longer ones begin with it.
  const completes = offered.length > 0 && (asksTime || !offered.some(({ name }) => name === `/${completion?.word.toLowerCase()}`))

  // Whoever comes back to half a line goes on at its end.
  useEffect(() => box.current?.setSelectionRange(box.current.value.length, box.current.value.length), [])
  const focus = (): void => box.current?.focus()
  useKey('entry', focus)
  useKey('command', () => {
    focus()
    if (text === '') write('/')
  })
  useKey('undo', () => void undo.strike())

  const type = (typed: string): void => {
    write(typed)
    setChosen(0)
    setClosed(false)
    undo.forget()
  }
  const take = (taken: Completion): void => type(taken.line)
  const record = (): void => {
    undo.forget()
    void line.record()
  }

  /** Several lines in an empty line offer to become several entries; in the middle of a text they are text. */
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const pasted = event.clipboardData.getData('text/plain')
    if (text.trim() !== '') return
    if (looksLikeAlerts(pasted) && pasted.length <= MOST_ALERT_TEXT) {
      event.preventDefault()
      void offerAlerts(pasted)
      return
    }
    if (!isSeveralLines(pasted)) return
    event.preventDefault()
    // It stands in the line, and so in the draft, until it is recorded: a kill meanwhile loses nothing.
    type(pasted)
    open({ name: 'paste', text: pasted, recorded: () => takeFromDraft(id, pasted) })
  }

  /** Alerts as JSON: what is too long for a line stands there only where it was not understood. */
  const offerAlerts = async (pasted: string): Promise<void> => {
    const isShort = pasted.length <= MOST_IN_LINE
    if (isShort) type(pasted)
    const read = await ask('readAlerts', { text: pasted })
    if (!read.ok && !isShort) type(pasted)
    open({ name: 'alerts', read, recorded: () => takeFromDraft(id, pasted) })
  }

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return
    const isOffering = offered.length > 0
    switch (event.key) {
      case 'Enter': {
        if (event.shiftKey) return
        event.preventDefault()
        if (completes) take(offered[index]!)
        else record()
        return
      }
      case 'Tab':
        if (!isOffering || event.shiftKey) return
        event.preventDefault()
        take(offered[index]!)
        return
      case 'ArrowUp':
      case 'ArrowDown': {
        const step = event.key === 'ArrowUp' ? -1 : 1
        if (isOffering) setChosen((index + step + offered.length) % offered.length)
        else if (!standsAtEdge(event.currentTarget, step) || !line.walk(step)) return
        event.preventDefault()
        return
      }
      case 'Escape':
        if (isOffering) setClosed(true)
        else event.currentTarget.blur()
    }
  }

  return (
    <form
      className={styles.line}
      onSubmit={(event) => {
        event.preventDefault()
        record()
      }}
    >
      {offered.length > 0 && <Completions id={list} label={asksTime ? 'Times' : 'Commands'} completions={offered} chosen={index} onTake={take} />}
      {/* The copy behind the box takes the text's height and draws its marks. */}
      <div className={styles.box}>
        <Marked text={text} line={line} />
        <textarea
          ref={box}
          aria-label="Log entry"
          aria-keyshortcuts={ariaKeys('entry')}
          aria-describedby={`${list}-hints`}
          aria-autocomplete="list"
          aria-controls={offered.length > 0 ? list : undefined}
          aria-activedescendant={offered.length > 0 ? optionId(list, index) : undefined}
          aria-invalid={line.refusal !== null || undefined}
          autoFocus
          rows={1}
          value={text}
          placeholder="What is happening?"
          className={styles.text}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <span className={styles.attach}>
          <IconButton label="Attach file…" shortcut="attach" icon={<Paperclip size={16} />} onClick={() => press('attach')} />
        </span>
      </div>
      <div id={`${list}-hints`} className={styles.foot}>
        <EntryHints line={line} offered={completes ? offered[index]!.name : null} struck={undo.struck} onRestore={() => void undo.restore()} />
      </div>
    </form>
  )
}

function commandCompletions(completion: EntryLineState['completion']): Completion[] {
  if (completion === null || completion.whole) return []
  return completion.commands.map(({ name, takes, help }) => ({ name: `/${name}`, takes, help, line: `${completion.before}/${name} ` }))
}

function timeCompletion({ time, text }: TimeChoice): Completion {
  return { name: time, help: 'this time', line: text }
}

/** The same words, unseen, with a ground behind the time and the command. */
function Marked({ text, line }: { text: string; line: EntryLineState }) {
  const parts = []
  let end = 0
  for (const [start, stop] of tokensOf(text, line.context)) {
    parts.push(text.slice(end, start), <mark key={start}>{text.slice(start, stop)}</mark>)
    end = stop
  }
  return (
    <div aria-hidden="true" className={styles.marked}>
      {parts}
      {`${text.slice(end)}\n`}
    </div>
  )
}

/** Strikes what the person wrote last, and takes that back. */
function useUndo() {
  const { folded, playbook, timeText, act } = useConsole()
  const person = useSettings()?.person?.id
  const [done, setDone] = useState<readonly string[] | null>(null)
  // Said anew each time: what was struck may be redacted while it is said.
  const struck = done && folded.entryOf.get(done[0]!)
  return {
    struck: struck ? sentenceOf(struck.fact, sentenceContext(folded, playbook, timeText)) : null,
    forget: () => setDone(null),
    strike: async () => {
      const facts = person === undefined ? [] : lastOwnFacts(folded, person)
      if (facts.length === 0) return
      for (const { id } of facts) if (!(await act({ type: 'StrikeEntry', target: id }))) return
      setDone(facts.map(({ id }) => id))
    },
    restore: async () => {
      for (const target of done ?? []) if (!(await act({ type: 'RestoreEntry', target }))) return
      setDone(null)
    },
  }
}

/** Whether an arrow has nowhere to go in the box itself. */
function standsAtEdge({ value, selectionStart, selectionEnd }: HTMLTextAreaElement, step: -1 | 1): boolean {
  if (selectionStart !== selectionEnd) return false
  return step === -1 ? !value.slice(0, selectionStart).includes('\n') : !value.slice(selectionStart).includes('\n')
}
