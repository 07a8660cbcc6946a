/** Names for presses of Enter: the same thing sent again, after a fault or by both Enter and the window itself, is recorded once. */
import { useState } from 'react'

export function newAttempt(): string {
  return crypto.randomUUID()
}

/** A form's own names: what is sent again unchanged keeps its name for as long as the form is open. */
export function useAttempts(): (command: object) => string {
  const [names] = useState(() => new Map<string, string>())
  return (command) => {
    const text = JSON.stringify(command)
    const name = names.get(text) ?? newAttempt()
    names.set(text, name)
    return name
  }
}
