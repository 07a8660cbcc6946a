/** The window and what the machine remembers of it; the timers' way to the person; a retro saved where the person says. */
import { readdir, readFile, writeFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../helpers/electron-app.ts'

test('the window is called Knowngood and opens where it was closed', async ({ launch }) => {
  const bounds = { x: 40, y: 30, width: 1100, height: 700 }
  const first = await launch()
  expect(await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getTitle())).toBe('Knowngood')
  await first.app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]!.setBounds(wanted), bounds)
  await expect.poll(() => first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds())).toEqual(bounds)
  await first.close()

  const second = await launch()
  expect(await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds())).toEqual(bounds)
  expect(await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getMinimumSize())).toEqual([1024, 640])
})

test('settings that cannot be read are kept aside and said, and what can be read is kept', async ({ launch, profile }) => {
  await mkdir(profile, { recursive: true })
  const damaged = JSON.stringify({ person: { id: 'ana@example.org', name: 'Ana', role: null }, theme: 'purple' })
  await writeFile(join(profile, 'config.json'), damaged)
  const { app, page } = await launch()
  const start = await page.evaluate(() => window.knowngood.ask('start', undefined))
  expect(start.settings).toEqual({ person: { id: 'ana@example.org', name: 'Ana', role: null }, zone: null, theme: 'system' })
  expect(await readFile(join(profile, 'config.damaged-1.json'), 'utf8')).toBe(damaged)
  expect(JSON.parse(await readFile(join(profile, 'config.json'), 'utf8'))).toMatchObject({ person: { name: 'Ana' } })
  await app.close()
  expect((await readdir(profile)).filter((name) => name.startsWith('config'))).toEqual(['config.damaged-1.json', 'config.json'])
})

test('settings outlive a restart; a zone that there is none of is refused', async ({ launch }) => {
  const first = await launch({ person: null })
  const person = { id: 'ana@example.org', name: 'Ana', role: 'scribe' }
  await first.page.evaluate((who) => window.knowngood.ask('saveSettings', { person: who, theme: 'light' }), person)
  expect(await first.page.evaluate(() => window.knowngood.ask('saveSettings', { zone: 'Atlantis/Centre' }))).toEqual({
    ok: false,
    sentence: '“Atlantis/Centre” is not a time zone that this machine knows. Take a name such as Europe/Berlin.',
  })
  await first.kill()
  const { page } = await launch()
  expect((await page.evaluate(() => window.knowngood.ask('start', undefined))).settings).toEqual({ person, zone: 'UTC', theme: 'light' })
})

test('a deadline that passes is raised once, recorded, and survives a restart', async ({ launch }) => {
  const first = await launch({ now: '2025-02-01T14:00:00Z' })
  await first.page.evaluate(() => window.knowngood.ask('dispatch', { incident: null, command: { type: 'DeclareIncident', title: 'API errors' } }))
  await first.clock.advance(14 * 60_000)
  expect(await first.notices()).toEqual([])
  await first.clock.advance(60_000)
  expect(await first.notices()).toEqual(['API errors: Notify stakeholders: due 14:15'])
  await first.clock.advance(5_000)
  expect(await first.notices()).toHaveLength(1)
  await first.kill()

  const second = await launch({ now: '2025-02-01T14:50:00Z' })
  await expect.poll(() => second.notices()).toEqual(['API errors: Post a status update: due 14:30, seen 14:50'])
})

test('the clock is out of reach where nobody asked for it', async ({ launch }) => {
  const { app } = await launch({ hooks: false })
  expect(await app.evaluate(() => 'knowngoodTest' in globalThis)).toBe(false)
})

test('a retro is saved where the person says, in each format, and shown in its folder', async ({ launch, folder }) => {
  const { app, page } = await launch()
  await app.evaluate(({ dialog, shell }, into) => {
    const asked: string[] = []
    const shown: string[] = []
    Object.assign(globalThis, { asked, shown })
    dialog.showSaveDialog = ((_window: unknown, options: { defaultPath: string }) => {
      const name = options.defaultPath.split('/').at(-1)!
      asked.push(name)
      return Promise.resolve({ canceled: false, filePath: `${into}/${name}` })
    }) as never
    shell.showItemInFolder = (path) => void shown.push(path)
  }, folder)
  const incident = await page.evaluate(async () => {
    const answer = await window.knowngood.ask('dispatch', { incident: null, command: { type: 'DeclareIncident', title: 'API: errors/up "15%"', at: '2025-02-01T14:15:00Z' } })
    return answer.ok ? answer.incident : ''
  })
  const name = '2025-02-01 API errors up 15'
  for (const format of ['md', 'html', 'pdf', 'json'] as const) {
    const exported = await page.evaluate((wanted) => window.knowngood.ask('exportRetro', { ...wanted, zone: 'UTC' }), { incident, format })
    expect(exported).toEqual({ ok: true, path: join(folder, `${name}.${format}`), unrecorded: null })
  }
  expect(await readFile(join(folder, `${name}.md`), 'utf8')).toContain('15%')
  expect((await readFile(join(folder, `${name}.pdf`))).subarray(0, 5).toString()).toBe('%PDF-')

  expect(await page.evaluate((path) => window.knowngood.ask('showExported', { path }), join(folder, `${name}.md`))).toEqual({ ok: true })
  expect(await page.evaluate(() => window.knowngood.ask('showExported', { path: '/etc/passwd' }))).toEqual({ ok: false })
  expect(await app.evaluate(() => (globalThis as unknown as { shown: string[] }).shown)).toEqual([join(folder, `${name}.md`)])

  await app.evaluate(({ dialog }) => (dialog.showSaveDialog = (() => Promise.resolve({ canceled: true, filePath: '' })) as never))
  expect(await page.evaluate((id) => window.knowngood.ask('exportRetro', { incident: id, format: 'md', zone: 'UTC' }), incident)).toMatchObject({ ok: false, cancelled: true })
})

test('a click on a notification brings the window and its incident to the front', async ({ launch }) => {
  const { app, page, clock } = await launch({ now: '2025-02-01T14:00:00Z' })
  await app.evaluate(({ Notification }) => {
    const shown: Electron.Notification[] = []
    Object.assign(globalThis, { shown })
    Notification.isSupported = () => true
    Notification.prototype.show = function () {
      shown.push(this)
    }
  })
  const declare = (title: string): Promise<unknown> =>
    page.evaluate((named) => window.knowngood.ask('dispatch', { incident: null, command: { type: 'DeclareIncident', title: named } }), title)
  await declare('the first one')
  await clock.advance(60 * 60_000)
  await declare('the second one')
  const incidents = page.getByRole('list', { name: 'Incidents' })
  await incidents.getByText('the second one').click()
  const timeline = page.getByRole('list', { name: 'Timeline' })
  await expect(timeline.getByText('Incident declared: the second one')).toBeVisible()

  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]!.hide()
    ;(globalThis as unknown as { shown: Electron.Notification[] }).shown[0]!.emit('click')
  })
  await expect(timeline.getByText('Incident declared: the first one')).toBeVisible()
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible())).toBe(true)
})
