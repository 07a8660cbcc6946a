/** The region `Situation`: five lines that answer "where are we?", and copy as five lines. */
import { Copy, Plus } from 'lucide-react'
import { useMemo } from 'react'
import { situationOf, situationText } from '../../../shared/views/situation.ts'
import { ask } from '../../bridge.ts'
import { useKey } from '../../keys.ts'
import { announce } from '../../store.ts'
import { classes } from '../../ui/classes.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useConsole } from '../context.ts'
import styles from './Situation.module.css'

export function Situation() {
  const { folded, playbook, timeText, open } = useConsole()
  const lines = useMemo(() => situationOf(folded, playbook, timeText), [folded, playbook, timeText])
  const copy = (): void => {
    void ask('copyText', { text: situationText(lines) }).then(() => announce('The situation is copied: five lines.'))
  }
  useKey('copy', copy)
  return (
    <section aria-label="Situation" className={styles.situation}>
      <dl className={styles.lines}>
        {lines.map(({ label, text, empty }) => (
          <div key={label} className={styles.line}>
            <dt>{label}</dt>
            <dd className={classes(empty && styles.empty)} title={text}>
              <span className={styles.words}>{text}</span>
              {label === 'Impact' && <IconButton size="small" label="Copy the situation" shortcut="copy" icon={<Copy size={14} />} onClick={copy} />}
              {label === 'Theory' && <IconButton size="small" label="State a theory" icon={<Plus size={14} />} onClick={() => open({ name: 'theory' })} />}
              {label === 'Doing' && <IconButton size="small" label="Hand out a task" shortcut="task" icon={<Plus size={14} />} onClick={() => open({ name: 'promise' })} />}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
