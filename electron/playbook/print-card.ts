/** The break-glass card on paper, or as a PDF of one page. */
import type { Exported } from '../../shared/api.ts'
import type { Playbook } from '../../shared/playbook/schema.ts'
import { askWhere } from '../ask-where.ts'
import { writeAtomically } from '../journal/atomic-write.ts'

/** Electron's words for a print dialog that was closed. */
const CANCELLED = /cancel/i

/** @param today ISO day, which stands on the card */
export async function printCard(playbook: Playbook, today: string, to: 'pdf' | 'printer'): Promise<Exported> {
  const path = to === 'pdf' ? await askWhere('Save the break-glass card', 'break-glass card.pdf', { name: 'PDF', extensions: ['pdf'] }) : ''
  if (path === null) return { ok: false, cancelled: true, sentence: 'The card was not saved.' }
  // Loaded when it is wanted: the writers of documents take as long to load as all the rest of main.
  const [{ cardHtml }, { printOnOnePage, sendToPrinter }] = await Promise.all([import('../../shared/playbook/card-html.ts'), import('../export/pdf.ts')])
  const html = cardHtml(playbook, today)
  if (to === 'printer') {
    const reason = await sendToPrinter(html)
    return reason === null ? { ok: true, path } : { ok: false, cancelled: CANCELLED.test(reason), sentence: `The card was not printed: ${reason}.` }
  }
  const written = await writeAtomically(path, await printOnOnePage(html))
  return written.ok ? { ok: true, path } : { ok: false, cancelled: false, sentence: written.fault.sentence }
}
