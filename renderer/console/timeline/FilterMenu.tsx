/** Which kinds of entries and whose are shown; and what is shown, copied. */
import { Menu as Base } from '@base-ui/react/menu'
import { Check, ListFilter } from 'lucide-react'
import { useMemo, useState, type ReactNode } from 'react'
import type { Entry } from '../../../shared/facts/resolve.ts'
import { ENTRY_KINDS, kindOfFact, type EntryKind } from '../../../shared/views/timeline.ts'
import type { TextFormat } from '../../../shared/views/timeline-text.ts'
import { useKey } from '../../keys.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { MenuPopup } from '../../ui/MenuPopup.tsx'
import popup from '../../ui/popup.module.css'
import { KIND_LABEL, NO_CHOICE, toggled, type Choice } from './rows.ts'

export interface FilterMenuProps {
  entries: readonly Entry[]
  choice: Choice
  onChoice: (choice: Choice) => void
  onCopyAll: (format: TextFormat) => void
}

export function FilterMenu({ entries, choice, onChoice, onCopyAll }: FilterMenuProps) {
  const [isOpen, setOpen] = useState(false)
  useKey('filter', () => setOpen(true))
  const isChosen = choice.kinds.size + choice.people.size > 0
  return (
    <Base.Root open={isOpen} onOpenChange={setOpen}>
      <Base.Trigger render={<IconButton label="Filter and copy" shortcut="filter" icon={<ListFilter size={15} />} tone={isChosen ? 'accent' : 'plain'} />} />
      <MenuPopup align="end" label="Filter and copy">
        <Offered entries={entries} choice={choice} onChoice={onChoice} />
        <Base.Item className={popup.item} disabled={!isChosen} onClick={() => onChoice(NO_CHOICE)}>
          All kinds, everybody
        </Base.Item>
        <Base.Separator className={popup.separator} />
        <Base.Item className={popup.item} onClick={() => onCopyAll('markdown')}>
          Copy all that is shown as Markdown
        </Base.Item>
        <Base.Item className={popup.item} onClick={() => onCopyAll('plain')}>
          Copy all that is shown as text
        </Base.Item>
      </MenuPopup>
    </Base.Root>
  )
}

/** Drawn while the menu is open, so that nobody looks through the entries before. */
function Offered({ entries, choice, onChoice }: Omit<FilterMenuProps, 'onCopyAll'>) {
  const { kinds, people } = useMemo(() => offeredIn(entries), [entries])
  return (
    <>
      <Base.Group aria-label="Kinds">
        {kinds.map((kind) => (
          <Tick key={kind} checked={choice.kinds.has(kind)} onChange={() => onChoice({ ...choice, kinds: toggled(choice.kinds, kind) })}>
            {KIND_LABEL[kind]}
          </Tick>
        ))}
      </Base.Group>
      <Base.Separator className={popup.separator} />
      <Base.Group aria-label="People">
        {people.map(([id, name]) => (
          <Tick key={id} checked={choice.people.has(id)} onChange={() => onChoice({ ...choice, people: toggled(choice.people, id) })}>
            {name}
          </Tick>
        ))}
      </Base.Group>
      <Base.Separator className={popup.separator} />
    </>
  )
}

function Tick({ checked, onChange, children }: { checked: boolean; onChange: () => void; children: ReactNode }) {
  return (
    <Base.CheckboxItem className={popup.item} checked={checked} onCheckedChange={onChange}>
      <span className={popup.mark}>
        <Base.CheckboxItemIndicator>
          <Check size={14} />
        </Base.CheckboxItemIndicator>
      </span>
      <span className={popup.grow}>{children}</span>
    </Base.CheckboxItem>
  )
}

function offeredIn(entries: readonly Entry[]): { kinds: EntryKind[]; people: [id: string, name: string][] } {
  const kinds = new Set<EntryKind>()
  const people = new Map<string, string>()
  for (const { fact } of entries) {
    kinds.add(kindOfFact(fact))
    people.set(fact.by.person, fact.by.name)
  }
  return { kinds: ENTRY_KINDS.filter((kind) => kinds.has(kind)), people: [...people].sort(([, a], [, b]) => (a < b ? -1 : 1)) }
}
