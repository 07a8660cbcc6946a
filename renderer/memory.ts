/** What this window remembers over a reload, on this machine alone: localStorage, which may be full or forbidden. */

const PREFIX = 'knowngood:'

export function recall(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name)
  } catch {
    return null
  }
}

/** Remembers a text; null forgets it. What cannot be kept lives on in memory. */
export function remember(name: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(PREFIX + name)
    else localStorage.setItem(PREFIX + name, text)
  } catch {
    // Full or forbidden: a draft that survives no reload is better than an entry line that throws.
  }
}

/** Everything remembered whose name begins with `start`, by the rest of its name. */
export function recallAll(start: string): Record<string, string> {
  const found: Record<string, string> = {}
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX + start)) found[key.slice(PREFIX.length + start.length)] = localStorage.getItem(key) ?? ''
    }
  } catch {
    // As above: nothing is remembered.
  }
  return found
}
