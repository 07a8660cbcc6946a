/** What Slack is sent keeps to its limits, and only its own "ok" counts as a yes. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Message, Sent } from '../../../electron/paging/adapter.ts'
import { payloadOf, slackAdapter } from '../../../electron/paging/slack.ts'
import { response, startRaw, type RawServer } from '../../helpers/raw-server.ts'
import { forTest, NEVER, PAGE, testWire } from './paging.ts'

const CHANNEL = { id: 'ch-00000002', name: 'Incidents', kind: 'Slack' } as const
const PATH = '/services/T0000000/B0000000/XXXXXXXXXXXXXXXXXXXXXXXX'
const send = (server: RawServer, message: Partial<Message> = {}): Promise<Sent> => slackAdapter(testWire()).send({ ...PAGE, ...message }, CHANNEL, { url: `${server.url}${PATH}` }, NEVER)
const answering = (status: number, body: string): Promise<RawServer> => forTest(startRaw(() => ({ bytes: response(status, body), then: 'end' })))

interface Section {
  readonly type: string
  readonly text: { readonly text: string }
}
const sectionsOf = (message: Partial<Message>): readonly string[] =>
  payloadOf({ ...PAGE, ...message })
    .blocks.filter((block): block is Section => (block as Section).type === 'section')
    .map(({ text }) => text.text)
const unescaped = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

describe('a message', () => {
  it('says what, to whom and of which incident', async () => {
    const server = await answering(200, 'ok')
    expect(await send(server, { text: 'Look at <checkout> & call me' })).toEqual({ result: 'accepted', status: 200 })
    expect(server.requests).toHaveLength(1)
    expect(server.requests[0]).toMatchObject({ method: 'POST', path: PATH, headers: { 'content-type': 'application/json' } })
    expect(JSON.parse(server.requests[0]!.body)).toEqual({
      text: 'P1 · Checkout fails: Look at &lt;checkout&gt; &amp; call me',
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: '*P1 · Checkout fails*' } },
        { type: 'section', text: { type: 'mrkdwn', text: 'Look at &lt;checkout&gt; &amp; call me' } },
        { type: 'context', elements: [{ type: 'mrkdwn', text: 'INC-7KQ2M9XA · page to Malik Ahmed · 2026-11-28T11:59:30.000Z' }] },
      ],
    })
  })

  it('a text of 3,001 characters takes two sections and loses nothing', () => {
    const text = 'x'.repeat(3001)
    const [, ...parts] = sectionsOf({ text })
    expect(parts).toHaveLength(2)
    expect(parts.join('')).toBe(text)
  })

  it('keeps to 3,000 characters a section, 50 blocks and 13,000 in all, whatever is written; what is left out ends in an ellipsis', () => {
    const sign = fc.constantFrom('&', '<', '>', '🔥', 'a', '\n', 'é', ' ')
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 40 }), fc.integer({ min: 1, max: 600 }), (signs, times) => {
        const text = signs.join('').repeat(times)
        const payload = payloadOf({ ...PAGE, text })
        const [, ...parts] = sectionsOf({ text })
        expect(parts.every((part) => part.length > 0 && part.length <= 3000)).toBe(true)
        expect(payload.blocks.length).toBeLessThanOrEqual(50)
        expect(parts.join('').length).toBeLessThanOrEqual(12_001)
        // No piece breaks off inside an entity or a pair of surrogates: each is whole by itself.
        for (const part of parts) {
          expect(part.replace(/&(?:amp|lt|gt);/g, '')).not.toMatch(/[&<>]/)
          expect(() => encodeURIComponent(part)).not.toThrow()
        }
        const whole = unescaped(parts.join(''))
        if (whole.endsWith('…')) expect(text.trim().startsWith(whole.slice(0, -1))).toBe(true)
        else expect(whole.trim()).toBe(text.trim())
      }),
      { numRuns: 200 },
    )
  })

  it('has no section for a text of blanks', () => {
    expect(sectionsOf({ text: ' \n ' })).toEqual(['*P1 · Checkout fails*'])
  })
})

describe('an answer', () => {
  it.each([
    [400, 'invalid_payload', 'Slack did not understand the message. (400 invalid_payload)'],
    [403, 'action_prohibited', 'An admin of the Slack workspace does not allow it. (403 action_prohibited)'],
    [404, 'channel_not_found', 'The Slack channel of the webhook is gone. (404 channel_not_found)'],
    [404, 'no_service', 'The webhook is gone or has been switched off in Slack. Make a new one. (404 no_service)'],
    [410, 'channel_is_archived', 'The Slack channel has been archived. (410 channel_is_archived)'],
    [400, 'something_new', 'Slack refused it. Is the webhook still there? (400 something_new)'],
    [404, '<html>Not found</html>', 'Slack refused it. Is the webhook still there? (404)'],
  ])('%i %s is a refusal in plain words', async (status, body, text) => {
    expect(await send(await answering(status, body))).toEqual({ result: 'refused', status, text })
  })

  it('500 rollup_error is Slack’s own trouble: later', async () => {
    expect(await send(await answering(500, 'rollup_error'))).toEqual({ result: 'try again', status: 500, text: 'Slack has a fault of its own (500).' })
  })

  it('200 of a sign-in page is no yes', async () => {
    expect(await send(await answering(200, '<html>Welcome to the hotel</html>'))).toMatchObject({ result: 'unclear', status: 200 })
  })
})

it('without a URL, says what to set', async () => {
  expect(await slackAdapter(testWire()).send(PAGE, CHANNEL, {}, NEVER)).toEqual({ result: 'refused', text: 'Slack has no webhook URL yet. Set it in Settings, Channels.' })
})
