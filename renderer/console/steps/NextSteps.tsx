/** The region `Next steps`: three at most with their keys and clocks, the rest folded, and what is owed later. */
import { ChevronRight } from 'lucide-react'
import { useMemo, useRef, type ReactNode, type RefObject } from 'react'
import { guidanceOf, type Step } from '../../../shared/playbook/guidance.ts'
import { useKey } from '../../keys.ts'
import { classes } from '../../ui/classes.ts'
import { Countdown } from '../../ui/Countdown.tsx'
import { useConsole } from '../context.ts'
import { useNotifyDue } from '../notices.ts'
import { dialogOf, owedDialog } from './doing.ts'
import { useSpot } from './spot.ts'
import { StepCard } from './StepCard.tsx'
import styles from './NextSteps.module.css'

export function NextSteps() {
  const { folded, state, playbook, timeText, open } = useConsole()
  const notifyDue = useNotifyDue()
  const { now, later, done, owed } = useMemo(() => guidanceOf(folded.state, playbook), [folded, playbook])
  const owedFold = useRef<HTMLDetailsElement>(null)
  useKey('owed', () => {
    if (!owedFold.current) return
    owedFold.current.open = true
    owedFold.current.querySelector('button')?.focus()
  })
  const count = now.length + later.length + done.length
  return (
    <section aria-label="Next steps" className={styles.steps}>
      <header className={styles.header}>
        <h2>Next steps</h2>
        <span className="tabular">
          {done.length} of {count} done
        </span>
      </header>
      {now.length > 0 ? (
        <ol className={styles.now}>
          {now.map((step, index) => (
            <StepCard
              key={`${step.does} ${step.clock?.key ?? step.detail}`}
              step={step}
              number={index + 1}
              onDo={() => {
                const does = dialogOf(step.does, state)
                if (does === 'notify') notifyDue()
                else open(does)
              }}
            />
          ))}
        </ol>
      ) : (
        <p className={styles.nothing}>{later.length > 0 ? 'Nothing to do right now.' : 'Nothing left to do. Well done, all of you.'}</p>
      )}
      <div className={styles.folds}>
        {later.length > 0 && (
          <Fold summary="Later" preview={later.map(({ title }) => title)}>
            {later.map((step, index) => (
              <LaterStep key={index} step={step} />
            ))}
          </Fold>
        )}
        {done.length > 0 && (
          <Fold summary="Done" preview={done.map(({ title, doneAt }) => `${title}${doneAt ? ` ${timeText(doneAt)}` : ''}`)}>
            {done.map((step, index) => (
              <li key={index}>
                {step.title} {step.doneAt && <span className={styles.time}>{timeText(step.doneAt)}</span>}
              </li>
            ))}
          </Fold>
        )}
        {owed.length > 0 && (
          <Fold summary="Owed later" place={owedFold} preview={owed.map(({ text }) => text)}>
            {owed.map((line) => (
              <li key={`${line.text} ${line.about ?? ''}`}>
                <button type="button" className={styles.owed} onClick={() => open(owedDialog(line))}>
                  {line.text}
                </button>
              </li>
            ))}
          </Fold>
        )}
      </div>
    </section>
  )
}

function LaterStep({ step }: { step: Step }) {
  const { ref, isSpot, leave } = useSpot<HTMLLIElement>(step.clock?.key)
  return (
    <li ref={ref} tabIndex={-1} onBlur={leave} className={classes(isSpot && styles.spot)}>
      {step.title}
      {step.clock && (
        <>
          {', '}
          <Countdown due={step.clock.due} />
        </>
      )}
    </li>
  )
}

interface FoldProps {
  summary: string
  preview: readonly string[]
  place?: RefObject<HTMLDetailsElement | null>
  children: ReactNode
}

function Fold({ summary, preview, place, children }: FoldProps) {
  return (
    <details ref={place} className={styles.fold}>
      <summary>
        <ChevronRight size={13} aria-hidden="true" />
        {summary}
        <span className={styles.count}>{preview.length}</span>
        <span className={styles.preview}>{preview.join(' · ')}</span>
      </summary>
      <ul>{children}</ul>
    </details>
  )
}
