/** Paging, put together: the channels of this machine with their secrets, what goes out by them, and the answers that come back. */
import type { Pushes } from '../../shared/api.ts'
import type { Clock } from '../clock.ts'
import type { Desk } from '../desk.ts'
import type { IncidentSummary } from '../incident-summary.ts'
import { randomId } from '../journal/random-id.ts'
import type { SettingsStore } from '../settings.ts'
import { createAcknowledgements } from './acknowledgements.ts'
import { ADAPTERS, pagerDutyReader } from './adapters.ts'
import { createChannels } from './channels.ts'
import { createCourier, type CourierOptions } from './courier.ts'
import { createDeskChannels, type DeskChannels } from './desk-channels.ts'
import type { Vault } from './vault.ts'

export interface PagingOptions {
  readonly settings: SettingsStore
  readonly clock: Clock
  readonly desk: Desk
  /** what is known of all incidents, now */
  summaries(): readonly IncidentSummary[]
  /** asked once, when a secret is first needed: the system may take a while to open its safe place */
  openVault(): Vault
  raise: CourierOptions['raise']
  onChannels(channels: Pushes['channels']): void
  /** Runs once after ms; answers how to call it off. */
  after(ms: number, run: () => void): () => void
}

export interface Paging {
  readonly channels: DeskChannels
  /** where all secrets of this machine are */
  vault(): Vault
  /** Called whenever the time or the facts may have moved. */
  look(): void
  /** Begins nothing more, and waits a bounded time for what is on its way. */
  close(): Promise<void>
  /** Waits until what was given to be kept is kept. */
  settled(): Promise<void>
}

export function createPaging({ settings, clock, desk, summaries, openVault, raise, onChannels, after }: PagingOptions): Paging {
  let opened: Vault | null = null
  const vault = (): Vault => (opened ??= openVault())
  const channels = createChannels({
    settings,
    openVault: vault,
    newId: randomId,
    onChange(changed) {
      onChannels(changed)
      look()
    },
  })
  const sending = { clock, summaries, desk, channels, adapters: ADAPTERS, reader: pagerDutyReader, newId: randomId, after }
  const courier = createCourier({ ...sending, raise, random: Math.random, elapsed: () => performance.now() })
  const acknowledgements = createAcknowledgements(sending)
  const deskChannels = createDeskChannels({ ...sending, courier })

  function look(): void {
    courier.look()
    acknowledgements.look()
  }

  return {
    channels: deskChannels,
    vault,
    look,
    async close() {
      deskChannels.close()
      await Promise.all([courier.close(), acknowledgements.close()])
    },
    settled: async () => void (await Promise.all([channels.settled(), opened?.settled()])),
  }
}
