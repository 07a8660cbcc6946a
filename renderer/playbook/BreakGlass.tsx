/** The break-glass card: what is needed when nothing else works. All of it is on this machine, so a dead network takes nothing away. */
import { Copy, LifeBuoy, Pencil, Plus, Printer, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { cardOf, type CardLine } from '../../shared/playbook/card.ts'
import { isoDay } from '../../shared/time/format.ts'
import { useNow, useZone } from '../hooks.ts'
import { useStore } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { copyLine, printCard } from './actions.ts'
import { CardDialog } from './CardDialog.tsx'
import { useEdits, type Edits } from './use-edits.ts'
import styles from './BreakGlass.module.css'

type Asked = 'new' | { readonly card: CardLine['card']; readonly index: number } | null

export function BreakGlass() {
  const playbook = useStore(({ playbook }) => playbook)!
  const today = isoDay(new Date(useNow(60_000)).toISOString(), useZone())
  const edits = useEdits()
  const [asked, setAsked] = useState<Asked>(null)
  const [printTrouble, setPrintTrouble] = useState<string | null>(null)
  const groups = cardOf(playbook, today)
  const trouble = edits.refusal ?? printTrouble
  const print = async (to: 'pdf' | 'printer'): Promise<void> => setPrintTrouble(await printCard(to))
  const undo = edits.canUndo && (
    <Button variant="quiet" shortcut="undo" onClick={() => void edits.undo()}>
      Undo
    </Button>
  )
  const add = (
    <Button icon={<Plus size={16} />} onClick={() => setAsked('new')}>
      Add a line
    </Button>
  )

  return (
    <div className={styles.page}>
      {groups.length === 0 ? (
        <EmptyState icon={<LifeBuoy size={28} />} title="The break-glass card is empty" heading="h1" action={
            <div className={styles.buttons}>
              {add}
              {undo}
            </div>
          }>
          Put on it what you need when nothing else works: the bridge’s number, who owns the database, how payments are stopped. It is here with the network dead, and it prints on one page.
        </EmptyState>
      ) : (
        <>
          <header className={styles.header}>
            <h1 className={styles.title}>Break-glass card</h1>
            <div className={styles.buttons}>
              {add}
              <Button icon={<Printer size={16} />} onClick={() => void print('printer')}>
                Print
              </Button>
              <Button onClick={() => void print('pdf')}>Save as PDF</Button>
              {undo}
            </div>
          </header>
          {groups.map(({ title, lines }) => (
            <section key={title} aria-label={title}>
              <h2 className={styles.group}>{title}</h2>
              <ul className={styles.lines}>
                {lines.map((line) => (
                  <Line key={line.index ?? `${line.card.title} ${line.card.value}`} line={line} today={today} edits={edits} onEdit={setAsked} />
                ))}
              </ul>
            </section>
          ))}
        </>
      )}
      {trouble !== null && (
        <p role="alert" className={styles.trouble}>
          {trouble}
        </p>
      )}
      {asked !== null && <CardDialog line={asked === 'new' ? null : asked} today={today} onClose={() => setAsked(null)} onMade={edits.noteMade} />}
    </div>
  )
}

function Line({ line: { card, index, checked, isStale }, today, edits, onEdit }: { line: CardLine; today: string; edits: Edits; onEdit: (asked: Asked) => void }) {
  const { title, value, notes } = card
  return (
    <li className={styles.line}>
      <div className={styles.words}>
        <p className={styles.name}>{title}</p>
        <p className={styles.value}>{value}</p>
        {notes !== undefined && <p className={styles.notes}>{notes}</p>}
        {checked !== null && <p className={classes(styles.checked, isStale && styles.stale)}>{checked}</p>}
      </div>
      <div className={styles.tools}>
        {index !== null && isStale && (
          <Button size="small" aria-label={`Checked today: ${title}`} onClick={() => void edits.make({ kind: 'put card', index, card: { ...card, checkedOn: today } }, `${title}: checked today.`)}>
            Checked today
          </Button>
        )}
        <IconButton label={`Copy ${title}`} icon={<Copy size={16} />} onClick={() => void copyLine(value)} />
        {index !== null && <IconButton label={`Change ${title}`} icon={<Pencil size={16} />} onClick={() => onEdit({ card, index })} />}
        {index !== null && <IconButton label={`Remove ${title}`} icon={<Trash2 size={16} />} onClick={() => void edits.make({ kind: 'remove card', index }, `${title} is off the card.`)} />}
      </div>
    </li>
  )
}
