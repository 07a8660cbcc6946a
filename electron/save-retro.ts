/** Saves a retro where the person says: dialog, document, file. */
import { shell } from 'electron'
import type { Exported, RetroFormat } from '../shared/api.ts'
import { shownId } from '../shared/incident/words.ts'
import { askWhere } from './ask-where.ts'
import type { Desk, ReadIncident } from './desk.ts'
import { fileName } from './file-name.ts'
import { writeAtomically } from './journal/atomic-write.ts'
import { recordExport } from './record-export.ts'

export interface RetroSaver {
  save(wanted: { incident: string; format: RetroFormat; zone: string }): Promise<Exported>
  /** Shows a file that was saved in this run in its folder; no other. Answers whether it did. */
  show(path: string): boolean
  /** Takes note of a file that was saved elsewhere. */
  noteSaved(path: string): void
}

const FORMAT_NAMES: Record<RetroFormat, string> = { md: 'Markdown', html: 'Web page', pdf: 'PDF', json: 'Facts as JSON' }

export function createRetroSaver(desk: Desk): RetroSaver {
  const saved = new Set<string>()
  return {
    async save({ incident, format, zone }) {
      const read = await desk.read(incident)
      if (!read) return { ok: false, cancelled: false, sentence: `There is no incident ${shownId(incident)} in this store any more.` }
      const path = await askWhere('Export the retro', `${fileName(read, zone)}.${format}`, { name: FORMAT_NAMES[format], extensions: [format] })
      if (path === null) return { ok: false, cancelled: true, sentence: 'Nothing was exported.' }
      const written = await writeAtomically(path, await content(desk, read, format, zone))
      if (!written.ok) return { ok: false, cancelled: false, sentence: written.fault.sentence }
      saved.add(path)
      return { ok: true, path, unrecorded: await recordExport(desk, incident, format) }
    },
    noteSaved: (path) => void saved.add(path),
    show(path) {
      if (!saved.has(path)) return false
      shell.showItemInFolder(path)
      return true
    },
  }
}

async function content(desk: Desk, read: ReadIncident, format: RetroFormat, zone: string): Promise<Buffer | string> {
  // Loaded when it is wanted: the writers of documents take as long to load as all the rest of main.
  const [{ renderText }, { printPdf }] = await Promise.all([import('./export/render.ts'), import('./export/pdf.ts')])
  const source = { ...read, facts: await desk.facts(read.id) }
  return format === 'pdf' ? printPdf(renderText('html', source, { zone })) : renderText(format, source, { zone })
}
