/** Joins an incident that stands open in PagerDuty already, so that pages go to it and no second one is opened. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Replies } from '../../../shared/api.ts'
import { remoteOf } from '../../../shared/incident/delivery.ts'
import { ask } from '../../bridge.ts'
import { go, useStore } from '../../store.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { useConsole } from '../context.ts'
import styles from './AdoptDialog.module.css'
import { useRecord } from './use-record.ts'

type Found = Replies['findRemote']

export function AdoptDialog({ onClose }: { onClose: () => void }) {
  const { state, timeText } = useConsole()
  const channels = useStore(({ channels }) => channels).flatMap(({ channel }) => (channel.kind === 'PagerDuty' ? [channel] : []))
  const linked = remoteOf(state, 'PagerDuty')
  const [channel, setChannel] = useState(() => channels.find(({ id }) => id === linked?.channel)?.id ?? channels[0]?.id ?? null)
  const { found, again } = useOpenIncidents(channel)
  const [chosen, setChosen] = useState<string | null>(null)
  const { record, refusal, busy } = useRecord(onClose)
  const first = useFocusOnceThere(found)

  const incidents = found?.ok ? found.incidents : []
  const choice = incidents.find(({ id }) => id === chosen) ?? incidents[0]
  const join = (): void => {
    if (!choice || channel === null) return
    void record([{ type: 'LinkRemote', kind: 'PagerDuty', remote: choice.id, channel, title: choice.title, url: choice.url }])
  }
  const leave = (): void => void record([{ type: 'LinkRemote', kind: 'PagerDuty', remote: null }])

  return (
    <Dialog
      open
      onClose={onClose}
      onSubmit={join}
      title="Join an open PagerDuty incident"
      description="Pages go to it from then on, and who answers there is shown here. Joining pages nobody."
      footer={
        <>
          {linked && (
            <Button variant="quiet" onClick={leave}>
              Not that incident any more
            </Button>
          )}
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          {choice && (
            <Button variant="primary" type="submit" busy={busy}>
              Join
            </Button>
          )}
        </>
      }
    >
      {linked && <p className={styles.quiet}>This incident is {linked.title ? `“${linked.title}”` : linked.remote} in PagerDuty now.</p>}
      {channels.length > 1 && (
        <Field label="Channel">
          <Select options={channels.map(({ id, name }) => ({ value: id, label: name }))} value={channel} onChange={setChannel} />
        </Field>
      )}
      {channel === null ? (
        <NoChannel onClose={onClose} />
      ) : found === null ? (
        <p role="status">Looking for open incidents…</p>
      ) : !found.ok ? (
        <div className={styles.trouble}>
          <p role="alert">{found.sentence}</p>
          <Button onClick={again}>Try again</Button>
        </div>
      ) : incidents.length === 0 ? (
        <div className={styles.trouble}>
          <p role="status">No incident is open there.</p>
          <Button onClick={again}>Look again</Button>
        </div>
      ) : (
        <ChoiceList
          legend="Open incidents"
          first={first}
          value={choice!.id}
          onChange={setChosen}
          choices={incidents.map(({ id, title, service, status, createdAt }) => ({ value: id, title, note: `${service}, ${status}, since ${timeText(createdAt)}` }))}
        />
      )}
      {refusal !== null && <p role="alert">{refusal}</p>}
    </Dialog>
  )
}

function NoChannel({ onClose }: { onClose: () => void }) {
  const goToSettings = (): void => {
    onClose()
    go('settings')
  }
  return (
    <div className={styles.trouble}>
      <p>This machine has no PagerDuty channel yet. Add one with a REST API token, and its open incidents show here.</p>
      <Button onClick={goToSettings}>Open settings</Button>
    </div>
  )
}

/** What stands open by a channel; null while it is asked. */
function useOpenIncidents(channel: string | null): { readonly found: Found | null; readonly again: () => void } {
  const [found, setFound] = useState<{ readonly channel: string; readonly round: number; readonly reply: Found } | null>(null)
  const [round, setRound] = useState(0)
  useEffect(() => {
    if (channel === null) return
    let isWanted = true
    void ask('findRemote', { id: channel }).then((reply) => isWanted && setFound({ channel, round, reply }))
    return () => {
      isWanted = false
    }
  }, [channel, round])
  const isNow = found?.channel === channel && found.round === round
  return { found: isNow ? found.reply : null, again: useCallback(() => setRound((round) => round + 1), []) }
}

/** The list comes after the dialog: once it is there, the keys are for it. */
function useFocusOnceThere(found: Found | null) {
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [found])
  return first
}
