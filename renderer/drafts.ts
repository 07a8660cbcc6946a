/** Keeps what stands in the entry lines: main writes it to a file, a moment after the typing. */
import { ask } from './bridge.ts'

/** ms; nobody types a line again for what is lost in it */
const AFTER_MS = 400

/** by incident: what main has not been given yet */
const waiting = new Map<string, string>()
let timer: ReturnType<typeof setTimeout> | null = null

/** Has a text kept before long; an empty one is forgotten at once: it has been recorded, or is not wanted. */
export function keepDraft(incident: string, text: string): void {
  waiting.set(incident, text)
  if (text === '') flushDrafts()
  else timer ??= setTimeout(flushDrafts, AFTER_MS)
}

/** Gives main what it has not been given yet; called when the window goes out of sight, too. What the disk refuses lives on in the window. */
export function flushDrafts(): void {
  if (timer !== null) clearTimeout(timer)
  timer = null
  for (const [incident, text] of waiting) void ask('keepDraft', { incident, text })
  waiting.clear()
}

/** Starts to flush when the window is left. @returns how to stop */
export function flushWhenLeft(): () => void {
  const events = ['pagehide', 'blur', 'visibilitychange'] as const
  for (const name of events) window.addEventListener(name, flushDrafts)
  return () => {
    for (const name of events) window.removeEventListener(name, flushDrafts)
  }
}
