/** Files under the real window: pasted, dropped, chosen, shown, saved; and an address that leads nowhere else. */
import { createHash } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import type { Begun } from '../../shared/api.ts'
import type {} from '../../renderer/bridge.ts'
import { expect, test } from '../helpers/electron-app.ts'
import { SMALL_PICTURE, SMALL_PICTURE_SHA256 } from '../helpers/small-picture.ts'

async function declared(page: Page, title = 'API errors'): Promise<void> {
  await page.getByRole('button', { name: 'Declare incident' }).first().click()
  await page.getByRole('textbox', { name: 'Title' }).fill(title)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Log entry' })).toBeVisible()
}

/** A picture on the system's clipboard, as a screenshot leaves it there. */
function copyScreenshot(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ clipboard, nativeImage }) => {
    // As the older runtime calls it, and the newer one too for now.
    const { writeImage } = clipboard as unknown as { writeImage(image: Electron.NativeImage): void }
    const [width, height] = [900, 420]
    const pixels = Buffer.alloc(width * height * 4)
    for (let x = 0; x < width; x++) {
      const level = height * (x < 300 ? 0.85 : x < 640 ? 0.85 - 0.6 * Math.min(1, (x - 300) / 60) : 0.85) + 12 * Math.sin(x / 9)
      for (let y = 0; y < height; y++) pixels.writeUInt32LE(Math.abs(y - level) < 2 ? 0xffffb86c : y > level ? 0xff3a2c22 : y % 84 === 0 ? 0xff333a41 : 0xff1c1712, (y * width + x) * 4)
    }
    writeImage(nativeImage.createFromBitmap(pixels, { width, height }))
  })
}

/** Drops files on the page as the system would. */
async function drop(page: Page, files: readonly { name: string; type: string; text: string }[]): Promise<void> {
  const transfer = await page.evaluateHandle((given) => {
    const made = new DataTransfer()
    for (const { name, type, text } of given) made.items.add(new File([text], name, { type }))
    return made
  }, files)
  const target = page.getByRole('region', { name: 'Situation' })
  await target.dispatchEvent('dragenter', { dataTransfer: transfer })
  await target.dispatchEvent('dragover', { dataTransfer: transfer })
  await expect(page.getByText('Drop to attach')).toBeVisible()
  await target.dispatchEvent('drop', { dataTransfer: transfer })
  await expect(page.getByText('Drop to attach')).toHaveCount(0)
}

async function filesOf(store: string): Promise<string[]> {
  const [incident] = await readdir(join(store, 'incidents'))
  return (await readdir(join(store, 'incidents', incident!, 'files'))).sort()
}

function answerSaveDialog(app: ElectronApplication, path: string): Promise<void> {
  return app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
}

test('a screenshot that is pasted is a file under its hash and an entry; it is seen large, and struck like any other', async ({ launch, store }) => {
  const { app, page } = await launch({ settings: { zone: 'Europe/Berlin' } })
  await declared(page)
  const entry = page.getByRole('textbox', { name: 'Log entry' })
  await entry.fill('half a sentence')
  await copyScreenshot(app)
  await entry.press('ControlOrMeta+v')

  const timeline = page.getByRole('list', { name: 'Timeline' })
  await expect(timeline).toContainText(/Attached Screenshot \d\d:\d\d\.png \(\d+ KB\)/)
  await expect(entry).toHaveValue('half a sentence')
  await expect(page.getByRole('status')).toContainText('Recorded: Attached Screenshot')
  const [name, ...others] = await filesOf(store)
  expect(others).toEqual([])
  const [incident] = await readdir(join(store, 'incidents'))
  expect(createHash('sha256').update(await readFile(join(store, 'incidents', incident!, 'files', name!))).digest('hex')).toBe(name)

  const thumbnail = timeline.getByRole('button', { name: /^Show Screenshot/ })
  await expect.poll(() => thumbnail.getByRole('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(900)
  await thumbnail.press('Enter')
  const dialog = page.getByRole('dialog', { name: /^Screenshot/ })
  await expect(dialog.getByRole('img', { name: /^Screenshot/ })).toBeVisible()
  await expect.poll(() => dialog.getByRole('img').evaluate((image: HTMLImageElement) => image.getBoundingClientRect().width)).toBeGreaterThan(600)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  await entry.fill('')
  await entry.press('ControlOrMeta+z')
  await expect(timeline).toContainText('struck')
  await expect(thumbnail).toHaveCount(0)
})

test('files are dropped and chosen, several at once; text is pasted as ever; one that is refused says why', async ({ launch, store, folder }) => {
  const { app, page } = await launch()
  await declared(page)
  const timeline = page.getByRole('list', { name: 'Timeline' })
  await drop(page, [
    { name: 'deploy.log', type: 'text/plain', text: 'rolling out v2' },
    { name: 'page.svg', type: 'image/svg+xml', text: '<svg xmlns="http://www.w3.org/2000/svg" onload="window.hacked=1"/>' },
    { name: 'empty.txt', type: 'text/plain', text: '' },
    { name: 'fake.png', type: 'image/png', text: '<html><script>window.hacked=1</script>' },
  ])
  await expect(timeline).toContainText('Attached deploy.log (14 bytes)')
  await expect(timeline).toContainText('Attached fake.png')
  // Nothing is a picture because it says so.
  await expect(timeline.getByRole('img')).toHaveCount(0)
  await expect(page.getByRole('alert')).toHaveText('Not attached. “empty.txt” is empty, so there is nothing to attach.')
  await page.getByRole('button', { name: 'Dismiss: empty.txt' }).click()

  await answerSaveDialog(app, join(folder, 'saved.log'))
  await timeline.getByRole('button', { name: 'Save deploy.log as…' }).click()
  await expect(page.getByRole('status')).toContainText('Saved as')
  expect(await readFile(join(folder, 'saved.log'), 'utf8')).toBe('rolling out v2')

  const big = Buffer.alloc(25 * 1024 * 1024, 'x')
  await writeFile(join(folder, 'most.log'), big)
  await writeFile(join(folder, 'more.log'), Buffer.concat([big, Buffer.from('x')]))
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('textbox', { name: 'Log entry' }).fill('/attach')
  await page.keyboard.press('Enter')
  await (await chooser).setFiles([join(folder, 'most.log'), join(folder, 'more.log')])
  await expect(page.getByRole('alert')).toContainText('“more.log” is 25.1 MB; up to 25 MB can be attached.')
  await expect(timeline).toContainText('Attached most.log (25 MB)', { timeout: 20_000 })
  await expect(page.getByRole('textbox', { name: 'Log entry' })).toHaveValue('')
  expect(await filesOf(store)).toHaveLength(4)

  await app.evaluate(({ clipboard }) => clipboard.writeText('plain words'))
  await page.getByRole('textbox', { name: 'Log entry' }).press('ControlOrMeta+v')
  await expect(page.getByRole('textbox', { name: 'Log entry' })).toHaveValue('plain words')
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
})

test('a picture that is missing or was changed says so, and is neither shown nor saved', async ({ launch, store, folder }) => {
  const { app, page } = await launch()
  await declared(page)
  await writeFile(join(folder, 'rates.png'), SMALL_PICTURE)
  await page.locator('input[type=file]').setInputFiles(join(folder, 'rates.png'))
  const timeline = page.getByRole('list', { name: 'Timeline' })
  await expect(timeline.getByRole('button', { name: 'Show rates.png' })).toBeVisible()

  const [incident] = await readdir(join(store, 'incidents'))
  const file = join(store, 'incidents', incident!, 'files', SMALL_PICTURE_SHA256)
  await writeFile(file, Buffer.concat([SMALL_PICTURE.subarray(0, 60), Buffer.from('!')]))
  await page.reload()
  await expect(timeline).toContainText('The file “rates.png” is not what was attached')
  await answerSaveDialog(app, join(folder, 'saved.png'))
  await timeline.getByRole('button', { name: 'More' }).last().click({ force: true })
  await page.getByRole('menuitem', { name: 'Save the file as…' }).click()
  await expect(page.getByRole('status')).toContainText('is not what was attached')
  expect(await readdir(folder)).not.toContain('saved.png')

  await rm(file)
  await expect(timeline).toContainText('The file “rates.png” is missing', { timeout: 15_000 })
  // It comes back, as with the next synchronisation.
  await writeFile(file, SMALL_PICTURE)
  await expect(timeline.getByRole('button', { name: 'Show rates.png' })).toBeVisible({ timeout: 15_000 })
})

test('an address serves the pictures that facts name, and nothing else', async ({ launch, store, folder }) => {
  const { app, page } = await launch()
  await declared(page)
  await writeFile(join(folder, 'rates.png'), SMALL_PICTURE)
  await writeFile(join(folder, 'notes.html'), '<script>window.hacked=1</script>')
  await page.locator('input[type=file]').setInputFiles([join(folder, 'rates.png'), join(folder, 'notes.html')])
  const timeline = page.getByRole('list', { name: 'Timeline' })
  await expect(timeline).toContainText('Attached notes.html')
  const [incident] = await readdir(join(store, 'incidents'))
  const files = join(store, 'incidents', incident!, 'files')
  const [html] = (await readdir(files)).filter((name) => name !== SMALL_PICTURE_SHA256)
  // A picture that lies there, and that no fact names.
  const stray = createHash('sha256').update('stray').digest('hex')
  await writeFile(join(files, stray), SMALL_PICTURE)

  const asked = (path: string): Promise<{ status: number; headers: Record<string, string>; size: number }> =>
    app.evaluate(async ({ net }, url) => {
      const response = await net.fetch(url)
      return { status: response.status, headers: Object.fromEntries(response.headers.entries()), size: (await response.arrayBuffer()).byteLength }
    }, `app://knowngood${path}`)

  expect(await asked(`/files/${incident!}/${SMALL_PICTURE_SHA256}`)).toMatchObject({
    status: 200,
    size: SMALL_PICTURE.length,
    headers: {
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-disposition': 'attachment',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': expect.stringContaining("default-src 'none'") as unknown,
    },
  })
  for (const path of [
    `/files/${incident!}/${html!}`,
    `/files/${incident!}/${stray}`,
    `/files/${incident!}/${SMALL_PICTURE_SHA256.toUpperCase()}`,
    `/files/${incident!}/${SMALL_PICTURE_SHA256}/`,
    `/files/${incident!}/${SMALL_PICTURE_SHA256}?download`,
    `/files/inc-00000000/${SMALL_PICTURE_SHA256}`,
    `/files/${incident!}/..%2f${SMALL_PICTURE_SHA256}`,
    `/files/${incident!}%2f${SMALL_PICTURE_SHA256}`,
    '/files/',
  ]) {
    expect([path, await asked(path)]).toEqual([path, expect.objectContaining({ status: 404, size: 0 })])
  }

  // A page that goes there stays where it is, or shows nothing of it.
  await page.evaluate((path) => location.assign(path), `/files/${incident!}/${SMALL_PICTURE_SHA256}`)
  expect(page.url()).toBe('app://knowngood/index.html')
})

test('an upload ends with its window: a reload leaves nothing behind, and other pages cannot add to it', async ({ launch, store }) => {
  const { page } = await launch()
  await declared(page)
  const [incident] = await readdir(join(store, 'incidents'))
  const begin = (): Promise<Begun> =>
    page.evaluate((id) => window.knowngood.ask('beginAttachment', { incident: id, name: 'a', size: 4, attempt: 'x' }), incident!)
  const sendPiece = (upload: string, index: number): Promise<unknown> => page.evaluate(([id, at]) => window.knowngood.ask('attachmentChunk', { upload: id, index: at, bytes: new Uint8Array(2) }), [upload, index] as const)

  const uploadOf = (begun: Begun): string => (begun.ok ? begun.upload : begun.sentence)
  const upload = uploadOf(await begin())
  expect(await sendPiece(upload, 0)).toEqual({ ok: true })
  expect(await filesOf(store)).toEqual([expect.stringMatching(/^\.\w{8}\.upload$/)])
  await page.reload()
  await expect.poll(() => filesOf(store)).toEqual([])
  expect(await sendPiece(upload, 1)).toMatchObject({ ok: false, kind: 'refused' })

  const second = uploadOf(await begin())
  expect(await sendPiece(second, 1)).toMatchObject({ ok: false, sentence: expect.stringContaining('out of order') })
  await expect.poll(() => filesOf(store)).toEqual([])
  // Nothing but bytes, and no more of them than a piece holds.
  await expect(page.evaluate((id) => window.knowngood.ask('attachmentChunk', { upload: id, index: 0, bytes: '/etc/passwd' as never }), second)).rejects.toThrow('in a shape that it does not have')
  await expect(page.evaluate((id) => window.knowngood.ask('attachmentChunk', { upload: id, index: 0, bytes: new Uint8Array(1024 * 1024 + 1) }), second)).rejects.toThrow('in a shape that it does not have')
})
