/** Erases an entry's words everywhere: what goes, what stays, and what else of the incident says the same. */
import { useEffect, useRef, useState } from 'react'
import { eraseFact, isControl, readControl } from '../../../shared/facts/control.ts'
import type { Fact } from '../../../shared/facts/fact.ts'
import type { Entry } from '../../../shared/facts/resolve.ts'
import { isReadable } from '../../../shared/incident/events.ts'
import { entriesHolding } from '../../../shared/incident/redaction.ts'
import { whenText } from '../../../shared/time/format.ts'
import { sentenceOf } from '../../../shared/views/sentence.ts'
import { sentenceContext } from '../../../shared/views/timeline.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { classes } from '../../ui/classes.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useConsole } from '../context.ts'
import { useRecord } from './use-record.ts'
import dialogs from './dialogs.module.css'
import styles from './RedactDialog.module.css'

/** ms; what is over sooner needs no word of how it goes */
const PROGRESS_AFTER_MS = 1000
/** characters */
const TELLING = 8

export function RedactDialog({ onClose, entry: id }: { onClose: () => void; entry: string }) {
  const { folded } = useConsole()
  const entry = folded.entryOf.get(id)
  // Somebody else was quicker: there is nothing left to erase.
  return entry && !entry.fact.redacted ? <OpenRedactDialog onClose={onClose} entry={entry} /> : <Gone onClose={onClose} />
}

function OpenRedactDialog({ onClose, entry }: { onClose: () => void; entry: Entry }) {
  const { folded, zone } = useConsole()
  const wordings = useWordings(entry)
  const [secret, setSecret] = useState('')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [reason, setReason] = useState('')
  const { record, refusal, busy } = useRecord(onClose)
  const isSlow = useIsSlow(busy)
  const say = useSay()

  const others = entriesHolding(folded, secret.trim() || ownWords(entry.fact)).filter((id) => id !== entry.fact.id)
  const chosen = others.filter((id) => !left.has(id))
  const choose = (id: string, isChosen: boolean): void => setLeft((left) => new Set(isChosen ? [...left].filter((other) => other !== id) : [...left, id]))
  const count = 1 + chosen.length
  const repeats = secret.trim() !== '' && reason.toLowerCase().includes(secret.trim().toLowerCase())

  return (
    <Dialog
      open
      onClose={onClose}
      onSubmit={() => {
        if (!repeats) void record([{ type: 'Redact', targets: [entry.fact.id, ...chosen], reason }])
      }}
      size="wide"
      title="Redact this entry"
      description="Its words are erased from every file of this store, and from every copy that is merged later. This cannot be undone. Who wrote it, when, and what kind of entry it was stay."
      footer={
        <>
          {isSlow && <p className={styles.progress} role="status">Erasing the words from every file…</p>}
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" busy={busy}>
            {count === 1 ? 'Redact' : `Redact ${String(count)} entries`}
          </Button>
        </>
      }
    >
      <section className={styles.goes} aria-label="What will be erased" onMouseUp={() => setSecret((before) => markedText() ?? before)}>
        {wordings.map(({ fact, words }) => (
          <p key={fact.id + words}>{words}</p>
        ))}
      </section>
      {losesEffect(entry.fact) && <p className={styles.hint}>What it changed goes with its words. Record it again without them where it still holds.</p>}
      <Field label="The secret itself" optional hint="Mark it above, or type it: every other entry that holds it is listed." error={refusal}>
        <TextInput value={secret} onChange={setSecret} autoComplete="off" />
      </Field>
      {others.length > 0 && (
        <fieldset className={classes(dialogs.checks, styles.others)}>
          <legend>{others.length === 1 ? 'One other entry holds it' : `${String(others.length)} other entries hold it`}</legend>
          {others.map((id) => {
            const other = folded.entryOf.get(id)!.fact
            return (
              <Checkbox key={id} checked={!left.has(id)} onChange={(isChosen) => choose(id, isChosen)} hint={`${whenText(other.at, zone)}, ${other.by.name}`}>
                {say(other)}
              </Checkbox>
            )
          })}
        </fieldset>
      )}
      <Field label="Reason" optional hint="It stays, for everybody to read." error={repeats ? 'The reason stays: say it without the secret.' : null}>
        <TextInput value={reason} onChange={setReason} placeholder="A password was pasted" />
      </Field>
    </Dialog>
  )
}

function Gone({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title="Redact this entry" footer={<Button onClick={onClose}>Close</Button>}>
      <p>This entry is redacted already.</p>
    </Dialog>
  )
}

/** Whether an entry counts for nothing once its words are gone: a severity, a page, a promise. A note never did, and a declaration still does. */
function losesEffect(fact: Fact): boolean {
  return !isControl(fact.type) && fact.type !== 'NoteAdded' && fact.type !== 'IncidentDeclared' && !isReadable(eraseFact(fact))
}

/** Every wording that the entry has had, the last one at the end. */
function useWordings({ fact, written, amendments }: Entry): { fact: Fact; words: string }[] {
  const say = useSay()
  const all = [written, ...amendments.map((amendment) => ({ ...written, id: amendment.id, data: { ...written.data, ...(amendment.data['data'] as object | undefined) } })), fact]
  return all.map((each) => ({ fact: each, words: say(each) })).filter(({ words }, index, wordings) => wordings.findLastIndex((other) => other.words === words) === index)
}

function useSay(): (fact: Fact) => string {
  const { folded, playbook, timeText } = useConsole()
  const context = sentenceContext(folded, playbook, timeText)
  return (fact) => {
    const struck = readControl(fact, 'EntryStruck')
    if (struck) return `Struck an entry: ${struck.reason ?? 'no reason given'}`
    return fact.type === 'EntryAmended' ? 'A correction that was struck' : sentenceOf(fact, context)
  }
}

/** Whether something has been going on for longer than a person waits without asking. */
function useIsSlow(busy: boolean): boolean {
  const [isSlow, setSlow] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    timer.current = busy ? setTimeout(() => setSlow(true), PROGRESS_AFTER_MS) : undefined
    return () => {
      clearTimeout(timer.current)
      setSlow(false)
    }
  }, [busy])
  return isSlow
}

/** Until the secret itself is named: the longest text of the entry, where it is long enough not to stand in others by chance. */
function ownWords({ data }: Fact): string {
  const texts = Object.values(data).filter((value) => typeof value === 'string')
  const longest = texts.reduce((one, other) => (other.length > one.length ? other : one), '')
  return longest.length >= TELLING ? longest : ''
}

/** What is marked with the mouse or the keyboard; null where nothing is. */
function markedText(): string | null {
  const marked = window.getSelection()?.toString().trim() ?? ''
  return marked === '' ? null : marked
}
