/** What another system said may hold what it was given: no secret is said on. */
import type { Secrets } from './adapter.ts'

export function withoutSecrets(text: string, secrets: Secrets): string {
  return Object.values(secrets).reduce((left, secret) => left.replaceAll(secret, '…'), text)
}
