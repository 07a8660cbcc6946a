/** The app where its window is not: declared from anywhere, the machine kept awake, a notification that leads to the spot. */
import { expect, NO_SHORTCUT, test, type RunningApp } from '../helpers/electron-app.ts'
import type { Page } from '@playwright/test'

/** What the keys do: the real ones would need a window manager that this display does not have. */
async function pressShortcut({ app }: RunningApp): Promise<void> {
  await app.evaluate(() => (globalThis as unknown as { knowngoodTest: { pressShortcut(): void } }).knowngoodTest.pressShortcut())
}

async function declareWindow(running: RunningApp): Promise<Page> {
  const opened = running.app.waitForEvent('window')
  await pressShortcut(running)
  return opened
}

const small = ({ app }: RunningApp): Promise<{ visible: boolean; onTop: boolean } | undefined> =>
  app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().endsWith('/declare.html'))
    return window && { visible: window.isVisible(), onTop: window.isAlwaysOnTop() }
  })

const awake = ({ app }: RunningApp): Promise<boolean> => app.evaluate(({ powerSaveBlocker }) => [0, 1, 2, 3, 4].some((id) => powerSaveBlocker.isStarted(id)))

test('the shortcut declares over anything with a title alone, and what was typed outlives Esc', async ({ launch }) => {
  const running = await launch()
  await expect(running.page.getByRole('button', { name: 'Declare incident' }).first()).toBeVisible()
  const page = await declareWindow(running)
  await expect.poll(() => small(running)).toEqual({ visible: true, onTop: true })
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused()
  await page.keyboard.type('API answers 500')
  await page.keyboard.press('Escape')
  await expect.poll(() => small(running)).toEqual({ visible: false, onTop: true })

  await pressShortcut(running)
  await expect.poll(() => small(running)).toEqual({ visible: true, onTop: true })
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('API answers 500')
  await page.keyboard.press('Enter')
  await expect(running.page.getByRole('region', { name: 'Situation' })).toBeVisible()
  await expect(running.page.getByRole('list', { name: 'Timeline' })).toContainText('Incident declared: API answers 500')
  await expect.poll(() => small(running)).toEqual({ visible: false, onTop: true })
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('')
})

test('without a title the small window says what is missing; the hidden one does not keep the app', async ({ launch }) => {
  const running = await launch()
  const page = await declareWindow(running)
  await page.getByRole('textbox', { name: 'Title' }).press('Enter')
  await expect(page.getByRole('alert')).toHaveText('An incident needs a title: a few words on what is wrong.')
  await page.keyboard.press('Escape')
  await expect.poll(() => small(running)).toEqual({ visible: false, onTop: true })
  const ended = new Promise<void>((resolve) => running.app.process().once('exit', () => resolve()))
  await running.app.evaluate(({ BrowserWindow }) => setImmediate(() => BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().endsWith('/index.html'))!.close()))
  await ended
})

test('the keys are taken while they are wanted, and a refusal of the system is said in Settings', async ({ launch }) => {
  const { app, page } = await launch({ settings: { reach: { ...NO_SHORTCUT, shortcutOn: true } } })
  const taken = (keys: string): Promise<boolean> => app.evaluate(({ globalShortcut }, wanted) => globalShortcut.isRegistered(wanted), keys)
  await expect.poll(() => taken('CommandOrControl+Alt+Shift+D')).toBe(true)
  await page.keyboard.press('Control+,')
  const keys = page.getByRole('textbox', { name: 'Shortcut' })
  await expect(keys).toHaveValue('Ctrl Alt Shift D')
  await keys.press('Control+Alt+KeyI')
  await expect(keys).toHaveValue('Ctrl Alt I')
  expect(await taken('CommandOrControl+Alt+I')).toBe(true)
  expect(await taken('CommandOrControl+Alt+Shift+D')).toBe(false)

  await app.evaluate(({ globalShortcut }) => (globalShortcut.register = () => false))
  await keys.press('Control+Alt+KeyJ')
  await expect(page.getByRole('alert')).toContainText('The system does not give these keys')
  const wanted = page.getByRole('checkbox', { name: /Declare from any app/ })
  await wanted.uncheck()
  await expect(page.getByRole('alert')).toHaveCount(0)
  expect(await taken('CommandOrControl+Alt+I')).toBe(false)
})

test('the machine is kept awake for a live incident, visibly, until somebody lets it sleep', async ({ launch }) => {
  const running = await launch()
  const { page } = running
  const declare = (command: object): Promise<unknown> => page.evaluate((fields) => window.knowngood.ask('dispatch', { incident: null, command: { type: 'DeclareIncident', ...fields } }), command)
  await declare({ title: 'Practice', practice: true })
  await expect(page.getByRole('list', { name: 'Incidents' })).toContainText('Practice')
  expect(await awake(running)).toBe(false)
  await declare({ title: 'API errors' })
  await expect.poll(() => awake(running)).toBe(true)
  await page.getByRole('button', { name: 'Kept awake: let it sleep' }).click()
  await expect.poll(() => awake(running)).toBe(false)
  await page.getByRole('button', { name: 'It may sleep: keep it awake' }).click()
  await expect.poll(() => awake(running)).toBe(true)
})

test('the tray says how bad it is and what is due, and leads to each incident', async ({ launch }) => {
  const running = await launch({ now: '2025-02-01T14:00:00Z' })
  const { app, page } = running
  await app.evaluate(({ Tray }) => {
    const { setToolTip, setContextMenu } = Tray.prototype
    Tray.prototype.setToolTip = function (text) {
      Object.assign(globalThis, { trayText: text })
      setToolTip.call(this, text)
    }
    Tray.prototype.setContextMenu = function (menu) {
      Object.assign(globalThis, { trayMenu: menu })
      setContextMenu.call(this, menu)
    }
  })
  const text = (): Promise<string> => app.evaluate(() => (globalThis as unknown as { trayText: string }).trayText)
  const declare = (title: string, severity: string): Promise<unknown> =>
    page.evaluate(([title, severity]) => window.knowngood.ask('dispatch', { incident: null, command: { type: 'DeclareIncident', title: title!, severity: severity! } }), [title, severity])
  await declare('Login is slow', 'P2')
  await declare('API errors', 'P1')
  await expect.poll(text).toBe('2 incidents are open; P1 API errors, Page the on-call engineer due 14:02')
  await app.evaluate(() => {
    const { trayMenu } = globalThis as unknown as { trayMenu: Electron.Menu }
    const item = trayMenu.items.find(({ label }) => label.startsWith('P2 Login is slow'))!
    ;(item.click as () => void)()
  })
  await expect(page.getByRole('heading', { level: 1, name: 'Login is slow' })).toBeVisible()
})

test('a click on a notification opens the incident and leads to the step that is due', async ({ launch }) => {
  const running = await launch({ now: '2025-02-01T14:00:00Z' })
  const { app, page } = running
  const declare = (title: string): Promise<{ ok: boolean }> => page.evaluate((title) => window.knowngood.ask('dispatch', { incident: null, command: { type: 'DeclareIncident', title } }), title)
  await declare('API errors')
  await app.evaluate(({ Notification }) => {
    Notification.isSupported = () => true
    Notification.prototype.show = function () {
      Object.assign(globalThis, { lastShown: this })
    }
  })
  await running.clock.advance(15 * 60_000)
  await expect.poll(() => running.notices()).toEqual(['API errors: Notify stakeholders: due 14:15'])
  await declare('Another one')
  await page.getByRole('list', { name: 'Incidents' }).getByText('Another one').click()
  await expect(page.getByRole('list', { name: 'Timeline' })).toContainText('Another one')
  await app.evaluate(() => (globalThis as unknown as { lastShown: NodeJS.EventEmitter }).lastShown.emit('click'))
  await expect(page.getByRole('list', { name: 'Timeline' })).toContainText('API errors')
  const step = page.getByRole('region', { name: 'Next steps' }).getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Notify stakeholders' }) })
  await expect(step.getByRole('button')).toBeFocused()
})
