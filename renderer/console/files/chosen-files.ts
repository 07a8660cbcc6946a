/** What a paste or a drop holds, as files to attach: a folder is none, and a picture of the screen gets a name that says when. */
import { clockTime } from '../../../shared/time/format.ts'
import type { Chosen } from '../../uploads.ts'

/** What browsers call a picture that came from no file. */
const NAMELESS = /^(?:image|blob|unknown)?(?:\.(?:png|jpe?g|gif|webp))?$/i
const ENDINGS: Readonly<Record<string, string>> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif', 'image/webp': 'webp' }

/** Read at once, within the event: what was dropped is gone after it. */
export function droppedFiles(transfer: DataTransfer): Chosen[] {
  return [...transfer.items].flatMap((item): Chosen[] => {
    const file = item.kind === 'file' ? item.getAsFile() : null
    if (!file) return []
    // jsdom and old engines know no entries.
    const isFolder = item.webkitGetAsEntry?.()?.isDirectory === true
    return isFolder
      ? [{ name: file.name, file: null, failure: `“${file.name}” is a folder. Attach the files in it, or pack them into one.` }]
      : [{ name: file.name, file }]
  })
}

/** @param now UTC @param zone IANA */
export function pastedFiles(transfer: DataTransfer, now: string, zone: string): Chosen[] {
  return [...transfer.files].map((file) => ({ name: pastedName(file, now, zone), file }))
}

function pastedName({ name, type }: File, now: string, zone: string): string {
  const ending = ENDINGS[type]
  return ending !== undefined && NAMELESS.test(name) ? `Screenshot ${clockTime(now, zone)}.${ending}` : name
}
