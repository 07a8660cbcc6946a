/** Text that cannot act, and links that lead where they say. */
import { describe, expect, it } from 'vitest'
import { plainText, shortAddress, webAddress } from '../../../shared/retro/plain-text.ts'

describe('plain text', () => {
  it.each([
    ['a\r\nb\rc\u2028d\u0085e', 'a\nb\nc\nd\ne'],
    ['a\tb', 'a b'],
    ['\x1b[31mred\x1b[0m\0\x07', '[31mred[0m'],
    ['safe\u202eexe.png', 'safeexe.png'],
    ['\u2066isolated\u2069', 'isolated'],
    ['שלום\u200f!', 'שלום\u200f!'],
    ['half \ud83d of a pair', 'half \ufffd of a pair'],
    ['whole 🔥', 'whole 🔥'],
  ])('%j is %j', (raw, plain) => {
    expect(plainText(raw)).toBe(plain)
  })
})

describe('web addresses', () => {
  it.each([
    ['https://example.org', 'https://example.org'],
    [' https://example.org/a?b=c&d=%20e#f ', 'https://example.org/a?b=c&d=%20e#f'],
    ['HTTP://example.org/', 'HTTP://example.org/'],
    ['https://example.org/"onclick=x', 'https://example.org/%22onclick=x'],
    ['https://example.org/<b>', 'https://example.org/%3Cb%3E'],
    ['https://example.org/é', 'https://example.org/%C3%A9'],
    ['https://example.org/\u202egnp', 'https://example.org/gnp'],
  ])('%j leads to %j', (raw, address) => {
    expect(webAddress(raw)).toBe(address)
  })

  it.each(['javascript:alert(1)', 'java\nscript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', 'mailto:a@example.org', '//example.org', 'https:', 'https://', 'https:///x', 'https://exa mple.org', 'ftp://example.org', 'see https://example.org', ''])(
    '%j is no link',
    (raw) => {
      expect(webAddress(raw)).toBeNull()
    },
  )

  it('are shown without their scheme, and cut where they are long', () => {
    expect(shortAddress('https://www.example.org/')).toBe('example.org')
    expect(shortAddress(`https://example.org/${'a'.repeat(100)}`)).toBe(`example.org/${'a'.repeat(47)}…`)
  })
})
