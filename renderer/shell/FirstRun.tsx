/** The one question of the first run: who are you? */
import { useState } from 'react'
import { ROLES } from '../../shared/incident/words.ts'
import { base32 } from '../../shared/stream.ts'
import { saveSettings } from '../session.ts'
import { useStore } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { Combobox } from '../ui/Combobox.tsx'
import { Field } from '../ui/Field.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { readZone, ZoneField } from '../settings/ZoneField.tsx'
import { Mark } from './Mark.tsx'
import styles from './FirstRun.module.css'

export function FirstRun() {
  const systemZone = useStore(({ start }) => start?.systemZone ?? 'UTC')
  const [name, setName] = useState('')
  const [role, setRole] = useState('')
  const [zoneText, setZoneText] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const [zoneRefusal, setZoneRefusal] = useState<string | null>(null)

  const submit = async (): Promise<void> => {
    const zone = readZone(zoneText)
    setZoneRefusal(zone === undefined ? `There is no time zone “${zoneText.trim()}”.` : null)
    if (zone === undefined) return
    const id = `per-${base32(crypto.getRandomValues(new Uint8Array(5)))}`
    setRefusal(await saveSettings({ person: { id, name, role: role.trim() || null }, zone }))
  }

  return (
    <main className={styles.page}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Mark size={40} />
        <div>
          <h1 className={styles.title}>Who are you?</h1>
          <p className={styles.text}>Every entry carries a name, so that the timeline can say who did what. It stays on this machine.</p>
        </div>
        <Field label="Your name" error={refusal}>
          <TextInput size="large" value={name} onChange={setName} autoFocus placeholder="As your team knows you" />
        </Field>
        <Field label="Your role" optional>
          <Combobox suggestions={ROLES} value={role} onChange={setRole} placeholder="on-call engineer, Release Manager, …" />
        </Field>
        <ZoneField text={zoneText} onChange={setZoneText} systemZone={systemZone} error={zoneRefusal} />
        <Button variant="primary" size="large" type="submit" wide>
          Start
        </Button>
      </form>
    </main>
  )
}
