/** What an `app://` address stands for: a file of the built window and nothing else. */
import { extname, isAbsolute, join, relative } from 'node:path'
import { SHA256 } from '../shared/incident/events.ts'
import { STREAM_ID } from '../shared/stream.ts'

export const SCHEME = 'app'
export const HOST = 'knowngood'
export const START_PAGE = `${SCHEME}://${HOST}/index.html`
export const DECLARE_PAGE = `${SCHEME}://${HOST}/declare.html`

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** The path of the file behind an address, or null where the address leads anywhere but into `root`. */
export function fileBehind(root: string, address: string): string | null {
  const url = parseAddress(address)
  if (!url || !isOurs(url)) return null
  const path = decoded(url.pathname)
  if (path === null || path.includes('\0')) return null
  // Joined, not resolved: a pathname begins with a slash, which would start again at the root of the disk.
  const file = join(root, path)
  const inside = relative(root, file)
  return inside !== '' && !inside.startsWith('..') && !isAbsolute(inside) ? file : null
}

/**
 * The attached file that an address names: `app://knowngood/files/<incident>/<sha256>`, exactly so, or null.
 * Nothing is decoded: an id and a hash hold no sign that would need it.
 */
export function attachmentBehind(address: string): { readonly incident: string; readonly sha256: string } | null {
  const url = parseAddress(address)
  const [, place, incident = '', sha256 = '', ...more] = url && isOurs(url) && url.search === '' && url.username === '' ? url.pathname.split('/') : []
  return place === 'files' && more.length === 0 && STREAM_ID.test(incident) && SHA256.test(sha256) ? { incident, sha256 } : null
}

/** The media type by a file's ending; what we do not ship is bytes to the page. */
export function mediaType(file: string): string {
  return TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream'
}

/** Whether a frame at this address is our own page. Only exact: an empty address or about:blank is somebody else's. */
export function isOurAddress(address: string): boolean {
  const url = parseAddress(address)
  return url !== null && isOurs(url)
}

/** Whether a link may be handed to the system: web pages over TLS, without a name or a password in the address. */
export function isOpenableLink(address: string): boolean {
  const url = parseAddress(address)
  return url !== null && url.protocol === 'https:' && url.username === '' && url.password === ''
}

function isOurs({ protocol, host }: URL): boolean {
  return protocol === `${SCHEME}:` && host === HOST
}

function parseAddress(address: string): URL | null {
  try {
    return new URL(address)
  } catch {
    return null
  }
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null
  }
}
