/** Changes to `playbook.json` that forms make: only what changes is written anew, so comments and layout stay as the person has them. */
import type { Place } from './conflicts.ts'
import type { PlaybookEdit } from './edits.ts'
import { putInto, takeOut } from './jsonc-edit.ts'
import { readPlaybookFile, type PlaybookFault } from './file.ts'
import type { Playbook } from './schema.ts'

export type EditedPlaybook = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly faults: readonly PlaybookFault[] }

/** The text with the change made. Refuses a text that is broken, and a change that would break it. */
export function editPlaybookFile(text: string, edit: PlaybookEdit): EditedPlaybook {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : ''
  const before = readPlaybookFile(text)
  if (!before.playbook) return { ok: false, faults: before.faults }
  const plain = text.slice(mark.length)
  const changed = changesOf(before.playbook, edit).reduce((result, [path, value]) => (value === undefined ? takeOut(result, path) : putInto(result, path, value)), plain)
  const after = readPlaybookFile(changed)
  return after.playbook ? { ok: true, text: mark + changed } : { ok: false, faults: after.faults.filter(({ grave }) => grave) }
}

/** What stands at a place afterwards; undefined: nothing. One past the end of a list adds to it. */
type Change = readonly [path: Place, value: unknown]

function changesOf({ directory, breakGlass }: Playbook, edit: PlaybookEdit): Change[] {
  switch (edit.kind) {
    case 'put entry': {
      const index = directory.findIndex(({ id }) => id === edit.entry.id)
      return index === -1 ? [[['directory', directory.length], edit.entry]] : fieldsChanged(['directory', index], directory[index]!, edit.entry)
    }
    case 'remove entry': {
      const index = directory.findIndex(({ id }) => id === edit.id)
      const pointing = directory.flatMap(({ id, next }, place): Change[] => (next === edit.id && id !== edit.id ? [[['directory', place, 'next'], undefined]] : []))
      return index === -1 ? [] : [...pointing, [['directory', index], undefined]]
    }
    case 'put card': {
      const card = edit.index === null ? undefined : breakGlass[edit.index]
      return card ? fieldsChanged(['breakGlass', edit.index!], card, edit.card) : [[['breakGlass', breakGlass.length], edit.card]]
    }
    case 'remove card':
      return breakGlass[edit.index] ? [[['breakGlass', edit.index], undefined]] : []
  }
}

/** Field by field: a comment beside one that stays, stays, and so does a field that no playbook has. */
function fieldsChanged(path: Place, before: object, after: object): Change[] {
  const old = before as Readonly<Record<string, unknown>>
  const fresh = after as Readonly<Record<string, unknown>>
  return [...new Set([...Object.keys(fresh), ...Object.keys(old)])]
    .filter((key) => JSON.stringify(old[key]) !== JSON.stringify(fresh[key]))
    .flatMap((key): Change[] => (isGroup(old[key]) && isGroup(fresh[key]) ? fieldsChanged([...path, key], old[key], fresh[key]) : [[[...path, key], fresh[key]]]))
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
