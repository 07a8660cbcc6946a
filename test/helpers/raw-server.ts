/** A server on loopback that answers with bytes as they are given, right or wrong, and keeps what it was sent. */
import { createServer, type AddressInfo, type Socket } from 'node:net'

export interface RawRequest {
  readonly method: string
  readonly path: string
  /** names in lower case */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** `then`: how it goes on after the bytes. `drip` sends `drop` again and again, until the other side has had enough. */
export interface RawAnswer {
  readonly bytes: string | Uint8Array
  readonly then: 'end' | 'cut' | 'silence' | 'drip'
  readonly drop?: string | Uint8Array
}

export interface RawServer {
  readonly url: string
  readonly requests: readonly RawRequest[]
  /** bytes that were handed to the network in all */
  written(): number
  close(): Promise<void>
}

/** A well-formed answer. */
export function response(status: number, body: string | Uint8Array = '', headers: Readonly<Record<string, string>> = {}): Uint8Array {
  const bytes = Buffer.from(body)
  const lines = Object.entries({ 'content-length': String(bytes.length), connection: 'close', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${String(status)} Said\r\n${lines.join('')}\r\n`), bytes])
}

export async function startRaw(answer: (request: RawRequest) => RawAnswer): Promise<RawServer> {
  const requests: RawRequest[] = []
  const sockets = new Set<Socket>()
  let written = 0
  const server = createServer((socket) => {
    sockets.add(socket)
    let heard = ''
    let timer: NodeJS.Timeout | undefined
    // The other side hangs up whenever it likes.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      clearInterval(timer)
      written += socket.bytesWritten
      sockets.delete(socket)
    })
    socket.setEncoding('latin1').on('data', (part: string) => {
      heard += part
      const request = parsed(heard)
      if (!request) return
      heard = ''
      requests.push(request)
      const { bytes, then, drop = ' ' } = answer(request)
      socket.write(bytes)
      if (then === 'end') socket.end()
      if (then === 'cut') socket.destroySoon()
      if (then === 'drip') {
        clearInterval(timer)
        timer = setInterval(() => {
          if (socket.writableLength < 1_000_000) socket.write(drop)
        }, 2)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    requests,
    written: () => [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, written),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** Null until all of it is there. */
function parsed(heard: string): RawRequest | null {
  const end = heard.indexOf('\r\n\r\n')
  if (end < 0) return null
  const [first = '', ...lines] = heard.slice(0, end).split('\r\n')
  const [method = '', path = ''] = first.split(' ')
  const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]))
  const body = heard.slice(end + 4)
  return body.length < Number(headers['content-length'] ?? 0) ? null : { method, path, headers, body: Buffer.from(body, 'latin1').toString() }
}
