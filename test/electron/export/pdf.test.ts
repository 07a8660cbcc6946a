/** What the printing window may do. How the pages look is seen in the end-to-end tests, in real Electron. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

interface Preferences {
  readonly session: object
  readonly javascript: boolean
  readonly sandbox: boolean
  readonly contextIsolation: boolean
  readonly nodeIntegration: boolean
}

type Answer = (request: { url: string }) => Response

/** An Electron that does what it is told, and remembers it. */
const electron = vi.hoisted(() => ({
  windows: [] as { show: boolean; preferences: Preferences; page: string; destroyed: boolean }[],
  answer: null as Answer | null,
  allows: (_url: string): boolean => true,
  print: (_options: { scale?: number }): Promise<Buffer> => Promise.resolve(Buffer.from('%PDF')),
  /** how the print dialog ends: printed, or why not */
  paper: [true, ''] as readonly [boolean, string],
}))

vi.mock('electron', () => ({
  session: {
    fromPartition: () => ({
      protocol: { handle: (_scheme: string, answer: Answer) => void (electron.answer = answer) },
      webRequest: {
        onBeforeRequest(listener: (request: { url: string }, decide: (decision: { cancel: boolean }) => void) => void) {
          electron.allows = (url) => {
            let cancelled = false
            listener({ url }, ({ cancel }) => (cancelled = cancel))
            return !cancelled
          }
        },
      },
      setPermissionRequestHandler: () => undefined,
      setPermissionCheckHandler: () => undefined,
    }),
  },
  BrowserWindow: class {
    readonly made: (typeof electron.windows)[number]
    readonly webContents = {
      printToPDF: (options: { scale?: number }) => electron.print(options),
      print: (_options: object, done: (isPrinted: boolean, reason: string) => void) => done(...electron.paper),
    }
    constructor({ show, webPreferences }: { show: boolean; webPreferences: Preferences }) {
      this.made = { show, preferences: webPreferences, page: '', destroyed: false }
      electron.windows.push(this.made)
    }
    async loadURL(url: string) {
      if (electron.allows(url)) this.made.page = await electron.answer!({ url }).text()
    }
    destroy() {
      this.made.destroyed = true
    }
  },
}))

const { printOnOnePage, printPdf, sendToPrinter } = await import('../../../electron/export/pdf.ts')
const done = electron.print

beforeEach(() => void (electron.windows.length = 0))
afterEach(() => void (electron.print = done))

test('the page is printed in a hidden window in which nothing runs', async () => {
  expect((await printPdf('<p>retro</p>')).toString()).toBe('%PDF')
  const [window] = electron.windows
  expect(window).toMatchObject({ show: false, page: '<p>retro</p>', destroyed: true })
  expect(window?.preferences).toMatchObject({ javascript: false, sandbox: true, contextIsolation: true, nodeIntegration: false })
})

test('the page can ask for nothing but itself', async () => {
  let asked: boolean[] = []
  electron.print = () => {
    asked = ['https://example.org/pixel.png', 'file:///etc/passwd', 'app://knowngood/index.html'].map((url) => electron.allows(url))
    return done({})
  }
  await printPdf('<img src="https://example.org/pixel.png">')
  expect(asked).toEqual([false, false, false])
})

test('two at once print each their own page', async () => {
  await Promise.all([printPdf('one'), printPdf('other')])
  expect(electron.windows.map(({ page }) => page)).toEqual(['one', 'other'])
})

test('a window that failed to print is closed, and the failure told', async () => {
  electron.print = () => Promise.reject(new Error('Failed to generate PDF'))
  await expect(printPdf('<p>retro</p>')).rejects.toThrow('Failed to generate PDF')
  expect(electron.windows[0]?.destroyed).toBe(true)
})

/** As Chromium writes one page each. */
const withPages = (count: number): Buffer => Buffer.from('<</Type /Page\n>>'.repeat(count))

test.each([
  ['that fits as it is', 1, [1], 1],
  ['that fits at two thirds', 0.7, [1, 0.9, 0.8, 0.7], 1],
  ['that fits at no scale is whole on two', 0, [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.5], 2],
] as const)('a card %s', async (_, fits, tried, pages) => {
  const scales: (number | undefined)[] = []
  electron.print = ({ scale }) => {
    scales.push(scale)
    return Promise.resolve(withPages(scale! <= fits ? 1 : 2))
  }
  expect((await printOnOnePage('<p>card</p>')).equals(withPages(pages))).toBe(true)
  expect(scales).toEqual(tried)
  expect(electron.windows.map(({ page, destroyed }) => [page, destroyed])).toEqual([['<p>card</p>', true]])
})

test('what goes to the printer says why it did not get there', async () => {
  expect(await sendToPrinter('<p>card</p>')).toBeNull()
  electron.paper = [false, 'Print job canceled']
  expect(await sendToPrinter('<p>card</p>')).toBe('Print job canceled')
  expect(electron.windows.every(({ destroyed }) => destroyed)).toBe(true)
})
