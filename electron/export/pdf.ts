/** Prints an HTML document, to PDF or on paper, in a window that nobody sees and that can do nothing else. */
import { BrowserWindow, session, type Session } from 'electron'
import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import { pagesIn } from './pdf-pages.ts'

/** Known to the printing session alone. */
const SCHEME = 'knowngood-print'

/** In inches, as printToPDF takes them. The page's number stands in the lower margin. */
const MARGINS = { top: 0.63, bottom: 0.79, left: 0.59, right: 0.59 }

const FOOTER = toHtml(
  h('div', { style: 'width:100%;margin:0 10mm;display:flex;justify-content:space-between;gap:12mm;font:7.5pt sans-serif;color:#56606c' }, [
    h('span.title', { style: 'overflow:hidden;white-space:nowrap;text-overflow:ellipsis' }),
    h('span', { style: 'white-space:nowrap' }, ['page ', h('span.pageNumber'), ' of ', h('span.totalPages')]),
  ]),
)

/** What is being printed, by address. In memory: a data: URL ends at 2 MB, and a file would lie about. */
const documents = new Map<string, string>()
let serial = 0

/**
 * The document on A4 pages, numbered. Needs the app to be ready. The same document gives the same text, not the same bytes:
 * a PDF holds the time of its making.
 * @param html a whole document that needs nothing else; scripts in it do not run
 */
export function printPdf(html: string): Promise<Buffer> {
  return onPage(html, ({ webContents }) =>
    webContents.printToPDF({
      pageSize: 'A4',
      margins: MARGINS,
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: FOOTER,
      // Electron 25 knows neither of these two, and lets them pass.
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    }),
  )
}

/** From as large as it is down to what can just be read. */
const SCALES = [1, 0.9, 0.8, 0.7, 0.6, 0.5]

/** The document on one A4 page, as large as it fits; where not even the smallest type fits, on as many as that takes. */
export function printOnOnePage(html: string): Promise<Buffer> {
  return onPage(html, async ({ webContents }) => {
    const print = (scale: number): Promise<Buffer> => webContents.printToPDF({ pageSize: 'A4', margins: MARGINS, scale, printBackground: true })
    for (const scale of SCALES) {
      const pdf = await print(scale)
      if (pagesIn(pdf) === 1) return pdf
    }
    return print(SCALES.at(-1)!)
  })
}

/** Asks by which printer, and prints the document. Answers why it was not printed, in Electron's words, or null where it was. */
export function sendToPrinter(html: string): Promise<string | null> {
  return onPage(html, ({ webContents }) => new Promise((resolve) => webContents.print({ printBackground: true }, (isPrinted, reason) => resolve(isPrinted ? null : reason))))
}

/** Runs with a window in which the document is loaded. */
async function onPage<T>(html: string, run: (window: BrowserWindow) => Promise<T>): Promise<T> {
  serial += 1
  const address = `${SCHEME}:${String(serial)}`
  documents.set(address, html)
  const window = new BrowserWindow({ show: false, webPreferences: { session: printingSession(), sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false } })
  try {
    await window.loadURL(address)
    return await run(window)
  } finally {
    window.destroy()
    documents.delete(address)
  }
}

let printing: Session | null = null

/** A session of its own, in memory, that answers with what is being printed and lets nothing else through. */
function printingSession(): Session {
  if (printing) return printing
  const own = session.fromPartition('print')
  own.protocol.handle(SCHEME, ({ url }) => {
    const html = documents.get(url)
    return html === undefined ? new Response(null, { status: 404 }) : new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } })
  })
  own.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !documents.has(url) }))
  own.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  own.setPermissionCheckHandler(() => false)
  return (printing = own)
}
