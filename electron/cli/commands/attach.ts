/** `knowngood attach`: files into an incident, streamed from disk; a fact's id for each once it is on disk. */
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { entryReference } from '../../../shared/incident/entry-line.ts'
import { refuseSize } from '../../../shared/incident/attachments.ts'
import type { When } from '../../../shared/facts/fact.ts'
import { removeNew, receiveFile, type NotTaken, type Received, type Receiving } from '../../attachments/receive.ts'
import { nodeDisk, type ReadableFile } from '../../journal/disk.ts'
import { faultOf } from '../../journal/fault.ts'
import { DONE, misused, refused, textOption, type Call, type CliCommand, type Exit } from '../command.ts'
import { chooseIncident, incidentId } from '../incident-id.ts'
import { whenOption } from '../when.ts'

/** bytes read at a time */
const CHUNK_BYTES = 256 * 1024

export const attach: CliCommand = {
  name: 'attach',
  synopsis: '[ID] FILE… [--text T] [--at WHEN]',
  about: 'attaches files, up to 25 MB each, and prints the fact’s id of each once it is on disk',
  notes: ['A file that is called like an incident’s id is written with its folder: ./inc-7kq2m9xa'],
  options: { text: { type: 'string' }, at: { type: 'string' } },
  async run(call) {
    const [first, ...rest] = call.words
    const isNamed = first !== undefined && incidentId(first) !== null
    const paths = isNamed ? rest : call.words
    if (paths.length === 0) return misused('Name at least one file to attach.')
    const chosen = await chooseIncident(call.desk, isNamed ? first : undefined)
    if (!chosen.ok) return chosen.exit
    const when = whenOption(call, entryReference(chosen.read.incident))
    if (!when.ok) return refused(when.sentence)
    // All of them are looked at before the first is attached.
    for (const path of paths) {
      const trouble = await lookAt(path)
      if (trouble !== null) return refused(trouble)
    }
    for (const [index, path] of paths.entries()) {
      const exit = await attachFile(call, chosen.read.id, path, when.at)
      if ('reason' in exit) return index < paths.length - 1 ? { ...exit, reason: `${exit.reason} Nothing after it was attached.` } : exit
    }
    return DONE
  },
}

/** Why a file cannot be attached, as far as can be told without reading it; or null. */
async function lookAt(path: string): Promise<string | null> {
  const opened = await openFile(path)
  if (!opened.ok) return opened.sentence
  await opened.file.close()
  return refuseSize(basename(path), opened.size)
}

async function openFile(path: string): Promise<{ ok: true; file: ReadableFile; size: number } | { ok: false; sentence: string }> {
  const name = basename(path)
  try {
    const kind = await stat(path)
    if (kind.isDirectory()) return { ok: false, sentence: `“${name}” is a folder. Attach the files in it, or pack them into one.` }
    if (!kind.isFile()) return { ok: false, sentence: `“${name}” is no file that can be attached.` }
    const file = await nodeDisk.openToRead(path)
    return { ok: true, file, size: (await file.stat()).size }
  } catch (error) {
    return { ok: false, sentence: faultOf(error, { doing: 'read', where: path, outcome: 'nothing was attached' }).sentence }
  }
}

async function attachFile(call: Call, incident: string, path: string, at: When | undefined): Promise<Exit> {
  const received = await stream(call.dataDir, incident, path)
  if (!received.ok) return refused(received.sentence)
  const answer = await call.desk.dispatch(incident, { type: 'AttachFile', ...received.file, text: textOption(call, 'text'), at })
  if (!answer.ok) {
    if (answer.kind === 'refused' && received.isNew) await removeNew(call.dataDir, incident, received.file)
    return refused(answer.sentence)
  }
  for (const fact of answer.facts) await call.print(fact)
  return DONE
}

async function stream(dataDir: string, incident: string, path: string): Promise<{ ok: true; file: Received; isNew: boolean } | Pick<NotTaken, 'ok' | 'sentence'>> {
  const opened = await openFile(path)
  if (!opened.ok) return opened
  let receiving: Receiving | null = null
  try {
    const begun = await receiveFile(dataDir, incident, { name: basename(path), size: opened.size })
    if (!begun.ok) return begun
    receiving = begun.receiving
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES)
    for (let position = 0; ; ) {
      const count = await opened.file.read(chunk, position)
      if (count === 0) return await begun.receiving.finish()
      const trouble = await begun.receiving.take(chunk.subarray(0, count))
      if (trouble) return trouble
      position += count
    }
  } catch (error) {
    await receiving?.cancel()
    return { ok: false, sentence: faultOf(error, { doing: 'read', where: path, outcome: 'it was not attached' }).sentence }
  } finally {
    await opened.file.close()
  }
}
