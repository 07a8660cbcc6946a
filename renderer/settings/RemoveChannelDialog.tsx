/** Asks before a channel is removed: its secrets cannot be brought back. */
import { useState } from 'react'
import type { ChannelStatus } from '../../shared/delivery/channel.ts'
import { ask } from '../bridge.ts'
import { announce } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

export function RemoveChannelDialog({ status: { channel }, onClose }: { status: ChannelStatus; onClose: () => void }) {
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const remove = async (): Promise<void> => {
    if (busy) return
    setBusy(true)
    const removed = await ask('removeChannel', { id: channel.id }).finally(() => setBusy(false))
    if (!removed.ok) return setProblem(removed.sentence)
    onClose()
    announce(`${channel.name} was removed.`)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      onSubmit={() => void remove()}
      title={`Remove ${channel.name}`}
      description="Its secrets are forgotten, and what waits to be sent by it is called off. What was sent stays in the incidents."
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" busy={busy}>
            Remove channel
          </Button>
        </>
      }
    >
      {problem !== null && <p role="alert">{problem}</p>}
    </Dialog>
  )
}
