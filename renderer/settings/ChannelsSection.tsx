/** The channels of this machine: what there is, what is missing, and what to do with each. */
import { useState } from 'react'
import type { ChannelStatus } from '../../shared/delivery/channel.ts'
import { lackingOf } from '../../shared/delivery/lacking.ts'
import { ask } from '../bridge.ts'
import { useStore } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { ChannelDialog } from './ChannelDialog.tsx'
import { RemoveChannelDialog } from './RemoveChannelDialog.tsx'
import place from '../ui/place.module.css'
import styles from './Settings.module.css'

type Asking = { readonly what: 'add' } | { readonly what: 'edit' | 'remove'; readonly status: ChannelStatus }

export function ChannelsSection() {
  const channels = useStore(({ channels }) => channels)
  const [asking, setAsking] = useState<Asking | null>(null)
  const close = (): void => setAsking(null)
  return (
    <section aria-labelledby="channels" className={place.section}>
      <h2 id="channels">Channels</h2>
      <p className={place.note}>By a channel, pages, notices and updates go out from this machine by themselves. Calls and messages that you make yourself need none.</p>
      {channels.some(({ kept }) => kept === 'session') && (
        <p className={styles.trouble}>This system has no safe place for secrets, such as a keyring, so they are kept until Knowngood is closed. Give them again after the next start.</p>
      )}
      {channels.length > 0 && (
        <ul aria-label="Channels" className={styles.channels}>
          {channels.map((status) => (
            <ChannelItem key={status.channel.id} status={status} onEdit={() => setAsking({ what: 'edit', status })} onRemove={() => setAsking({ what: 'remove', status })} />
          ))}
        </ul>
      )}
      <div className={place.buttons}>
        <Button onClick={() => setAsking({ what: 'add' })}>Add channel…</Button>
      </div>
      {asking?.what === 'add' && <ChannelDialog status={null} onClose={close} />}
      {asking?.what === 'edit' && <ChannelDialog status={asking.status} onClose={close} />}
      {asking?.what === 'remove' && <RemoveChannelDialog status={asking.status} onClose={close} />}
    </section>
  )
}

function ChannelItem({ status: { channel, secrets, trouble }, onEdit, onRemove }: { status: ChannelStatus; onEdit: () => void; onRemove: () => void }) {
  const [tested, setTested] = useState<{ readonly ok: boolean; readonly sentence: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const { toSend, toDoMore } = lackingOf(channel, secrets)
  const test = async (): Promise<void> => {
    setBusy(true)
    setTested(null)
    try {
      setTested(await ask('testChannel', { id: channel.id }))
    } finally {
      setBusy(false)
    }
  }
  return (
    <li className={styles.channel}>
      <div className={styles.channelName}>
        <strong>{channel.name}</strong>
        <Chip>{channel.kind === 'webhook' ? 'Webhook' : channel.kind}</Chip>
      </div>
      {toSend !== null && <p className={styles.trouble}>{toSend} Nothing can be sent by it.</p>}
      {trouble !== undefined && <p className={styles.trouble}>{trouble}</p>}
      {toDoMore !== null && <p className={place.note}>{toDoMore}</p>}
      <div className={place.buttons}>
        <Button size="small" busy={busy} aria-label={`Test ${channel.name}`} onClick={() => void test()}>
          Test
        </Button>
        <Button size="small" aria-label={`Change ${channel.name}`} onClick={onEdit}>
          Change…
        </Button>
        <Button size="small" variant="quiet" aria-label={`Remove ${channel.name}`} onClick={onRemove}>
          Remove…
        </Button>
      </div>
      <p role="status" className={tested?.ok === false ? styles.trouble : place.note}>
        {busy ? 'Testing…' : tested?.sentence}
      </p>
    </li>
  )
}
