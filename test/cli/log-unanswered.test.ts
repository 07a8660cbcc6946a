/** `knowngood log` while the app is there and silent: what nobody knows is not called recorded, nor not recorded. */
import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { systemClock } from '../../electron/clock.ts'
import { log } from '../../electron/cli/commands/log.ts'
import { appDesk, declaredOn, place } from '../electron/one-mind/one-mind.ts'

it('stops at the line of which nobody knows, and says so', async () => {
  const desk = appDesk(await place())
  const incident = await declaredOn(desk)
  const printed: string[] = []
  let asked = 0
  const stdin = new PassThrough()
  stdin.end('first\nsecond\nthird\n')
  const exit = await log.run({
    values: {},
    words: [incident],
    desk: {
      ...desk,
      dispatch: (id, command) => ((asked += 1) === 2 ? Promise.resolve({ ok: false, kind: 'unanswered', sentence: 'Look at its timeline.' }) : desk.dispatch(id, command)),
    },
    dataDir: '',
    profile: '',
    clock: systemClock,
    zone: 'UTC',
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: process.stdout,
    print: (line) => Promise.resolve(void printed.push(line)),
    warn: (sentence) => expect.fail(sentence),
  })
  expect(exit).toEqual({ code: 1, reason: 'It is not known whether line 2 was recorded; nothing after it was. Look at its timeline.' })
  expect([asked, printed.length]).toEqual([2, 1])
})
