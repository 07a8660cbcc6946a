/** Who can be paged and how: read, and changed by a form that writes into the playbook's file. */
import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { DirectoryEntry } from '../../shared/playbook/schema.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { EntryDialog } from './EntryDialog.tsx'
import { useEdits } from './use-edits.ts'
import place from '../ui/place.module.css'
import styles from './Playbook.module.css'

export function Directory({ directory }: { directory: readonly DirectoryEntry[] }) {
  const edits = useEdits()
  const [asked, setAsked] = useState<DirectoryEntry | 'new' | null>(null)
  const nameOf = (id: string): string => directory.find((entry) => entry.id === id)?.name ?? id
  return (
    <section aria-label="Directory" className={place.section}>
      <h2>Directory</h2>
      {directory.length === 0 && <p className={place.note}>Nobody is in it yet. Add who can be paged and how: they are offered when you page, and their numbers stand on the break-glass card.</p>}
      <ul className={styles.list} aria-label="Directory">
        {directory.map((entry) => (
          <li key={entry.id} className={styles.entry}>
            <div className={styles.who}>
              <b>{entry.name}</b>
              <span className={styles.about}>
                {[entry.kind, entry.phone, entry.email, entry.chat, entry.page && `paged by ${[entry.page.by, entry.page.channel, entry.page.to].filter(Boolean).join(', ')}`, entry.next !== undefined && `then ${nameOf(entry.next)}`]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </div>
            <IconButton label={`Change ${entry.name}`} icon={<Pencil size={14} />} onClick={() => setAsked(entry)} />
            <IconButton label={`Remove ${entry.name}`} icon={<Trash2 size={14} />} onClick={() => void edits.make({ kind: 'remove entry', id: entry.id }, `${entry.name} is out of the directory.`)} />
          </li>
        ))}
      </ul>
      <div className={place.buttons}>
        <Button icon={<Plus size={16} />} onClick={() => setAsked('new')}>
          Add somebody
        </Button>
        {edits.canUndo && (
          <Button variant="quiet" shortcut="undo" onClick={() => void edits.undo()}>
            Undo
          </Button>
        )}
      </div>
      {edits.refusal !== null && (
        <p role="alert" className={styles.refusal}>
          {edits.refusal}
        </p>
      )}
      {asked !== null && <EntryDialog entry={asked === 'new' ? null : asked} directory={directory} onClose={() => setAsked(null)} onMade={edits.noteMade} />}
    </section>
  )
}
