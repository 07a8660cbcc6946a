/** The contract between renderer and main: every request and every push, with the schema that main checks it by. */
import { z } from 'zod'
import type { PUSH_NAMES, REQUEST_NAMES } from './channels.ts'
import { STREAM_ID } from './stream.ts'
import type { Phase, Severity } from './incident/words.ts'
import type { Playbook } from './playbook/schema.ts'

const streamId = z.string().regex(STREAM_ID)

export const THEMES = ['system', 'dark', 'light'] as const
export const RETRO_FORMATS = ['md', 'html', 'pdf', 'json'] as const
export type RetroFormat = (typeof RETRO_FORMATS)[number]

/** What is kept for this machine alone, in electron-store's config.json. */
export const settingsSchema = z.object({
  /** who sits here; null until the first run's question is answered */
  person: z
    .object({ id: z.string().min(1).max(200), name: z.string().trim().min(1, { error: 'Write the name that your team knows you by.' }).max(200), role: z.string().max(200).nullable() })
    .nullable(),
  /** IANA name; null follows the system */
  zone: z.string().max(64).nullable(),
  theme: z.enum(THEMES),
})
export type Settings = z.output<typeof settingsSchema>

/** One line of the list of incidents. All times UTC. */
export interface IncidentRow {
  readonly id: string
  readonly title: string
  readonly severity: Severity | null
  readonly phase: Phase
  readonly declaredAt: string
  readonly backfilled: boolean
  readonly practice: boolean
  readonly nextDue: { readonly label: string; readonly due: string } | null
  /** how many findings its journals have */
  readonly findings: number
}

/** Something that is wrong with a journal, named by file, line and byte. */
export interface Finding {
  readonly kind: string
  readonly file: string
  /** 1-based; 0 where the whole file is meant */
  readonly line: number
  /** byte offset in the file */
  readonly byte: number
  /** for the person, with what to do where there is something to do */
  readonly sentence: string
}

/** A disk or network that did not do its part. The text that was to be recorded is kept by whoever sent it. */
export interface Fault {
  readonly code: string
  readonly sentence: string
}

export type Answer =
  | {
      readonly ok: true
      readonly incident: string
      readonly facts: readonly string[]
      /** sentences on what could not be done beside recording: where redacted words still stand, and what to do */
      readonly notices?: readonly string[]
      /** what a redaction took from the journals: lines that lost facts, in how many files */
      readonly erased?: { readonly lines: number; readonly journals: number }
    }
  | { readonly ok: false; readonly kind: 'refused' | 'fault'; readonly sentence: string }

export interface Start {
  readonly settings: Settings
  readonly version: string
  /** running on the older runtime that is for trying and testing */
  readonly trial: boolean
  readonly platform: string
  /** the zone that the system says, IANA */
  readonly systemZone: string
  /** where the incidents lie, to be shown to people */
  readonly storeFolder: string
  readonly playbook: Playbook
  /** by incident: what stands in its entry line, as the window last gave it to be kept */
  readonly drafts: Readonly<Record<string, string>>
}

export type OpenIncident =
  | {
      readonly ok: true
      /** the facts, one JSON a line: text crosses the bridge ten times as fast as objects */
      readonly facts: string
      readonly playbook: Playbook
      readonly findings: readonly Finding[]
    }
  | { readonly ok: false; readonly sentence: string }

export type Exported =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly cancelled: boolean; readonly sentence: string }

/** Requests: what the window asks of main. The schema checks what crosses; the type says what comes back. */
export const REQUESTS = {
  start: z.undefined(),
  listIncidents: z.undefined(),
  openIncident: z.object({ id: streamId }),
  dispatch: z.object({
    /** null declares a new incident */
    incident: streamId.nullable(),
    /** checked again as a command by the command handler, which answers with a sentence */
    command: z.record(z.string(), z.unknown()),
  }),
  /** asked before words are recorded; main has the rules */
  findSecret: z.object({ texts: z.array(z.string().max(100_000)).max(1000) }),
  keepDraft: z.object({ incident: streamId, text: z.string().max(1_000_000) }),
  exportRetro: z.object({ incident: streamId, format: z.enum(RETRO_FORMATS), zone: z.string().min(1).max(64) }),
  showExported: z.object({ path: z.string().min(1).max(4096) }),
  saveSettings: settingsSchema.partial(),
  copyText: z.object({ text: z.string().max(1_000_000) }),
  openLink: z.object({ url: z.string().max(4000) }),
} as const satisfies Record<(typeof REQUEST_NAMES)[number], z.ZodType>

export type RequestName = keyof typeof REQUESTS
export type RequestInput<N extends RequestName> = z.input<(typeof REQUESTS)[N]>

export interface Replies {
  start: Start
  listIncidents: readonly IncidentRow[]
  openIncident: OpenIncident
  dispatch: Answer
  /** what it looks like, as in "an AWS secret"; null where nothing is noticed */
  findSecret: string | null
  keepDraft: { readonly ok: true } | { readonly ok: false; readonly sentence: string }
  exportRetro: Exported
  showExported: { readonly ok: boolean }
  saveSettings: { readonly ok: true; readonly settings: Settings } | { readonly ok: false; readonly sentence: string }
  copyText: { readonly ok: true }
  openLink: { readonly ok: boolean }
}

/** Pushes: what main tells every window. */
export interface Pushes extends Record<(typeof PUSH_NAMES)[number], unknown> {
  /** facts that are on disk, one JSON a line, whoever wrote them */
  facts: { readonly incident: string; readonly facts: string }
  /** rows that changed */
  incidents: readonly IncidentRow[]
  findings: { readonly incident: string; readonly findings: readonly Finding[] }
  /** the disk's state: a fault while writing fails, null once it works again */
  fault: Fault | null
  /** bring this incident to the front */
  show: { readonly incident: string }
  /** a menu item that the window carries out */
  menu: { readonly item: MenuItem }
}

export const MENU_ITEMS = ['declare', 'open retro', 'find', 'settings', 'undo last entry'] as const
export type MenuItem = (typeof MENU_ITEMS)[number]

/** What preload puts on `window.knowngood`: one way to ask, one way to listen, and nothing of Electron's. */
export interface KnowngoodApi {
  ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Replies[N]>
  /** @returns how to stop listening */
  on<P extends keyof Pushes>(name: P, listener: (push: Pushes[P]) => void): () => void
}

