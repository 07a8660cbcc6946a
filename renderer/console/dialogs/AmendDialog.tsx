/** Corrects an entry's words or time. The old wording stays in its history. */
import { useEffect, useState } from 'react'
import { INCIDENT_FACTS, isIncidentFactType } from '../../../shared/incident/events.ts'
import { whenText } from '../../../shared/time/format.ts'
import { press } from '../../keys.ts'
import { Field } from '../../ui/Field.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { useConsole } from '../context.ts'
import { CommandDialog } from './CommandDialog.tsx'

/** The fields that are words, in the order in which they are asked. What else a fact holds is struck and written anew. */
const WORDS = { title: 'Title', text: 'Text', reason: 'Reason', name: 'Name', metric: 'Metric', reading: 'Reading', expected: 'Expected', target: 'Target', knownGood: 'Known good', where: 'Where', who: 'Who' } as const

export function AmendDialog({ onClose, entry: id }: { onClose: () => void; entry: string }) {
  const { folded, zone } = useConsole()
  const fact = folded.entryOf.get(id)?.fact
  const fields = fact ? wordsOf(fact.type, fact.data) : []
  const [words, setWords] = useState<Readonly<Record<string, string>>>({})
  // Its new time may have taken the entry away from where it had the focus: then the focus follows it.
  useEffect(() => () => void setTimeout(() => document.activeElement === document.body && press('timeline')), [])
  return (
    <CommandDialog
      title="Correct this entry"
      submit="Correct"
      description="What it said before stays in its history."
      onClose={onClose}
      empty={fact ? `stays ${whenText(fact.at, zone)}` : ''}
      commands={() => {
        const changed = fields.filter(({ name, before }) => words[name] !== undefined && words[name] !== before)
        const data = Object.fromEntries(changed.map(({ name }) => [name, words[name]!.trim() || null]))
        return [{ type: 'AmendEntry', target: id, data: changed.length > 0 ? data : undefined }]
      }}
    >
      {(refusal) => (
        <>
          {fields.map(({ name, label, before }, index) => (
            <Field key={name} label={label} error={index === 0 ? refusal : null}>
              <TextArea value={words[name] ?? before} onChange={(text) => setWords((words) => ({ ...words, [name]: text }))} />
            </Field>
          ))}
          {fields.length === 0 && refusal !== null && <p role="alert">{refusal}</p>}
        </>
      )}
    </CommandDialog>
  )
}

function wordsOf(type: string, data: Readonly<Record<string, unknown>>): { name: string; label: string; before: string }[] {
  if (!isIncidentFactType(type)) return []
  const shape: object = INCIDENT_FACTS[type].data.shape
  return Object.entries(WORDS).flatMap(([name, label]) => {
    const value = data[name]
    return name in shape && (value === undefined || typeof value === 'string') ? [{ name, label, before: value ?? '' }] : []
  })
}
