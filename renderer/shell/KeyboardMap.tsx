/** The overview of every key. */
import { useState } from 'react'
import { KEYS, ROW_KEYS, useKey, type KeyName } from '../keys.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import styles from './KeyboardMap.module.css'

const GROUPS = [
  { where: 'everywhere', title: 'Everywhere' },
  { where: 'incident', title: 'In an incident' },
  { where: 'entries', title: 'The timeline' },
] as const

export function KeyboardMap() {
  const [open, setOpen] = useState(false)
  useKey('keyboard', () => setOpen(true))
  return (
    <Dialog open={open} onClose={() => setOpen(false)} size="wide" title="Keyboard" description="Single letters work while no text box has the focus. In dialogs, Enter sends and Esc closes.">
      <div className={styles.groups}>
        {GROUPS.map(({ where, title }) => (
          <section key={where} aria-label={title}>
            <h3 className={styles.title}>{title}</h3>
            <dl className={styles.keys}>
              {(Object.keys(KEYS) as KeyName[]).filter((name) => KEYS[name].where === where).map((name) => (
                <div key={name} className={styles.key}>
                  <dt>{KEYS[name].does}</dt>
                  <dd>
                    <span className="aside">{KEYS[name].keys}</span>
                    <Kbd name={name} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section aria-label="On an entry">
          <h3 className={styles.title}>On an entry</h3>
          <dl className={styles.keys}>
            {Object.entries(ROW_KEYS).map(([name, { keys, does }]) => (
              <div key={name} className={styles.key}>
                <dt>{does}</dt>
                <dd>
                  <span className="aside">{keys}</span>
                  <Kbd>{keys.replaceAll('+', ' ')}</Kbd>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  )
}
