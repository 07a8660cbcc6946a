/** Fresh random names: of writers, of temporary files; and the salt of a line. */
import { randomBytes } from 'node:crypto'
import { base32 } from '../../shared/stream.ts'

/** Eight characters of base32 (40 bits), as in stamps and stream ids. */
export function randomId(): string {
  return base32(randomBytes(5))
}

/** 16 random bytes as base64url, 22 characters. */
export function randomSalt(): string {
  return randomBytes(16).toString('base64url')
}
