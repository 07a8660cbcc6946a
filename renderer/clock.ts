/** The window's clock: one timer for each rhythm, shared by everyone who shows a time. */
import { useSyncExternalStore } from 'react'

interface Ticker {
  subscribe(listener: () => void): () => void
  now(): number
}

const tickers = new Map<number, Ticker>()

/** The present, ms UTC. It moves on every whole `everyMs` of the wall clock, so that all counters turn together. */
export function useNow(everyMs: number): number {
  const ticker = tickerFor(everyMs)
  return useSyncExternalStore(ticker.subscribe, ticker.now)
}

function tickerFor(everyMs: number): Ticker {
  const known = tickers.get(everyMs)
  if (known) return known
  const made = createTicker(everyMs)
  tickers.set(everyMs, made)
  return made
}

function createTicker(everyMs: number): Ticker {
  const listeners = new Set<() => void>()
  let present = Date.now()
  let timer: ReturnType<typeof setTimeout> | undefined

  const tick = (): void => {
    present = Date.now()
    for (const listener of listeners) listener()
    timer = setTimeout(tick, everyMs - (Date.now() % everyMs))
  }
  // A sleeping machine or a hidden window holds timers back: what is seen first must be right.
  const awake = (): void => {
    if (document.visibilityState !== 'visible') return
    clearTimeout(timer)
    tick()
  }

  return {
    subscribe(listener) {
      if (listeners.size === 0) {
        present = Date.now()
        timer = setTimeout(tick, everyMs - (present % everyMs))
        document.addEventListener('visibilitychange', awake)
        window.addEventListener('focus', awake)
      }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearTimeout(timer)
        document.removeEventListener('visibilitychange', awake)
        window.removeEventListener('focus', awake)
      }
    },
    now: () => {
      // Nobody listens between a first render and its effect: the value is made fresh, but stays put within one rhythm.
      if (listeners.size === 0 && Math.floor(Date.now() / everyMs) !== Math.floor(present / everyMs)) present = Date.now()
      return present
    },
  }
}
