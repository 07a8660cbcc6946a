/** What can be done with one entry. One menu serves all rows: a timeline of thousands cannot afford one each. */
import { Menu as Base } from '@base-ui/react/menu'
import type { ReactNode } from 'react'
import { readData } from '../../../shared/incident/events.ts'
import { whenText } from '../../../shared/time/format.ts'
import type { TimelineEntry } from '../../../shared/views/timeline.ts'
import type { TextFormat } from '../../../shared/views/timeline-text.ts'
import { ask } from '../../bridge.ts'
import { ROW_KEYS, type RowKey } from '../../keys.ts'
import { announce } from '../../store.ts'
import { classes } from '../../ui/classes.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { MenuPopup } from '../../ui/MenuPopup.tsx'
import popup from '../../ui/popup.module.css'
import { useConsole } from '../context.ts'
import { abilitiesOf } from './abilities.ts'

export interface EntryMenuProps {
  entry: TimelineEntry
  anchor: HTMLElement
  onCopy: (format: TextFormat) => void
  onClose: () => void
}

export function EntryMenu({ entry, anchor, onCopy, onClose }: EntryMenuProps) {
  const { id: incident, folded, zone, act, open } = useConsole()
  const fact = folded.entryOf.get(entry.id)?.fact
  const theory = fact && readData(fact, 'HypothesisStated')
  const { canStrike, canAmend, canRedact, hasHistory } = abilitiesOf({ fact }, entry)
  const save = (): void => {
    if (!entry.file) return
    void ask('saveAttachment', { incident, sha256: entry.file.sha256 }).then((saved) => {
      if (saved.ok) announce(`Saved as ${saved.path}`)
      else if (!saved.cancelled) announce(saved.sentence)
    })
  }
  return (
    <Base.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <MenuPopup align="end" anchor={anchor} label={`Entry of ${whenText(entry.at, zone)}`} finalFocus={() => anchor.closest<HTMLElement>('[data-entry]') ?? anchor}>
        <Item shortcut="reply" onSelect={() => open({ name: 'reply', entry: entry.id })}>
          Reply…
        </Item>
        {canAmend && (
          <Item shortcut="amend" onSelect={() => open({ name: 'amend', entry: entry.id })}>
            Correct words or time…
          </Item>
        )}
        {hasHistory && (
          <Item shortcut="history" onSelect={() => open({ name: 'history', entry: entry.id })}>
            History…
          </Item>
        )}
        {theory && <Item onSelect={() => void act({ type: 'JudgeHypothesis', hypothesis: entry.id, verdict: 'supported' })}>The theory is supported</Item>}
        {theory && <Item onSelect={() => void act({ type: 'JudgeHypothesis', hypothesis: entry.id, verdict: 'ruled out' })}>The theory is ruled out</Item>}
        <Item shortcut="star" onSelect={() => void act({ type: 'StarEntry', target: entry.id, starred: !entry.starred })}>
          {entry.starred ? 'Take the star away' : 'Star for the retro'}
        </Item>
        <Item shortcut="copy" onSelect={() => onCopy('plain')}>
          Copy
        </Item>
        <Item shortcut="copyMarkdown" onSelect={() => onCopy('markdown')}>
          Copy as Markdown
        </Item>
        {entry.file && <Item onSelect={save}>Save the file as…</Item>}
        {(canStrike || canRedact) && <Base.Separator className={popup.separator} />}
        {canStrike &&
          (entry.struck ? (
            <Item shortcut="strike" onSelect={() => void act({ type: 'RestoreEntry', target: entry.id })}>
              Restore
            </Item>
          ) : (
            <Item shortcut="strike" danger onSelect={() => void act({ type: 'StrikeEntry', target: entry.id })}>
              Strike
            </Item>
          ))}
        {canRedact && (
          <Item danger onSelect={() => open({ name: 'redact', entry: entry.id })}>
            Redact…
          </Item>
        )}
      </MenuPopup>
    </Base.Root>
  )
}

function Item({ danger = false, shortcut, onSelect, children }: { danger?: boolean; shortcut?: RowKey; onSelect: () => void; children: ReactNode }) {
  return (
    <Base.Item className={classes(popup.item, danger && popup.danger)} onClick={onSelect}>
      <span className={popup.grow}>{children}</span>
      {shortcut && <Kbd>{ROW_KEYS[shortcut].keys.replaceAll('+', ' ')}</Kbd>}
    </Base.Item>
  )
}
