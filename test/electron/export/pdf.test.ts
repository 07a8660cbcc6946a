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
  print: (): Promise<Buffer> => Promise.resolve(Buffer.from('%PDF')),
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
    readonly webContents = { printToPDF: () => electron.print() }
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

const { printPdf } = await import('../../../electron/export/pdf.ts')
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
    return done()
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
