/** What an entry said before: every wording, with who changed it and when. */
import type { Fact } from '../../../shared/facts/fact.ts'
import { readControl } from '../../../shared/facts/control.ts'
import { dateTime, whenText } from '../../../shared/time/format.ts'
import { sentenceOf } from '../../../shared/views/sentence.ts'
import { sentenceContext } from '../../../shared/views/timeline.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { classes } from '../../ui/classes.ts'
import { useConsole } from '../context.ts'
import styles from './dialogs.module.css'

export function HistoryDialog({ onClose, entry: id }: { onClose: () => void; entry: string }) {
  const { folded, playbook, timeText, zone } = useConsole()
  const entry = folded.entryOf.get(id)
  const context = sentenceContext(folded, playbook, timeText)
  const rivals = folded.rivals.find((each) => each.id === entry?.fact.id)?.others ?? []
  return (
    <Dialog open onClose={onClose} title="History of this entry" footer={<Button onClick={onClose}>Close</Button>}>
      <ol className={styles.versions}>
        {entry &&
          versionsOf(entry.written, entry.amendments).map(({ fact, by }) => (
            <li key={by.id}>
              <p className={styles.words}>
                {whenText(fact.at, zone)} · {sentenceOf(fact, context)}
              </p>
              <p className={styles.who}>
                {by === entry.written ? 'written' : 'corrected'} by {by.by.name}, {dateTime(by.recordedAt, zone)}
              </p>
            </li>
          ))}
      </ol>
      {rivals.length > 0 && (
        <>
          <p className={styles.who}>
            {rivals.length === 1 ? 'Another version of this entry stands' : 'Other versions of this entry stand'} in these files, which should never happen. The one above counts, on every machine.
          </p>
          <ol className={classes(styles.versions, styles.others)} aria-label="What does not count">
            {rivals.map((fact, index) => (
              <li key={index}>
                <p className={styles.words}>
                  {whenText(fact.at, zone)} · {sentenceOf(fact, context)}
                </p>
                <p className={styles.who}>
                  by {fact.by.name}, {dateTime(fact.recordedAt, zone)}
                </p>
              </li>
            ))}
          </ol>
        </>
      )}
    </Dialog>
  )
}

/** The entry as it stood after each correction, with the fact that made it so. */
function versionsOf(written: Fact, amendments: readonly Fact[]): { fact: Fact; by: Fact }[] {
  const versions = [{ fact: written, by: written }]
  for (const by of amendments) {
    const change = readControl(by, 'EntryAmended')
    if (!change) continue
    const { fact } = versions.at(-1)!
    const data = Object.fromEntries(Object.entries({ ...fact.data, ...change.data }).filter(([, value]) => value !== null))
    versions.push({ fact: { ...fact, data, ...(change.at && { at: change.at }), ...(change.evidence && { evidence: change.evidence }) }, by })
  }
  return versions
}
