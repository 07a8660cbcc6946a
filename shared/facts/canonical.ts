/** One text for one value, and a checksum of it, to compare two bodies that claim the same id. */

/** JSON with sorted keys: equal values give equal text, whatever order their fields were written in. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, field]) => field !== undefined)
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return `{${entries.map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

/** FNV-1a, 32 bits, over UTF-16 code units: cheap, and only ever used to choose, never to trust. */
export function checksum(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash >>> 0
}

/** Whether the body `a` counts before `b`: the lower checksum, then the lower text, so that every machine picks the same. */
export function countsBefore(a: string, b: string): boolean {
  const left = checksum(a)
  const right = checksum(b)
  return left === right ? a < b : left < right
}
