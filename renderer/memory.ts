/** What this window remembers over a reload: sizes, themes, ids, and no words of anybody's. localStorage keeps old values, and may be full or forbidden. */

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
    // Full or forbidden: a width that survives no reload is better than a window that throws.
  }
}
