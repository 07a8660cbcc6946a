/** What is wrong with the open incident's files: one line above everything, and the details on demand. */
import { useMemo, useState } from 'react'
import type { Finding } from '../../shared/api.ts'
import { isShown } from '../../shared/views/timeline.ts'
import { recall, remember } from '../memory.ts'
import type { Opened } from '../store.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { Dialog } from '../ui/Dialog.tsx'
import styles from './Banners.module.css'
import { findingsOf, summaryOfFindings } from './findings.ts'

/** More than anybody reads; the command line lists them all. */
const MOST_LISTED = 200
const SEEN = 'findings seen:'

export function FindingsBanner({ incident }: { incident: Opened }) {
  const { id, folded, findings: found } = incident
  const [isOpen, setOpen] = useState(false)
  const findings = useMemo(() => findingsOf({ folded, findings: found }), [folded, found])
  // What is only worth knowing may stay for good, the rest of a full disk for instance: it is said until somebody has seen it.
  const quiet = useMemo(() => findings.map(({ sentence }) => sentence).join('\n'), [findings])
  const [dismissed, setDismissed] = useState(() => recall(SEEN + id))
  if (findings.length === 0) return null
  const summary = summaryOfFindings(findings, folded.entries.filter(({ fact }) => isShown(fact)).length)
  if (!summary.grave && dismissed === quiet) return null
  const dismiss = (): void => {
    remember(SEEN + id, quiet)
    setDismissed(quiet)
  }
  return (
    <>
      <Banner
        tone={summary.grave ? 'fault' : 'info'}
        title={summary.title}
        actions={
          <Button size="small" variant="quiet" onClick={() => setOpen(true)}>
            Details
          </Button>
        }
        {...(!summary.grave && { onDismiss: dismiss })}
      >
        {!summary.grave && 'Nothing is known to be lost.'}
      </Banner>
      <Dialog
        open={isOpen}
        onClose={() => setOpen(false)}
        size="wide"
        title="What was found in this incident’s files"
        description="Every line that can be read is in the timeline, and Knowngood has changed nothing in these files."
      >
        <ul className={styles.findings} aria-label="Findings">
          {findings.slice(0, MOST_LISTED).map((finding, index) => (
            <Item key={index} finding={finding} withAdvice={finding.advice !== findings[index + 1]?.advice} />
          ))}
        </ul>
        {findings.length > MOST_LISTED && (
          <p className={styles.where}>
            {findings.length - MOST_LISTED} more; <code>knowngood verify</code> lists them all.
          </p>
        )}
      </Dialog>
    </>
  )
}

/** Advice that holds for several in a row stands below the last of them. */
function Item({ finding: { grave, sentence, advice, file, line, byte }, withAdvice }: { finding: Finding; withAdvice: boolean }) {
  return (
    <li className={classes(!grave && styles.quiet)}>
      <p>{sentence}</p>
      {file !== '' && (
        <p className={styles.where}>
          {file}
          {line > 0 && `, line ${String(line)}, byte ${String(byte)}`}
        </p>
      )}
      {withAdvice && <p className={styles.advice}>{advice}</p>}
    </li>
  )
}
