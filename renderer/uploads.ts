/** Files on their way to main: one after the other, a piece at a time, and those that failed until somebody has seen it. */
import { CHUNK_BYTES, type Answer } from '../shared/api.ts'
import { cleanFileName, refuseSize } from '../shared/incident/attachments.ts'
import { newAttempt } from './attempts.ts'
import { ask } from './bridge.ts'
import { announceRecording } from './session.ts'
import { useStore } from './store.ts'

/** A file that is on its way, or could not be attached. */
export interface Upload {
  readonly id: string
  readonly incident: string
  readonly name: string
  /** bytes */
  readonly size: number
  readonly sent: number
  /** why it is not attached; null while it is on its way */
  readonly failure: string | null
  /** whether trying again may help */
  readonly again: boolean
}

/** What was chosen, pasted or dropped. */
export interface Chosen {
  readonly name: string
  /** null where it is nothing that can be attached, and `failure` says why */
  readonly file: Blob | null
  readonly failure?: string
}

/** The files themselves, by upload; a Blob is only a reference until it is read. */
const blobs = new Map<string, Blob>()
const cancelled = new Set<string>()
let last: Promise<void> = Promise.resolve()

/** Sends files to an incident, in order. */
export function attachFiles(incident: string, chosen: readonly Chosen[]): void {
  for (const { name: given, file, failure } of chosen) {
    const id = newAttempt()
    const name = cleanFileName(given)
    const size = file?.size ?? 0
    const refusal = failure ?? (file ? refuseSize(name, size) : null)
    add({ id, incident, name, size, sent: 0, failure: refusal, again: false })
    if (refusal !== null || !file) continue
    blobs.set(id, file)
    enqueue(id)
  }
}

/** Sends once more what failed. Where the disk had kept it after all, it is not recorded twice: the name of the attempt is the same. */
export function retryUpload(id: string): void {
  change(id, { failure: null, sent: 0 })
  enqueue(id)
}

/** Calls off what is on its way, and takes away what has failed. */
export function dismissUpload(id: string): void {
  cancelled.add(id)
  forget(id)
}

function enqueue(id: string): void {
  last = last.then(() => send(id))
}

async function send(id: string): Promise<void> {
  const upload = useStore.getState().uploads.find((other) => other.id === id)
  const blob = blobs.get(id)
  if (!upload || !blob) return
  const answer = await transfer(upload, blob)
  if (answer === null) return
  if (answer.ok) {
    forget(id)
    announceRecording(answer)
  } else change(id, { failure: answer.sentence, again: answer.kind === 'fault' })
}

/** Null where it was called off. */
async function transfer({ id, incident, name, size }: Upload, blob: Blob): Promise<Answer | null> {
  const begun = await ask('beginAttachment', { incident, name, size, attempt: id, ...(blob.type !== '' && { mediaType: blob.type.slice(0, 200) }) })
  if (!begun.ok) return begun
  const { upload } = begun
  for (let index = 0, sent = 0; sent < size; index++) {
    const bytes = await read(blob.slice(sent, sent + CHUNK_BYTES))
    if (cancelled.has(id) || bytes === null) {
      await ask('cancelAttachment', { upload })
      return bytes === null ? { ok: false, kind: 'fault', sentence: `“${name}” can no longer be read. It may have been moved or changed.` } : null
    }
    const taken = await ask('attachmentChunk', { upload, index, bytes })
    if (!taken.ok) return taken
    sent += bytes.length
    change(id, { sent })
  }
  return ask('finishAttachment', { upload })
}

/** Null where the file behind it was moved, changed or taken away since it was chosen. */
async function read(piece: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const bytes = new Uint8Array(await piece.arrayBuffer())
    return bytes.length === piece.size && bytes.length > 0 ? bytes : null
  } catch (error) {
    if (error instanceof DOMException) return null
    throw error
  }
}

function add(upload: Upload): void {
  useStore.setState(({ uploads }) => ({ uploads: [...uploads, upload] }))
}

function change(id: string, fields: Partial<Upload>): void {
  useStore.setState(({ uploads }) => ({ uploads: uploads.map((upload) => (upload.id === id ? { ...upload, ...fields } : upload)) }))
}

function forget(id: string): void {
  blobs.delete(id)
  useStore.setState(({ uploads }) => ({ uploads: uploads.filter((upload) => upload.id !== id) }))
}
