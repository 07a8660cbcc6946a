/** What stands in config.json, and how much of it can be used: the app writes it, the command line only reads it. */
import { z } from 'zod'
import { alertmanagerSchema, reachSchema, settingsSchema, type Settings } from '../shared/api.ts'
import { channelSchema } from '../shared/delivery/channel.ts'

const boundsSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  maximized: z.boolean(),
})
/** Where the window stood when it was last closed, in the screens' own pixels. */
export type WindowBounds = z.output<typeof boundsSchema>

/** Folders that were moved about pile up; the oldest are forgotten. */
export const MOST_STORES = 50

const backupSchema = z.object({
  /** chosen by the person in main's own dialog; null: no backups */
  folder: z.string().nullable(),
  /** how the last backup ended; null before the first */
  last: z.object({ /** UTC */ at: z.iso.datetime({ precision: 3 }), incidents: z.int(), files: z.int(), bytes: z.int() }).nullable(),
  /** UTC: when the first of the backups failed that have failed since; null while they work */
  failingSince: z.iso.datetime({ precision: 3 }).nullable(),
})
/** The window sees of it what it shows, and changes none of it: a folder is never named by a page. */
export type BackupSettings = z.output<typeof backupSchema>

export const storedSchema = settingsSchema.extend({
  window: boundsSchema.nullable(),
  /** the data folders in which this machine has seen incidents: one of them that is empty is away, not new */
  stores: z.array(z.string()).max(MOST_STORES),
  backup: backupSchema,
  reach: reachSchema,
  /** without their secrets, which the vault has */
  channels: z.array(channelSchema),
  alertmanager: alertmanagerSchema,
})
export type Stored = z.output<typeof storedSchema>

export const INITIAL_SETTINGS: Stored = {
  person: null,
  zone: null,
  theme: 'system',
  window: null,
  stores: [],
  backup: { folder: null, last: null, failingSince: null },
  // Three keys beside the letter: no layout writes a sign with them, and few apps use them.
  reach: { shortcut: 'CommandOrControl+Alt+Shift+D', shortcutOn: true, keepAwake: true },
  channels: [],
  alertmanager: { url: '', on: false },
}

/** The settings as they were stored, and the names of those that could not be used. */
export interface ReadSettings {
  readonly stored: Stored
  /** empty where all is well; `file` where nothing could be read at all */
  readonly unusable: readonly string[]
}

/** Reads the text of a config.json. A field that is missing has its first value; one that does not fit is named. */
export function readSettings(text: string): ReadSettings {
  const value = parseJson(text)
  if (value === null) return { stored: INITIAL_SETTINGS, unusable: ['file'] }
  const unusable: string[] = []
  const usable: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(storedSchema.shape)) {
    if (!(name in value)) continue
    const parsed = schema.safeParse(value[name])
    if (parsed.success) usable[name] = parsed.data
    else unusable.push(name)
  }
  return { stored: { ...INITIAL_SETTINGS, ...usable }, unusable }
}

/** The part that the window knows of. */
export function settingsOf({ person, zone, theme }: Stored): Settings {
  return { person, zone, theme }
}

function parseJson(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
