/** What the playbook's matrix proposes and why; one click or one key takes it. */
import { useEffect } from 'react'
import type { Severity } from '../../../shared/incident/words.ts'
import type { Proposal } from '../../../shared/playbook/proposal.ts'
import { Button } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import styles from './dialogs.module.css'

interface SeverityProposalProps {
  proposal: Proposal | null
  chosen: Severity | null
  onTake: (severity: Severity) => void
}

export function SeverityProposal({ proposal, chosen, onTake }: SeverityProposalProps) {
  useEffect(() => {
    if (!proposal) return
    const onKeyDown = (event: KeyboardEvent): void => {
      // By its place: with Alt a Mac makes another letter of it.
      if (!event.altKey || event.code !== 'KeyP') return
      event.preventDefault()
      onTake(proposal.severity)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [proposal, onTake])
  return (
    <div className={styles.proposal} aria-live="polite">
      {proposal ? (
        <>
          <p>
            <b>{proposal.severity}</b>: {proposal.why}
          </p>
          {/* It stays when it is taken: the focus may be on it. */}
          <Button size="small" aria-keyshortcuts="Alt+P" aria-pressed={chosen === proposal.severity} onClick={() => onTake(proposal.severity)}>
            Take {proposal.severity}
            <span className={styles.keys}>
              <Kbd>Alt P</Kbd>
            </span>
          </Button>
        </>
      ) : (
        <p className={styles.who}>Your answers propose a severity here.</p>
      )}
    </div>
  )
}
