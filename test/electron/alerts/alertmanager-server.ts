/** A server on loopback that stands in for Alertmanager, and answers as the test says. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { apiAlert, type SentAlert } from '../../helpers/alerts.ts'

export type Answerer = (request: IncomingMessage, response: ServerResponse) => void

export interface AlertmanagerServer {
  readonly url: string
  /** what was asked, path and query, in order */
  readonly asked: string[]
  answer(how: Answerer): void
  /** @param muted what only shows where silenced alerts are asked for */
  fires(alerts: readonly SentAlert[], muted?: readonly SentAlert[]): void
  /** Nobody listens any more. */
  goes(): Promise<void>
  comesBack(): Promise<void>
}

export async function alertmanagerServer(): Promise<AlertmanagerServer> {
  const asked: string[] = []
  let how: Answerer = json([])
  const server = createServer((request, response) => {
    asked.push(request.url!)
    how(request, response)
  })
  const listen = (port: number): Promise<void> => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  await listen(0)
  const { port } = server.address() as AddressInfo
  onTestFinished(close)
  return {
    url: `http://127.0.0.1:${String(port)}`,
    asked,
    answer: (answerer) => void (how = answerer),
    fires: (alerts, muted = []) =>
      void (how = (request, response) => json((request.url!.includes('silenced=true') ? [...alerts, ...muted] : alerts).map(apiAlert))(request, response)),
    goes: close,
    comesBack: () => listen(port),
  }
}

/** Answers with a value. */
export function json(value: unknown, status = 200): Answerer {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(value))
  }
}
