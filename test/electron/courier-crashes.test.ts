/** The promises of the courier under crashes at random points and answers at random. */
import { rm } from 'node:fs/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Sent } from '../../electron/paging/adapter.ts'
import { utc } from '../helpers/facts.ts'
import { tempFolder } from './journal/facts.ts'
import { by, HOOK, PAGER, pagingDesk, SECRETS, SLACK, type PagingDesk } from './paging-desk.ts'

const MINUTE = 60_000
const START = Date.parse(utc('14:18'))
const GONE = new Promise<never>(() => undefined)

const answers = fc.constantFrom<Sent>(
  { result: 'accepted', status: 202 },
  { result: 'refused', status: 400, text: 'No.' },
  { result: 'try again', status: 503, text: 'Later.' },
  { result: 'try again', status: 429, text: 'Slower.', after: 90_000 },
  { result: 'unclear', text: 'No answer came.' },
)

/** One life of the app: what the other side answers, the step at which it dies (none: it lives to the end), and the time until the next. */
const life = fc.record({ answers: fc.array(answers, { minLength: 1, maxLength: 4 }), dies: fc.option(fc.nat(12), { nil: null }), looks: fc.integer({ min: 1, max: 4 }), waits: fc.oneof(fc.integer({ min: 1000, max: MINUTE }), fc.integer({ min: MINUTE, max: 12 * MINUTE })) })

test('nothing goes out twice unasked but where a copy does no harm, nothing after its time, and every try is on disk before its message', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(PAGER, SLACK, HOOK), fc.array(life, { minLength: 1, maxLength: 4 }), async (channel, lives) => {
      const dataDir = await tempFolder()
      const wire: { time: number; number: number; onDisk: readonly string[]; delivery: string }[] = []
      let now = START
      let incident: string | null = null
      let page: PagingDesk | null = null
      for (const { answers, dies, looks, waits } of lives) {
        let steps = 0
        let dead = (): void => undefined
        const death = new Promise<void>((resolve) => (dead = resolve))
        const came = [...answers]
        const opened: PagingDesk = pagingDesk({
          dataDir,
          now,
          step() {
            if (steps++ !== dies && steps <= (dies ?? Infinity)) return Promise.resolve()
            dead()
            return GONE
          },
          answer(message) {
            const { onDisk } = opened.sent.at(-1)!
            const answer = came.length > 1 ? came.shift()! : came[0]!
            wire.push({ time: now, number: onDisk.length, onDisk, delivery: message.delivery })
            return answer
          },
        })
        page = opened
        if (incident === null) {
          incident = await opened.declared()
          await opened.does(incident, { type: 'Page', whom: 'Bo', send: by(channel) })
        }
        for (let look = 0; look < looks; look++) {
          const ms = look === 0 ? 0 : waits
          now += ms
          const went = await Promise.race([opened.pass(ms).then(() => true), death.then(() => false)])
          if (!went) break
        }
        await opened.desk.close()
        now += waits
      }

      const expiry = START + 10 * MINUTE
      for (const { time, onDisk, delivery, number } of wire) {
        expect(time).toBeLessThan(expiry)
        expect(onDisk).toContain(`${delivery} ${String(number)}`)
      }
      // Before a further message stood on disk that the one before had not arrived; or nothing did, and a copy does no harm.
      const facts = await page!.desk.facts(incident!)
      const written = new Map(facts.filter(({ type }) => type === 'DeliveryAnswered').map(({ data }) => [data['number'], data['result']]))
      for (const { number } of wire.slice(0, -1)) expect(channel === SLACK ? ['try again'] : ['try again', undefined]).toContain(written.get(number))
      expect(new Set(wire.map(({ number }) => number)).size).toBe(wire.length)
      for (const secret of Object.values(SECRETS[channel.id]!)) expect(JSON.stringify(facts)).not.toContain(secret)
      await rm(dataDir, { recursive: true, force: true })
    }),
    { numRuns: 60 },
  )
}, 120_000)
