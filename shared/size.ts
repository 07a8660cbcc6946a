/** How large a file is, as people read it. */

/** "812 bytes", "240 KB", "1.4 MB", "2 GB". Takes bytes; a KB is 1024 of them. */
export function sizeText(bytes: number): string {
  const size = Math.max(0, Math.round(bytes))
  if (size < 1024) return size === 1 ? '1 byte' : `${String(size)} bytes`
  const kilobytes = Math.round(size / 1024)
  if (kilobytes < 1024) return `${String(kilobytes)} KB`
  const megabytes = Math.round(size / 1024 / 102.4) / 10
  return megabytes < 1024 ? `${String(megabytes)} MB` : `${String(Math.round(megabytes / 102.4) / 10)} GB`
}
