/** The ids of streams: a prefix and eight base32 characters. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { base32, STREAM_ID, streamId } from '../../shared/stream.ts'

describe('a stream id', () => {
  it('is read over the phone: Crockford’s digits of five bytes', () => {
    expect(base32(new Uint8Array([0, 0, 0, 0, 0]))).toBe('00000000')
    expect(base32(new Uint8Array([255, 255, 255, 255, 255]))).toBe('zzzzzzzz')
    // 00000 00001 00010 00011 00100 00101 00110 00111
    expect(base32(new Uint8Array([0b00000000, 0b01000100, 0b00110010, 0b00010100, 0b11000111]))).toBe('01234567')
  })

  it('is of its kind, and a folder’s name anywhere', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 5, maxLength: 5 }), (bytes) => {
      expect(streamId('incident', bytes)).toMatch(/^inc-[0-9a-hjkmnp-tv-z]{8}$/)
      expect(streamId('release', bytes)).toMatch(/^rel-[0-9a-hjkmnp-tv-z]{8}$/)
      expect(streamId('incident', bytes)).toMatch(STREAM_ID)
    }))
  })

  it.each(['inc-7kq2m9x', 'inc-7kq2m9xa/..', 'INC-7KQ2M9XA', 'doc-7kq2m9xa', 'inc-7kq2m9xi', '../inc-7kq2m9xa', 'inc-7kq2m9xa\n'])('is nothing else: %j', (id) => {
    expect(STREAM_ID.test(id)).toBe(false)
  })

  it('takes five bytes', () => {
    expect(() => base32(new Uint8Array(4))).toThrow('five bytes')
  })
})
