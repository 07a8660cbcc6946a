/** The changes that forms make to `playbook.json`, as they cross from the window to main. */
import { z } from 'zod'
import { cardSchema, directoryEntrySchema } from './schema.ts'

/** One change by a form. Places in lists count from 0. */
export const playbookEditSchema = z.discriminatedUnion('kind', [
  /** adds an entry, or puts it in the place of the one that has its id */
  z.object({ kind: z.literal('put entry'), entry: directoryEntrySchema }),
  /** takes an entry away, and what names it as the next one */
  z.object({ kind: z.literal('remove entry'), id: z.string() }),
  z.object({ kind: z.literal('put card'), /** null adds one */ index: z.int().nonnegative().nullable(), card: cardSchema }),
  z.object({ kind: z.literal('remove card'), index: z.int().nonnegative() }),
])
export type PlaybookEdit = z.output<typeof playbookEditSchema>
