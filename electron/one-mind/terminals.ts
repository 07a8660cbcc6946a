/** The terminals that hand their commands to this app. */
import { homedir } from 'node:os'
import type { Desk } from '../desk.ts'
import { listenForCommands, type Listened } from './listen.ts'
import { meetingOf } from './meeting.ts'

export interface Terminals {
  /** From now on what a terminal asks for is recorded here. */
  connect(): void
  /** Answers what was begun, begins nothing more, and hangs up. */
  close(): Promise<void>
}

/** @param dataDir the store that the desk works on */
export function terminalsAt(desk: Pick<Desk, 'dispatch'>, dataDir: string): Terminals {
  let listened: Promise<Listened> | null = null
  return {
    connect() {
      listened = listenForCommands({
        meeting: meetingOf(dataDir, { platform: process.platform, env: process.env, home: homedir() }),
        version: KNOWNGOOD_VERSION,
        dispatch: ({ incident, command, ...origin }) => desk.dispatch(incident, command, { ...origin, source: 'cli' }),
      })
      // Nothing is lost by it, so it is said where only the curious look.
      void listened.then((result) => !result.ok && console.error(`The command line will write files of its own: ${result.why}.`))
    },
    async close() {
      const result = await listened
      if (result?.ok) await result.listening.close()
    },
  }
}
