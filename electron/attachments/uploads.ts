/** Files that windows are sending: in order, in pieces, and only for as long as their window is there. */
import type { Answer, Begun, Chunk } from '../../shared/api.ts'
import type { Desk } from '../desk.ts'
import type { Sender } from '../ipc.ts'
import { nodeDisk, type Disk } from '../journal/disk.ts'
import { createQueue, type Queue } from '../journal/queue.ts'
import { randomId } from '../journal/random-id.ts'
import { receiveFile, removeNew, type Announced, type Receiving } from './receive.ts'

/** As many as a window may have under way; it sends one after the other. */
const MOST_OPEN = 8

export interface Uploads {
  /** Refused or begun, by what is said of the file. @param attempt see the command handler's */
  begin(wanted: Announced & { readonly incident: string; readonly attempt: string }, sender: Sender): Promise<Begun>
  /** @param index of this piece, from 0 */
  chunk(piece: { readonly upload: string; readonly index: number; readonly bytes: Uint8Array }, sender: Sender): Promise<Chunk>
  /** Puts the file in its place, then records the fact that names it. */
  finish(upload: string, sender: Sender): Promise<Answer>
  cancel(upload: string, sender: Sender): Promise<void>
}

interface Upload {
  readonly sender: number
  readonly incident: string
  readonly attempt: string
  readonly receiving: Receiving
  readonly inTurn: Queue
  next: number
}

export function createUploads(desk: Desk, dataDir: string, disk: Disk = nodeDisk): Uploads {
  const uploads = new Map<string, Upload>()
  const followed = new Set<number>()
  const ofSender = (sender: number): string[] => [...uploads].filter(([, upload]) => upload.sender === sender).map(([id]) => id)

  async function drop(id: string): Promise<void> {
    const upload = uploads.get(id)
    uploads.delete(id)
    await upload?.inTurn(() => upload.receiving.cancel())
  }

  function follow(sender: Sender): void {
    if (followed.has(sender.id)) return
    followed.add(sender.id)
    sender.onGone(() => {
      for (const id of ofSender(sender.id)) void drop(id)
    })
  }

  /** One window knows nothing of another one's uploads. */
  function own(id: string, sender: Sender): Upload | null {
    const upload = uploads.get(id)
    return upload?.sender === sender.id ? upload : null
  }

  async function record({ incident, attempt, receiving }: Upload): Promise<Answer> {
    const finished = await receiving.finish()
    if (!finished.ok) return finished
    const answer = await desk.dispatch(incident, { type: 'AttachFile', ...finished.file }, { attempt })
    if (!answer.ok && answer.kind === 'refused' && finished.isNew) await removeNew(dataDir, incident, finished.file, disk)
    return answer
  }

  return {
    async begin({ incident, attempt, ...announced }, sender) {
      follow(sender)
      if (ofSender(sender.id).length >= MOST_OPEN) return refused('Too many files are on their way at once. Wait for some of them.')
      const away = await desk.away()
      if (away) return { ok: false, kind: 'fault', sentence: away.sentence }
      if (!(await desk.read(incident))) return refused('That incident is not in this store any more.')
      const begun = await receiveFile(dataDir, incident, announced, disk)
      if (!begun.ok) return begun
      const id = randomId()
      uploads.set(id, { sender: sender.id, incident, attempt, receiving: begun.receiving, inTurn: createQueue(), next: 0 })
      return { ok: true, upload: id }
    },
    async chunk({ upload: id, index, bytes }, sender) {
      const upload = own(id, sender)
      if (!upload) return NO_LONGER
      return upload.inTurn(async () => {
        if (index !== upload.next) {
          void drop(id)
          return refused('The pieces of the file came out of order, so it was not attached. Attach it again.')
        }
        upload.next += 1
        const trouble = await upload.receiving.take(bytes)
        if (trouble) uploads.delete(id)
        return trouble ?? { ok: true }
      })
    },
    async finish(id, sender) {
      const upload = own(id, sender)
      if (!upload) return NO_LONGER
      uploads.delete(id)
      return upload.inTurn(() => record(upload))
    },
    async cancel(id, sender) {
      if (own(id, sender)) await drop(id)
    },
  }
}

function refused(sentence: string): { ok: false; kind: 'refused'; sentence: string } {
  return { ok: false, kind: 'refused', sentence }
}

const NO_LONGER = refused('This file is not on its way any more. Attach it again.')
