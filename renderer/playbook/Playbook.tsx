/** The playbook of this machine, to be read; where its file is, and what is wrong with it. */
import { useState } from 'react'
import { minutesText, ruleText, TIMES } from '../../shared/playbook/words.ts'
import type { Playbook as Kept, PlaybookItem } from '../../shared/playbook/schema.ts'
import { faultText, type PlaybookStatus } from '../../shared/playbook/status.ts'
import { useStore } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { SeverityBadge } from '../ui/SeverityBadge.tsx'
import { checkPlaybook, openPlaybookFile } from './actions.ts'
import { Directory } from './Directory.tsx'
import place from '../ui/place.module.css'
import styles from './Playbook.module.css'

const IN_FORCE: Readonly<Record<PlaybookStatus['inForce'], string>> = {
  file: 'New incidents begin with what this file says. What you save in it is taken over within two seconds.',
  'built-in': 'The built-in playbook holds: the Release & Deployment Guide.',
  earlier: 'What the file said before holds until it is mended.',
}

export function Playbook() {
  const playbook = useStore(({ playbook }) => playbook)!
  const file = useStore(({ playbookFile }) => playbookFile)!
  return (
    <div className={styles.page}>
      <header className={place.section}>
        <h1 className={place.title}>{playbook.name}</h1>
        <p className={place.note}>{playbook.purpose}</p>
        <File file={file} />
      </header>
      <Directory directory={playbook.directory} />
      <Severities playbook={playbook} />
      <Section title="Which severity an impact speaks for">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Severity</th>
              <th scope="col">Where</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {playbook.matrix.map((rule, index) => (
              <tr key={index}>
                <td>
                  <SeverityBadge severity={rule.severity} size="small" />
                </td>
                <td>{ruleText(rule)}</td>
                <td>{rule.why}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className={place.note}>The first rule that fits proposes its severity; a person decides.</p>
      </Section>
      <Section title="Who is told">
        <ul className={styles.list}>
          {playbook.groups.map(({ id, name, stakeholder, severities, channels }) => (
            <li key={id}>
              <b>{name}</b>
              <span className={styles.about}>
                {[
                  stakeholder && `within ${minutesText(playbook.times.notifyWithinMinutes)}`,
                  id === playbook.customerGroup && `within ${minutesText(playbook.times.customerGroupWithinMinutes)} where customers are affected`,
                  severities.length < playbook.severities.length && `at ${severities.join(', ')}`,
                  channels.length > 0 && `by ${channels.join(', ')}`,
                ]
                  .filter(Boolean)
                  .join('; ')}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Times">
        <dl className={styles.pairs}>
          {TIMES.map(({ field, label }) => (
            <div key={field}>
              <dt>{label}</dt>
              <dd>{field === 'cardCheckDays' ? `${String(playbook.times[field])} days` : minutesText(playbook.times[field])}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title="Roles">
        <dl className={styles.pairs}>
          {playbook.roles.map(({ name, does }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Items title="During an incident" items={playbook.incident} />
      <Items title="Roll back, or fix forward" items={[...playbook.rollBackIf, ...playbook.fixForwardIf]} />
      <Items title="Before a release" items={playbook.beforeRelease} />
      <Items title="Deployment" items={playbook.deployment} />
      <Items title={`Smoke tests: ${playbook.smokeTests.name}`} items={playbook.smokeTests.items} />
    </div>
  )
}

function File({ file }: { file: PlaybookStatus }) {
  const [trouble, setTrouble] = useState<string | null>(null)
  return (
    <>
      <p className={place.path}>{file.path}</p>
      <p className={place.note}>
        {file.state === 'absent' && 'There is no such file yet. '}
        {IN_FORCE[file.inForce]}
      </p>
      {file.trouble !== null && <p className={styles.refusal}>{file.trouble}</p>}
      {file.faults.length > 0 && (
        <ul className={styles.faults} aria-label="Faults">
          {file.faults.map((fault, index) => (
            <li key={index} className={classes(!fault.grave && styles.slight)}>
              {faultText(fault)}
            </li>
          ))}
        </ul>
      )}
      <div className={place.buttons}>
        <Button onClick={() => void openPlaybookFile().then(setTrouble)}>{file.state === 'absent' ? 'Begin a file' : 'Edit the file'}</Button>
        <Button variant="quiet" onClick={() => void checkPlaybook()}>
          Check again
        </Button>
      </div>
      {trouble !== null && (
        <p role="alert" className={styles.refusal}>
          {trouble}
        </p>
      )}
    </>
  )
}

function Severities({ playbook: { severities, times } }: { playbook: Kept }) {
  return (
    <Section title="Severities">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Severity</th>
            <th scope="col">Means</th>
            <th scope="col">On-call engineer</th>
            <th scope="col">Status update</th>
          </tr>
        </thead>
        <tbody>
          {severities.map(({ id, meaning, pages, updateEveryMinutes, thenEveryMinutes }) => (
            <tr key={id}>
              <td>
                <SeverityBadge severity={id} size="small" />
              </td>
              <td>{meaning}</td>
              <td>{pages ? `paged within ${minutesText(times.pageWithinMinutes)}` : 'not paged'}</td>
              <td>
                every {minutesText(updateEveryMinutes)}
                {thenEveryMinutes !== undefined && `, after ${minutesText(times.updateOftenForMinutes)} every ${minutesText(thenEveryMinutes)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function Items({ title, items }: { title: string; items: readonly PlaybookItem[] }) {
  return (
    <Section title={title}>
      <ul className={styles.list}>
        {items.map(({ id, text, owners, onlyIf }) => (
          <li key={id}>
            <span className={styles.id}>{id}</span> {text}
            <span className={styles.about}>{[owners.join(', '), onlyIf].filter(Boolean).join('; ')}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section aria-label={title} className={place.section}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}
