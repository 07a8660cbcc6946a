/** Script that somebody has got into our page: where it would like to go, and what the policy says of what it tries. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { expect, test as appTest } from './electron-app.ts'

interface Elsewhere {
  readonly url: string
  /** the paths that were asked for */
  readonly visits: string[]
}

/** With a page on the network that would be glad of a visit. */
export const test = appTest.extend<{ elsewhere: Elsewhere }>({
  elsewhere: async ({}, use) => {
    const visits: string[] = []
    const server: Server = createServer((request, response) => {
      visits.push(request.url ?? '')
      if (request.url === '/redirect') response.writeHead(302, { Location: '/redirected' }).end()
      else response.setHeader('Access-Control-Allow-Origin', '*').setHeader('Content-Type', 'text/html').end('<h1>elsewhere</h1>')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    await use({ url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, visits })
    server.closeAllConnections()
    server.close()
  },
})

/** The directives that an act in the page runs into. */
export async function violations<A>(page: Page, act: (argument: A) => unknown, argument: A): Promise<string[]> {
  await page.evaluate(() => {
    const seen: string[] = []
    Object.assign(window, { seen })
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => seen.push(effectiveDirective))
  })
  await page.evaluate(act as never, argument as never)
  const seen = (): Promise<string[]> => page.evaluate(() => (window as unknown as { seen: string[] }).seen)
  await expect.poll(async () => (await seen()).length).toBeGreaterThan(0)
  return [...new Set(await seen())]
}
