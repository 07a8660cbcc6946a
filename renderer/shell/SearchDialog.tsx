/** Search across all incidents: results while typing, by incident, with the words marked; Enter leads to the entry. */
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { highlighted, type Found, type FoundIncident, type Searched } from '../../shared/search.ts'
import { PHASE_LABEL } from '../../shared/incident/words.ts'
import { dateTime, zoneLabel } from '../../shared/time/format.ts'
import { ask } from '../bridge.ts'
import { useZone } from '../hooks.ts'
import { useKey } from '../keys.ts'
import { openIncident } from '../session.ts'
import { useStore } from '../store.ts'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { SeverityBadge } from '../ui/SeverityBadge.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import styles from './SearchDialog.module.css'

/** ms after the last letter */
const TYPING_MS = 120
/** ms until the rest of the incidents is asked for again */
const AGAIN_MS = 300

export function SearchDialog() {
  const [open, setOpen] = useState(false)
  useKey('search', () => setOpen(true))
  return open ? <Searching onClose={() => setOpen(false)} /> : null
}

function Searching({ onClose }: { onClose: () => void }) {
  const [words, setWords] = useState('')
  const [archived, setArchived] = useState(true)
  const [practice, setPractice] = useState(true)
  const { searched, failed, words: of } = useSearch(words.trim(), archived, practice)
  const results = useRef<HTMLDivElement>(null)

  const choose = (incident: string, entry: string): void => {
    onClose()
    useStore.setState({ jump: { incident, entry } })
    void openIncident(incident)
  }
  const buttons = (): HTMLElement[] => [...(results.current?.querySelectorAll<HTMLElement>('button') ?? [])]
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    const all = buttons()
    const to = all[all.indexOf(document.activeElement as HTMLElement) + step]
    if (to) to.focus()
    else if (step < 0) event.currentTarget.querySelector('input')?.focus()
    event.preventDefault()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      size="wide"
      title="Search all incidents"
      onSubmit={() => {
        // What stands there may still be of the words before.
        const best = of === words.trim() ? searched?.incidents[0] : undefined
        if (best?.entries[0]) choose(best.row.id, best.entries[0].entry)
      }}
    >
      {/* The keys of the list and of the box, wherever in here the focus is. */}
      <div className={styles.search} onKeyDown={onKeyDown}>
        <Field label="Words" hint="Every word counts; the beginning of one is enough. Enter opens the first, the arrows walk through.">
          <TextInput value={words} onChange={setWords} autoComplete="off" />
        </Field>
        <div className={styles.filters}>
          <Checkbox checked={archived} onChange={setArchived}>
            Archived incidents
          </Checkbox>
          <Checkbox checked={practice} onChange={setPractice}>
            Practice
          </Checkbox>
        </div>
        <p className={styles.state} role="status">
          {stateText(words.trim(), searched, failed)}
        </p>
        <div ref={results} className={styles.results}>
          {searched?.incidents.map((found) => <Group key={found.row.id} found={found} terms={searched.terms} onChoose={choose} />)}
        </div>
      </div>
    </Dialog>
  )
}

function Group({ found: { row, entries, count }, terms, onChoose }: { found: FoundIncident; terms: readonly string[]; onChoose: (incident: string, entry: string) => void }) {
  const facts = [PHASE_LABEL[row.phase], row.practice && 'practice', row.archived && 'archived'].filter(Boolean).join(' · ')
  return (
    <section aria-label={row.title}>
      <h3 className={styles.title}>
        <SeverityBadge severity={row.severity} size="small" quiet />
        <span>{row.title}</span>
        <span className={styles.quiet}>{facts}</span>
      </h3>
      <ul className={styles.entries}>
        {entries.map((entry) => (
          <li key={entry.entry}>
            <button type="button" className={styles.entry} onClick={() => onChoose(row.id, entry.entry)}>
              <Line entry={entry} terms={terms} />
            </button>
          </li>
        ))}
      </ul>
      {count > entries.length && <p className={styles.quiet}>and {count - entries.length} more: open it and press Ctrl F</p>}
    </section>
  )
}

function Line({ entry: { time, who, text }, terms }: { entry: Found; terms: readonly string[] }) {
  const zone = useZone()
  return (
    <>
      <span className={styles.quiet}>
        {dateTime(time, zone)} {zoneLabel(time, zone)} · {who}
      </span>
      <span className={styles.text}>{highlighted(text, terms).map((part, index) => (part.found ? <mark key={index}>{part.text}</mark> : part.text))}</span>
    </>
  )
}

interface SearchState {
  readonly searched: Searched | null
  readonly failed: boolean
  /** what it was found for */
  readonly words: string
}

/** What was found for the words as they stand; asked again until every incident was read. */
function useSearch(words: string, archived: boolean, practice: boolean): SearchState {
  const [state, setState] = useState<SearchState>({ words: '', searched: null, failed: false })
  useEffect(() => {
    let isWanted = true
    let timer: ReturnType<typeof setTimeout>
    const look = async (): Promise<void> => {
      const searched = await ask('search', { words, archived, practice })
      if (!isWanted) return
      setState({ words, searched, failed: searched === null })
      if (searched && searched.read < searched.of) timer = setTimeout(() => void look(), AGAIN_MS)
    }
    // Nothing is typed yet: the incidents are read meanwhile.
    timer = setTimeout(() => void look(), words === '' ? 0 : TYPING_MS)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [words, archived, practice])
  return state
}

function stateText(words: string, searched: Searched | null, failed: boolean): string {
  if (failed) return 'The search failed. Change a letter to try again.'
  if (!searched) return words === '' ? '' : 'Searching…'
  const reading = searched.read < searched.of ? ` Still reading: ${String(searched.read)} of ${String(searched.of)} incidents.` : ''
  if (words === '') return `Type what you remember of it.${reading}`
  if (searched.count === 0) return `Nothing with “${words}”${reading === '' ? '.' : ' yet.'}${reading}`
  return `${searched.count === 1 ? '1 entry' : `${String(searched.count)} entries`}.${reading}`
}
