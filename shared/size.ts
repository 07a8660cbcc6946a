/** How large a file is, as people read it. */

/** "812 bytes", "240 KB", "1.4 MB", "2 GB". A KB is 1024 bytes. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${String(bytes)} bytes`
  const kilobytes = Math.round(bytes / 1024)
  if (kilobytes < 1024) return `${String(kilobytes)} KB`
  const megabytes = Math.round(bytes / 1024 / 102.4) / 10
  return megabytes < 1024 ? `${String(megabytes)} MB` : `${String(Math.round(megabytes / 102.4) / 10)} GB`
}
