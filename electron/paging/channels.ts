/** The channels of this machine: kept in the settings, their secrets in the vault; checked before they are kept. */
import { z } from 'zod'
import { CHANNEL_SECRETS, channelSchema, type Channel, type ChannelStatus } from '../../shared/delivery/channel.ts'
import type { SettingsStore } from '../settings.ts'
import type { Secrets } from './adapter.ts'
import type { Vault } from './vault.ts'

export interface Channels {
  list(): readonly ChannelStatus[]
  /** Whether it is one of this machine's. */
  has(id: string): boolean
  /** A channel with what is needed to send by it; null where it is not one of this machine's. */
  use(id: string): UsableChannel | null
  /**
   * Keeps a channel, a new one where its id is empty; or the sentence on what is wrong, and the field where that is one.
   * @param secrets by name: an empty text leaves one as it is, null takes it away
   */
  save(channel: Readonly<Record<string, unknown>>, secrets: Readonly<Record<string, string | null>>): Promise<Saved>
  remove(id: string): Promise<{ readonly ok: true } | { readonly ok: false; readonly sentence: string }>
  /** Takes note of what is wrong with a channel now; null where it works again. */
  tell(id: string, trouble: string | null): void
  settled(): Promise<void>
}

export interface UsableChannel {
  readonly channel: Channel
  readonly secrets: Secrets
}
export type Saved = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly field: string | null; readonly sentence: string }

export interface ChannelsOptions {
  readonly settings: Pick<SettingsStore, 'channels' | 'change'>
  /** Opened once a channel is there: asking the system for its safe place may take a while. */
  openVault(): Vault
  /** eight characters of base32 */
  newId(): string
  onChange(channels: readonly ChannelStatus[]): void
}

export function createChannels({ settings, openVault, newId, onChange }: ChannelsOptions): Channels {
  let opened: Vault | null = null
  const vault = (): Vault => (opened ??= openVault())
  const troubles = new Map<string, string>()

  const find = (id: string): Channel | undefined => settings.channels.find((channel) => channel.id === id)

  function statusOf(channel: Channel): ChannelStatus {
    const trouble = [vault().trouble, unreadableText(channel, vault().unreadable(channel.id)), troubles.get(channel.id)].filter(Boolean).join(' ')
    return { channel, secrets: Object.keys(vault().secretsOf(channel.id)), kept: vault().kept, ...(trouble !== '' && { trouble }) }
  }

  const list = (): readonly ChannelStatus[] => settings.channels.map(statusOf)

  async function keep(channels: readonly Channel[]): Promise<string | null> {
    const kept = await settings.change({ channels: [...channels] })
    if (!kept.ok) return kept.sentence
    onChange(list())
    return null
  }

  return {
    list,
    has: (id) => find(id) !== undefined,
    use(id) {
      const channel = find(id)
      return channel ? { channel, secrets: vault().secretsOf(id) } : null
    },
    async save(input, secrets) {
      const isNew = input['id'] === ''
      const parsed = channelSchema.safeParse(isNew ? { ...input, id: `ch-${newId()}` } : input)
      if (!parsed.success) return wrong(parsed.error)
      const channel = parsed.data
      const before = find(channel.id)
      if (!isNew && before?.kind !== channel.kind) return { ok: false, field: null, sentence: 'That channel is not on this machine any more. Add it anew.' }
      const given = givenSecrets(channel, secrets)
      if (!given.ok) return given
      const unkept = await vault().keep(channel.id, given.secrets)
      if (unkept !== null) return { ok: false, field: null, sentence: unkept }
      troubles.delete(channel.id)
      const others = settings.channels
      const sentence = await keep(before ? others.map((other) => (other.id === channel.id ? channel : other)) : [...others, channel])
      if (sentence === null) return { ok: true, id: channel.id }
      if (isNew) await vault().forget(channel.id)
      return { ok: false, field: null, sentence }
    },
    async remove(id) {
      const unkept = await vault().forget(id)
      const sentence = unkept ?? (await keep(settings.channels.filter((channel) => channel.id !== id)))
      return sentence === null ? { ok: true } : { ok: false, sentence }
    },
    tell(id, trouble) {
      if ((troubles.get(id) ?? null) === trouble) return
      if (trouble === null) troubles.delete(id)
      else troubles.set(id, trouble)
      onChange(list())
    },
    settled: () => opened?.settled() ?? Promise.resolve(),
  }
}

/** The secrets that are to change, trimmed; or what is wrong with one of them, which is never said back. */
function givenSecrets({ kind }: Channel, secrets: Readonly<Record<string, string | null>>): { readonly ok: true; readonly secrets: Record<string, string | null> } | Extract<Saved, { ok: false }> {
  const known: Readonly<Record<string, string>> = CHANNEL_SECRETS[kind]
  const given: Record<string, string | null> = {}
  for (const [name, text] of Object.entries(secrets)) {
    const secret = text?.trim() ?? null
    if (!(name in known) || secret === '') continue
    // They travel in headers and addresses, where nothing else is allowed.
    if (secret !== null && !/^[\x21-\x7e]+$/.test(secret)) return { ok: false, field: name, sentence: 'It holds blanks or signs that no key has. Copy it anew.' }
    if (secret !== null && name === 'url' && !z.url({ protocol: /^https?$/ }).safeParse(secret).success) return { ok: false, field: name, sentence: 'That is no URL. Slack shows it as “Webhook URL”, beginning with https://.' }
    given[name] = secret
  }
  return { ok: true, secrets: given }
}

function wrong(error: z.ZodError): Extract<Saved, { ok: false }> {
  const issue = error.issues[0]!
  const field = issue.path[0]
  return { ok: false, field: typeof field === 'string' ? field : null, sentence: issue.message }
}

function unreadableText({ kind }: Channel, names: readonly string[]): string | null {
  if (names.length === 0) return null
  const known: Readonly<Record<string, string>> = CHANNEL_SECRETS[kind]
  return `${names.map((name) => known[name] ?? name).join(', ')}: kept, but cannot be read here. Give it anew.`
}
