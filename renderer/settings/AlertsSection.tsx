/** Alertmanager: where it is, whether it is asked for alerts, and whether it answers. */
import { useState } from 'react'
import { clockTime } from '../../shared/time/format.ts'
import { changeAlertmanager, openAlertFile } from '../alerts/alerts.ts'
import { ask } from '../bridge.ts'
import { useZone } from '../hooks.ts'
import { announce, useStore } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Field } from '../ui/Field.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import place from '../ui/place.module.css'
import styles from './Settings.module.css'

export function AlertsSection() {
  const alerts = useStore(({ alerts }) => alerts)
  return alerts && <AlertsForm alerts={alerts} />
}

function AlertsForm({ alerts: { alertmanager, watch } }: { alerts: NonNullable<ReturnType<typeof useStore.getState>['alerts']> }) {
  const zone = useZone()
  const [url, setUrl] = useState(alertmanager.url)
  const [token, setToken] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const [checked, setChecked] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const given = token === '' ? {} : { token }
  const changed = url.trim() !== alertmanager.url || token !== ''

  const change = async (on: boolean): Promise<void> => {
    setChecked(null)
    const sentence = await changeAlertmanager({ url, on, ...given })
    setRefusal(sentence)
    if (sentence !== null) return
    setToken('')
    announce(on ? 'Alertmanager is asked every ten seconds.' : 'Saved.')
  }
  const check = async (): Promise<void> => {
    setBusy(true)
    const answer = await ask('checkAlertmanager', { url, ...given }).finally(() => setBusy(false))
    setRefusal(answer.ok ? null : answer.sentence)
    setChecked(answer.ok ? answer.sentence : null)
  }

  return (
    <section aria-labelledby="alerts" className={place.section}>
      <h2 id="alerts">Alerts</h2>
      <p className={place.note}>Knowngood can ask an Alertmanager what fires, and propose an incident for it. It only reads, and opens no port.</p>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void change(alertmanager.on)
        }}
      >
        <Field label="Address of Alertmanager" error={refusal} hint="Where its web page is, as in http://alertmanager.example.org:9093.">
          <TextInput mono value={url} onChange={setUrl} />
        </Field>
        <Field label="Token" optional hint={tokenText(alertmanager.token)}>
          <TextInput secret value={token} onChange={setToken} />
        </Field>
        <Checkbox checked={alertmanager.on} onChange={(on) => void change(on)} hint={watchText()}>
          Ask it for alerts every ten seconds
        </Checkbox>
        <div className={place.buttons}>
          <Button type="submit" variant={changed ? 'primary' : 'plain'} disabled={!changed}>
            Save address
          </Button>
          <Button busy={busy} onClick={() => void check()}>
            Check
          </Button>
          {alertmanager.token !== null && (
            <Button variant="quiet" onClick={() => void changeAlertmanager({ token: null })}>
              Forget the token
            </Button>
          )}
          <Button variant="quiet" onClick={() => void openAlertFile()}>
            Open alert file…
          </Button>
        </div>
        {checked !== null && <p role="status">{checked}</p>}
      </form>
    </section>
  )

  function watchText(): string | undefined {
    if (watch.state === 'watching') return 'It answers.'
    if (watch.state === 'failing') return `It has not answered since ${clockTime(watch.since, zone)}. ${watch.sentence}`
    return undefined
  }
}

function tokenText(kept: 'safe' | 'session' | null): string {
  if (kept === null) return 'For an Alertmanager that asks for one.'
  return `${kept === 'safe' ? 'Kept.' : 'Kept until Knowngood is closed.'} Leave it empty to keep it as it is.`
}
