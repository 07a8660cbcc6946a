/** A real Prometheus Alertmanager on loopback, as set-up has fetched it: alerts are posted to it as Prometheus posts them. */
import { spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'

export interface RunningAlertmanager {
  readonly url: string
  post(alert: PostedAlert): Promise<void>
  stop(): Promise<void>
}

export interface PostedAlert {
  readonly labels: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  /** UTC */
  readonly startsAt: string
  /** UTC; left out, it fires until it is posted again with its end */
  readonly endsAt?: string
  readonly generatorURL?: string
}

/** Nobody is told of anything by it: it is only asked. */
const CONFIG = 'route:\n  receiver: nobody\n  group_wait: 1s\nreceivers:\n  - name: nobody\n'

/** ms */
const STARTS_WITHIN = 20_000
const BETWEEN_LOOKS = 50

/** @param folder of its own, made where it is missing */
export async function startAlertmanager(folder: string): Promise<RunningAlertmanager> {
  const exe = process.env['KNOWNGOOD_ALERTMANAGER']
  if (!exe) throw new Error('KNOWNGOOD_ALERTMANAGER names no program: `npm test e2e` fetches one and says where it is.')
  await mkdir(folder, { recursive: true })
  const config = join(folder, 'alertmanager.yml')
  await writeFile(config, CONFIG)
  const port = await freePort()
  const url = `http://127.0.0.1:${String(port)}`
  const child = spawn(exe, [`--config.file=${config}`, `--storage.path=${join(folder, 'data')}`, `--web.listen-address=127.0.0.1:${String(port)}`, '--cluster.listen-address='], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  for (const began = performance.now(); !(await isReady(url)); ) {
    if (child.exitCode !== null || performance.now() - began > STARTS_WITHIN) {
      child.kill()
      throw new Error(`The Alertmanager did not start:\n${said}`)
    }
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS))
  }
  return {
    url,
    async post(alert) {
      const answer = await fetch(`${url}/api/v2/alerts`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify([alert]) })
      if (!answer.ok) throw new Error(`The Alertmanager did not take it: ${String(answer.status)} ${await answer.text()}`)
    },
    async stop() {
      child.kill()
      await ended
    },
  }
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/-/ready`).then(
    ({ ok }) => ok,
    () => false,
  )
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
