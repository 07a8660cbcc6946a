// A display for Electron: the session's own, or an Xvfb that lives as long as whoever asked for it.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const screen = '1440x900x24'

export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/**
 * Starts an Xvfb on a free display, for this user alone.
 * @returns {Promise<{ env: { DISPLAY: string, XAUTHORITY: string }, stop: () => void }>}
 */
export async function startVirtualDisplay() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'knowngood-display-'))
  const authority = path.join(folder, 'Xauthority')
  writeFileSync(authority, authorityFor(randomBytes(16)), { mode: 0o600 })
  // In a group of its own: Ctrl+C must reach the app first, the display after it.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset', '-auth', authority], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const stop = () => {
    server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', stop)
  const number = await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`Xvfb could not start (exit code ${code}).`)))
    server.stdio[3]?.once('data', (chunk) => resolve(String(chunk).trim()))
  })
  server.unref()
  return { env: { DISPLAY: `:${number}`, XAUTHORITY: authority }, stop }
}

/** One entry of an Xauthority file (see Xau(3)): family "wild", which fits any display; no address; a cookie. */
function authorityFor(cookie) {
  const field = (bytes) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes])
  const empty = Buffer.alloc(0)
  return Buffer.concat([Buffer.from([255, 255]), field(empty), field(empty), field(Buffer.from('MIT-MAGIC-COOKIE-1')), field(cookie)])
}
