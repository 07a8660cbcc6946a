/** Somebody has found a way to run script in our page. Each test is something that they would try next. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { ELECTRON, expect, ROOT } from '../helpers/electron-app.ts'
import { test, violations } from '../helpers/hostile-page.ts'

/** What main's own protocol answers, as nothing in the page could ask. */
function answered(app: ElectronApplication, url: string, method = 'GET'): Promise<{ status: number; policy: string | null }> {
  return app.evaluate(
    async ({ net }, wanted) => {
      const response = await net.fetch(wanted.url, { method: wanted.method })
      return { status: response.status, policy: response.headers.get('content-security-policy') }
    },
    { url, method },
  )
}

test('the page has no Node, no Electron, and exactly two ways to talk to main', async ({ launch }) => {
  const { app, page } = await launch()
  expect(page.url()).toBe('app://knowngood/index.html')
  expect(await page.evaluate(() => ['require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in globalThis))).toEqual([])
  expect(await page.evaluate(() => Object.keys(window.knowngood).sort())).toEqual(['ask', 'on'])
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    const { contextIsolation, nodeIntegration, sandbox, webSecurity, webviewTag } = contents.getLastWebPreferences()
    return { contextIsolation, nodeIntegration, sandbox, webSecurity, webviewTag }
  })
  expect(preferences).toEqual({ contextIsolation: true, nodeIntegration: false, sandbox: true, webSecurity: true, webviewTag: false })
})

test('the policy is sent with the page and lets in nothing but its own files', async ({ launch }) => {
  const { app } = await launch()
  const { status, policy } = await answered(app, 'app://knowngood/index.html')
  expect(status).toBe(200)
  expect(policy?.split('; ').sort()).toEqual([
    "base-uri 'none'",
    "connect-src 'none'",
    "default-src 'none'",
    "font-src 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "img-src 'self' data: blob:",
    "script-src 'self'",
    "style-src 'self'",
  ])
})

test('our own page needs nothing that the policy forbids', async ({ launch }) => {
  const { page } = await launch()
  await page.addInitScript(() => {
    const seen: string[] = []
    Object.assign(window, { seen })
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, sample }) => seen.push(`${effectiveDirective} ${sample}`))
  })
  await page.reload()
  await expect(page.getByRole('button', { name: 'Declare incident' }).first()).toBeVisible()
  expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([])
})

test('script that is not ours does not run', async ({ launch, elsewhere }) => {
  const { page } = await launch()
  const inline = (): void => {
    const script = document.createElement('script')
    script.textContent = 'window.hacked = true'
    document.body.append(script)
  }
  expect(await violations(page, inline, null)).toContain('script-src-elem')

  const attribute = (): void => document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.hacked = true">')
  expect(await violations(page, attribute, null)).toContain('script-src-attr')

  const foreign = (url: string): void => {
    const script = document.createElement('script')
    script.src = `${url}/script.js`
    document.body.append(script)
  }
  expect(await violations(page, foreign, elsewhere.url)).toContain('script-src-elem')

  const worker = (): string => {
    try {
      new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])))
      return 'started'
    } catch (error) {
      return (error as Error).message
    }
  }
  expect(await page.evaluate(worker)).toContain('Content Security Policy')

  expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
  expect(elsewhere.visits).toEqual([])
})

test('nothing reaches the network, however it is asked', async ({ launch, elsewhere }) => {
  const { page } = await launch()
  const reach = async (url: string): Promise<void> => {
    const failed = (): null => null
    await fetch(`${url}/fetch`, { method: 'POST', body: 'the timeline' }).catch(failed)
    navigator.sendBeacon(`${url}/beacon`, 'the timeline')
    new WebSocket(url.replace('http', 'ws')).onerror = failed
    new EventSource(`${url}/events`).onerror = failed
    for (const html of [`<img src="${url}/image">`, `<link rel="stylesheet" href="${url}/style">`, `<iframe src="${url}/frame"></iframe>`, `<video src="${url}/video"></video>`]) {
      document.body.insertAdjacentHTML('beforeend', html)
    }
  }
  expect(await violations(page, reach, elsewhere.url)).toEqual(expect.arrayContaining(['connect-src', 'frame-src', 'img-src', 'media-src', 'style-src-elem']))
  expect(elsewhere.visits).toEqual([])
})

test('the page stays where it is, and opens no other', async ({ launch, elsewhere }) => {
  const { app, page } = await launch()
  const acts: Record<string, (url: string) => void> = {
    location: (url) => location.assign(url),
    link: (url) => {
      document.body.insertAdjacentHTML('beforeend', `<a id="link" href="${url}">elsewhere</a>`)
      document.getElementById('link')!.click()
    },
    refresh: (url) => document.head.insertAdjacentHTML('beforeend', `<meta http-equiv="refresh" content="0; url=${url}">`),
    form: (url) => {
      document.body.insertAdjacentHTML('beforeend', `<form id="form" method="post" action="${url}"></form>`)
      document.querySelector<HTMLFormElement>('#form')!.submit()
    },
    frame: (url) => {
      const frame = document.body.appendChild(document.createElement('iframe'))
      frame.contentWindow!.location.href = url
    },
    newTab: (url) => {
      document.body.insertAdjacentHTML('beforeend', `<a id="tab" target="_blank" href="${url}">elsewhere</a>`)
      document.getElementById('tab')!.click()
    },
    open: (url) => void window.open(url),
  }
  for (const [name, act] of Object.entries(acts)) {
    await page.evaluate(act, `${elsewhere.url}/${name}`)
    // A visit of ours, which comes after the page's if that was on its way.
    await answered(app, `${elsewhere.url}/after-${name}`)
    expect(elsewhere.visits.splice(0)).toEqual([`/after-${name}`])
  }
  expect(await page.evaluate(() => [window.open('app://knowngood/index.html'), window.open('about:blank')])).toEqual([null, null])
  expect(page.url()).toBe('app://knowngood/index.html')
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)

  const redirected = await app.evaluate(
    ({ BrowserWindow }, url) => BrowserWindow.getAllWindows()[0]!.loadURL(url).then(() => 'arrived', () => 'stopped'),
    `${elsewhere.url}/redirect`,
  )
  expect(redirected).toBe('stopped')
  expect(elsewhere.visits).toEqual(['/redirect'])
})

test('no permission is given', async ({ launch }) => {
  const { page } = await launch()
  const asked = await page.evaluate(async () => {
    const refused = (error: unknown): string => (error as Error).name
    const states: Record<string, string> = {}
    for (const name of ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'] as PermissionName[]) {
      states[name] = (await navigator.permissions.query({ name })).state
    }
    return {
      states,
      notification: await Notification.requestPermission(),
      clipboard: await navigator.clipboard.readText().then(() => 'given', refused),
      place: await new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('given'), ({ code }) => resolve(code))),
    }
  })
  expect(asked).toEqual({
    states: { geolocation: 'denied', notifications: 'denied', camera: 'denied', microphone: 'denied', 'clipboard-read': 'denied', midi: 'denied' },
    notification: 'denied',
    clipboard: 'NotAllowedError',
    place: 1,
  })
})

test('main answers our own page and nobody else, though they have our bridge', async ({ launch }) => {
  const { app, said } = await launch()
  const preload = join(ROOT, 'out', 'preload', 'preload.cjs')
  const tries = await app.evaluate(async ({ BrowserWindow, session }, bridge) => {
    const ask = "window.knowngood.ask('start').then(() => 'answered', (error) => error.message)"
    // A session whose app:// sends no policy, and a window that lets frames in: as if those walls had fallen.
    const own = session.fromPartition('fallen')
    const pages: Record<string, string> = { '/top': '<iframe src="app://knowngood/inner"></iframe>', '/inner': '<p>inner' }
    own.protocol.handle('app', ({ url }) => new Response(pages[new URL(url).pathname], { headers: { 'Content-Type': 'text/html' } }))
    const window = new BrowserWindow({ show: false, webPreferences: { session: own, preload: bridge, sandbox: true, contextIsolation: true, nodeIntegrationInSubFrames: true } })
    const { webContents } = window
    webContents.removeAllListeners('will-frame-navigate')
    const asked: Record<string, unknown> = {}
    for (const url of ['data:text/html,<p>elsewhere', 'about:blank', 'app://knowngood/top']) {
      await window.loadURL(url)
      asked[url] = await webContents.executeJavaScript(ask)
    }
    const frame = webContents.mainFrame.frames[0]!
    asked[`${frame.url}, in a frame`] = await frame.executeJavaScript(ask)
    window.destroy()
    return asked
  }, preload)
  const refused: unknown = expect.stringContaining("which is not Knowngood's own page")
  expect(tries).toEqual({
    'data:text/html,<p>elsewhere': refused,
    'about:blank': refused,
    'app://knowngood/top': 'answered',
    'app://knowngood/inner, in a frame': refused,
  })
  // Aloud: whoever looks into it finds it in main's output.
  expect(said()).toContain('“start” was asked by data:text/html')
})

test('a request in another shape, or of another name, is refused', async ({ launch }) => {
  const { page } = await launch()
  const refusals = await page.evaluate(async () => {
    const ask = window.knowngood.ask as (name: string, input?: unknown) => Promise<unknown>
    const refused = (name: string, input?: unknown): Promise<string> => ask(name, input).then(() => 'answered', (error: unknown) => (error as Error).message)
    const listen = window.knowngood.on as (name: string, listener: () => void) => void
    const deaf = (name: string): string => {
      try {
        listen(name, () => undefined)
        return 'listening'
      } catch (error) {
        return (error as Error).message
      }
    }
    return {
      path: await refused('openIncident', { id: '../../etc/passwd' }),
      missing: await refused('dispatch', { incident: null }),
      list: await refused('dispatch', { incident: null, command: ['DeclareIncident'] }),
      format: await refused('exportRetro', { incident: 'inc-7kq2m9xa', format: 'exe', zone: 'UTC' }),
      unknown: await refused('readFile', '/etc/passwd'),
      electron: await refused('ELECTRON_BROWSER_QUIT'),
      inherited: await refused('constructor'),
      push: deaf('ELECTRON_RENDERER_WINDOW_VISIBILITY_CHANGE'),
    }
  })
  expect(refusals).toEqual({
    path: expect.stringContaining('“openIncident” was asked in a shape that it does not have: id'),
    missing: expect.stringContaining('“dispatch” was asked in a shape that it does not have: command'),
    list: expect.stringContaining('“dispatch” was asked in a shape that it does not have: command'),
    format: expect.stringContaining('“exportRetro” was asked in a shape that it does not have: format'),
    unknown: 'There is no request “readFile”.',
    electron: 'There is no request “ELECTRON_BROWSER_QUIT”.',
    inherited: 'There is no request “constructor”.',
    push: 'There is no push “ELECTRON_RENDERER_WINDOW_VISIBILITY_CHANGE”.',
  })
})

test('app:// leads to the files of the window alone, and only to be read', async ({ launch }) => {
  const { app } = await launch()
  for (const path of ['../main/main.cjs', '%2e%2e/main/main.cjs', '..%2fmain%2fmain.cjs', '..%2f..%2fpackage.json', '%2fetc%2fpasswd', '']) {
    expect(await answered(app, `app://knowngood/${path}`), path).toMatchObject({ status: 404 })
  }
  expect(await answered(app, 'app://elsewhere/index.html')).toMatchObject({ status: 404 })
  expect(await answered(app, 'app://knowngood/index.html', 'POST')).toMatchObject({ status: 405 })
})

test('only web addresses over TLS are handed to the system', async ({ launch }) => {
  const { app, page } = await launch()
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = (url) => Promise.resolve(void opened.push(url))
  })
  const links = ['https://example.org/runbook', 'http://example.org', 'file:///etc/passwd', 'javascript:alert(1)', 'app://knowngood/', 'smb://example.org/share', 'https://ana:secret@example.org', 'nonsense']
  const answers = await page.evaluate((urls) => Promise.all(urls.map((url) => window.knowngood.ask('openLink', { url }))), links)
  expect(answers.map(({ ok }) => ok)).toEqual([true, false, false, false, false, false, false, false])
  expect(await app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)).toEqual(['https://example.org/runbook'])
})

test('a second start brings the first window to the front, and ends', async ({ launch, profile, store, folder }) => {
  const { app } = await launch()
  await app.evaluate(({ BrowserWindow, dialog }) => {
    const said: string[] = []
    Object.assign(globalThis, { said })
    dialog.showMessageBox = ((options: { message: string }) => Promise.resolve(void said.push(options.message))) as never
    BrowserWindow.getAllWindows()[0]!.hide()
  })
  const start = (data: string): Promise<{ code: number | null; stderr: string }> =>
    new Promise((resolve, reject) => {
      const second = spawn(ELECTRON, [ROOT, '--no-sandbox', '--log-level=3', `--user-data-dir=${profile}`, `--data=${data}`])
      let stderr = ''
      second.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
      second.on('error', reject)
      second.on('close', (code) => resolve({ code, stderr }))
    })
  const visible = (): Promise<boolean> => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible())
  const said = (): Promise<string[]> => app.evaluate(() => (globalThis as unknown as { said: string[] }).said)

  expect(await start(store)).toEqual({ code: 0, stderr: expect.stringContaining('Knowngood is open already') })
  await expect.poll(visible).toBe(true)
  expect(await said()).toEqual([])

  await start(join(folder, 'another store'))
  await expect.poll(said).toEqual(['Knowngood is open already, on another data folder.'])
})
