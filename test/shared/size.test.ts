/** Sizes as people read them. */
import { expect, it } from 'vitest'
import { sizeText } from '../../shared/size.ts'

it.each([
  [0, '0 bytes'],
  [1023, '1023 bytes'],
  [1024, '1 KB'],
  [240 * 1024, '240 KB'],
  [1024 * 1024 - 1, '1 MB'],
  [1.4 * 1024 * 1024, '1.4 MB'],
  [25 * 1024 * 1024, '25 MB'],
  [2 * 1024 * 1024 * 1024, '2 GB'],
  [1.5 * 1024 * 1024 * 1024, '1.5 GB'],
])('%d bytes are %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text)
})
