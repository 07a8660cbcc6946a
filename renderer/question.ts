/** Questions words that look like a secret before they are recorded: once, then it is the person's word. */
import { useCallback, useRef } from 'react'
import type { CommandInput } from '../shared/incident/commands.ts'
import { ask } from './bridge.ts'

/** More than a command takes (characters): what is longer is refused anyway. */
const LONGEST = 50_000
/** As many texts as main looks through at once. */
const MOST = 1000

/** Asks main about words; answers the sentence to show, or null where they may be recorded. @param again what to do to record them all the same */
export function useQuestion(again: string): (words: unknown) => Promise<string | null> {
  const questioned = useRef<string | null>(null)
  return useCallback(
    async (words) => {
      const texts = textsIn(words)
      const asked = JSON.stringify(texts)
      if (texts.length === 0 || asked === questioned.current) return null
      let secret: string | null = null
      for (let from = 0; secret === null && from < texts.length; from += MOST) secret = await ask('findSecret', { texts: texts.slice(from, from + MOST) })
      questioned.current = secret === null ? null : asked
      return secret === null ? null : `That looks like ${secret}. Take it out, or ${again} to record it as it is.`
    },
    [again],
  )
}

/** The same for whole commands. */
export function useCommandQuestion(again: string): (commands: readonly CommandInput[]) => Promise<string | null> {
  const question = useQuestion(again)
  return useCallback((commands) => question(commands.map(({ type: _, ...fields }) => fields)), [question])
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.slice(0, LONGEST)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
