/** What the other side said is shown short, on one line, without a trace of our secrets. */
import { describe, expect, it } from 'vitest'
import { clipped, said, secretsOf } from '../../../electron/paging/said.ts'

const URL_OF_SLACK = 'https://hooks.slack.com/services/T0/B0/abcdefgh12345678'

describe('what was said', () => {
  it.each([
    ['all of it', `No such hook: ${URL_OF_SLACK}`, 'No such hook: •••'],
    ['its path', 'No such hook: /services/T0/B0/abcdefgh12345678', 'No such hook: •••'],
    ['its last part', 'Unknown token abcdefgh12345678.', 'Unknown token •••.'],
    ['its host alone, which is no secret', 'hooks.slack.com is tired', 'hooks.slack.com is tired'],
  ])('a secret URL is not in it: %s', (_what, words, shown) => {
    expect(said(words, secretsOf(URL_OF_SLACK))).toBe(shown)
  })

  it.each(['https://example.com/?t=7&key=abcdefgh', 'https://example.com/in?abc=1&de=2', 'not a URL at all'])('nor is what a query gives away: %s', (address) => {
    const query = address.includes('?') ? address.slice(address.indexOf('?') + 1) : address
    expect(said(`got ${address} with ${query}`, secretsOf(address))).not.toMatch(/abcdefgh|abc=1|not a URL/)
  })

  it('a secret is not in it as a URL spells it, nor split over lines', () => {
    expect(said('key=a%20b%2Fc and a\nb/c', ['a b/c'])).toBe('key=••• and •••')
  })

  it('an empty secret hides nothing', () => {
    expect(said('all well', [''])).toBe('all well')
  })
})

it('a text is clipped between characters', () => {
  expect(clipped('four', 4)).toBe('four')
  expect(clipped('fives', 4)).toBe('fiv…')
  expect(clipped('ab🔥cd', 4)).toBe('ab…')
})
