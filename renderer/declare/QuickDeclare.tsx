/** Declares from anywhere: a title, Enter, and the clock runs. Esc hides it, and what was typed stays. */
import { useEffect, useRef, useState } from 'react'
import type { Severity } from '../../shared/incident/words.ts'
import { BUILT_IN_PLAYBOOK } from '../../shared/playbook/built-in.ts'
import type { Playbook } from '../../shared/playbook/schema.ts'
import { useAttempts } from '../attempts.ts'
import { ask, on } from '../bridge.ts'
import { useQuestion } from '../question.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { SeverityGroup } from '../ui/SeverityGroup.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import styles from './QuickDeclare.module.css'

/** What the severities mean to this team; to every team, until main has answered. */
function useCurrentPlaybook(): Playbook {
  const [playbook, setPlaybook] = useState(BUILT_IN_PLAYBOOK)
  useEffect(() => {
    const stop = on('playbook', setPlaybook)
    void ask('currentPlaybook', undefined).then(setPlaybook)
    return stop
  }, [])
  return playbook
}

export function QuickDeclare() {
  const titleRef = useRef<HTMLInputElement>(null)
  const [title, setTitle] = useState('')
  const [severity, setSeverity] = useState<Severity | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const playbook = useCurrentPlaybook()
  const question = useQuestion('press Enter once more')
  const attemptOf = useAttempts()
  // Shown again, the cursor is where one types, whatever had it before.
  useEffect(() => on('declare', () => titleRef.current?.focus()), [])
  useEffect(() => {
    const hide = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.isComposing) void ask('hideDeclare', undefined)
    }
    window.addEventListener('keydown', hide)
    return () => window.removeEventListener('keydown', hide)
  }, [])

  const submit = async (): Promise<void> => {
    if (busy) return
    setBusy(true)
    try {
      const doubt = await question(title)
      if (doubt !== null) return setRefusal(doubt)
      const wanted = { title, ...(severity && { severity }) }
      const answer = await ask('quickDeclare', { ...wanted, attempt: attemptOf(wanted) })
      setRefusal(answer.ok ? null : answer.sentence)
      if (!answer.ok) return
      setTitle('')
      setSeverity(null)
    } finally {
      setBusy(false)
    }
  }

  return (
    <main>
      <h1 className="aside">Declare incident</h1>
      <form
        className={styles.window}
        aria-label="Declare incident"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Field label="Title" error={refusal}>
          <TextInput ref={titleRef} autoFocus size="large" value={title} onChange={setTitle} placeholder="What is wrong, in a few words" />
        </Field>
        <SeverityGroup value={severity} onChange={setSeverity} playbook={playbook} />
        <div className={styles.buttons}>
          <Button variant="quiet" onClick={() => void ask('hideDeclare', undefined)}>
            Not now
          </Button>
          <Button variant="primary" type="submit" busy={busy}>
            Declare incident
          </Button>
        </div>
      </form>
    </main>
  )
}
