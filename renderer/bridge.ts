/** The window's line to main: the only place that touches `window.knowngood`. */
import type { KnowngoodApi, Pushes, Replies, RequestInput, RequestName } from '../shared/api.ts'

declare global {
  interface Window {
    knowngood: KnowngoodApi
  }
}

/** Asks main. Rejects only where the request itself was wrong, which is a bug. */
export function ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Replies[N]> {
  return window.knowngood.ask(name, input)
}

/** Listens to what main tells every window. @returns how to stop */
export function on<P extends keyof Pushes>(name: P, listener: (push: Pushes[P]) => void): () => void {
  return window.knowngood.on(name, listener)
}
