/** The app without a window: prints one page to PDF for the command line, and ends. */
import { readFile } from 'node:fs/promises'
import { app } from 'electron'
import { writeAtomically } from './journal/atomic-write.ts'
import type { LaunchOptions } from './launch-options.ts'

export async function printAndQuit({ html, pdf }: NonNullable<LaunchOptions['print']>): Promise<void> {
  await app.whenReady()
  app.dock?.hide()
  // The window that prints closes before the file is written; without a listener that would end the app.
  app.on('window-all-closed', () => undefined)
  try {
    const { printPdf } = await import('./export/pdf.ts')
    const written = await writeAtomically(pdf, await printPdf(await readFile(html, 'utf8')))
    if (!written.ok) console.error(written.fault.sentence)
    app.exit(written.ok ? 0 : 1)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    app.exit(1)
  }
}
