/** Pages someone (IN2), or the next one instead of a page that nobody answered: by a channel of this machine, or by hand. */
import { useRef, useState } from 'react'
import { pagesOf } from '../../../shared/incident/status.ts'
import { PAGE_CHANNELS, type PageChannel } from '../../../shared/incident/words.ts'
import { entryNamed, nextToPage } from '../../../shared/playbook/directory.ts'
import type { DirectoryEntry } from '../../../shared/playbook/schema.ts'
import { pageDraft } from '../../../shared/views/drafts.ts'
import { useBreakGlass, useDirectory } from '../../hooks.ts'
import { Combobox, type Suggestion } from '../../ui/Combobox.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select, type SelectOption } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useChannels } from '../channels.ts'
import { useConsole } from '../context.ts'
import { peopleKnown } from '../people.ts'
import { CommandDialog } from './CommandDialog.tsx'
import { CopyButton } from './CopyButton.tsx'
import styles from './dialogs.module.css'

const ON_CALL = 'on-call engineer'
const MINUTE = 60_000

export function PageDialog({ onClose, insteadOf }: { onClose: () => void; insteadOf?: string }) {
  const { folded, state, playbook, timeText, zone } = useConsole()
  const directory = useDirectory()
  const breakGlass = useBreakGlass()
  const channels = useChannels()
  const pages = pagesOf(state)
  const before = pages.find(({ page }) => page.id === insteadOf)
  const [whom, setWhom] = useState(() => (insteadOf === undefined ? (pages.length === 0 ? ON_CALL : '') : (nextToPage(directory, pages, insteadOf)?.name ?? '')))
  // What nobody has touched follows whoever is paged.
  const [chosenWay, setWay] = useState<string | null>(null)
  const [typedTo, setTo] = useState<string | null>(null)
  const [typedText, setText] = useState<string | null>(null)
  const expiresAt = useExpiry(playbook.times.pageExpiresMinutes)

  const entry = entryNamed(directory, whom)
  const way = chosenWay ?? wayOf(entry, channels.map(({ channel }) => channel))
  const channel = channels.find((status) => status.channel.id === way)?.channel
  const to = typedTo ?? entry?.page?.to ?? ''
  const draft = pageDraft(folded, breakGlass, { playbook, timeText, zone })
  // A call made by hand is recorded with what was said, which no draft knows.
  const text = typedText ?? (channel ? draft : '')

  const page = {
    by: channel ? channel.kind : (way as PageChannel),
    text,
  }
  const party = entry ? { name: entry.name, kind: entry.kind, id: entry.id } : whom
  return (
    <CommandDialog
      title={insteadOf === undefined ? 'Page someone' : 'Page next'}
      {...(before ? { description: `${before.page.data.whom.name} ${before.outcome?.data.outcome === 'failed' ? 'was not reached' : 'has not answered'}. This page takes over.` } : {})}
      onClose={onClose}
      sends={channel !== undefined}
      commands={() => {
        const send = channel ? { send: [{ channel: channel.id, name: channel.name, kind: channel.kind, ...(to.trim() ? { to } : {}), expiresAt: expiresAt() }] } : {}
        return [insteadOf === undefined ? { type: 'Page', whom: party, ...page, ...send } : { type: 'EscalatePage', page: insteadOf, to: party, ...page, ...send }]
      }}
    >
      {(refusal) => (
        <>
          <div className={styles.wideAndNarrow}>
            <Field label="Whom" error={refusal}>
              <Combobox value={whom} onChange={setWhom} suggestions={suggestionsOf(directory, peopleKnown(state, playbook))} placeholder="A person, a role or a team" />
            </Field>
            <Field label="By" hint={channel ? `sent now; called off after ${String(playbook.times.pageExpiresMinutes)} min` : undefined}>
              <Select options={waysOf(channels.map((status) => status.channel))} value={way} onChange={setWay} />
            </Field>
          </div>
          {!channel && entry?.phone && (way === 'phone' || way === 'text') && (
            <p className={styles.number}>
              {entry.phone}
              <CopyButton what="number" text={entry.phone} />
            </p>
          )}
          {channel?.kind === 'PagerDuty' && (
            <Field label="Reaches" optional hint="The id of a user or an escalation policy; left blank, whoever its service pages.">
              <TextInput mono value={to} onChange={setTo} placeholder="PABC123" />
            </Field>
          )}
          <Field label="Message" optional hint={channel ? undefined : `To say: ${draft}`}>
            <TextArea rows={channel ? 3 : 1} value={text} onChange={setText} placeholder="What they need to know first" />
          </Field>
        </>
      )}
    </CommandDialog>
  )
}

/** How the directory says that somebody is paged, where this machine can; else by phone. */
function wayOf(entry: DirectoryEntry | undefined, channels: readonly { id: string; name: string; kind: string }[]): string {
  const page = entry?.page
  if (!page) return 'phone'
  const channel = page.channel === undefined ? channels.find(({ kind }) => kind === page.by) : channels.find(({ name }) => name === page.channel)
  return channel?.id ?? page.by
}

/** This machine's channels by their ids, then the ways by hand. */
function waysOf(channels: readonly { id: string; name: string; kind: string }[]): SelectOption<string>[] {
  const kinds = new Set(channels.map(({ kind }) => kind))
  return [
    ...channels.map(({ id, name, kind }) => ({ value: id, label: name, note: kind })),
    ...PAGE_CHANNELS.map((by) => ({ value: by, label: by.slice(0, 1).toUpperCase() + by.slice(1), ...(kinds.has(by) ? { note: 'by hand' } : {}) })),
  ]
}

function suggestionsOf(directory: readonly DirectoryEntry[], others: readonly string[]): (string | Suggestion)[] {
  const entries = directory.map(({ name, kind, phone }) => ({ value: name, note: [kind !== 'person' && kind, phone].filter(Boolean).join(' · ') }))
  return [...entries, ...others.filter((name) => !entryNamed(directory, name))]
}

/** When a page that is sent now is not sent any more (UTC). Sent again after a fault it is the same page, and has the same end. */
function useExpiry(minutes: number): () => string {
  const last = useRef<string | null>(null)
  return () => {
    const now = new Date(Date.now()).toISOString()
    if (last.current === null || last.current <= now) last.current = new Date(Date.parse(now) + minutes * MINUTE).toISOString()
    return last.current
  }
}
