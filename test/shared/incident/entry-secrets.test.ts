// What people type of secrets is noticed; what is only about one is not.
import { expect, test } from 'vitest'
import { secretIn } from '../../../shared/incident/entry/secrets.ts'

test.each([
  ['key is AKIAIOSFODNN7EXAMPLE ok?', 'an AWS access key'],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIE', 'a private key'],
  ['Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N', 'a signed token (JWT)'],
  ['postgres://app:hunter2@db.example/main', 'a link with a password in it'],
  ['the password is hunter2!', 'a password or a key'],
  ['API_KEY=9f8e7d6c5b', 'a password or a key'],
])('%s', (text, what) => {
  expect(secretIn(text)).toBe(what)
})

test.each([
  'rotated the password of the service account',
  'token: expired, asked for a new one',
  'https://grafana.example/d/api?from=now-1h@home',
  'error rate 15%, p95 latency 2.9 s',
  'the secret store answers again',
  'ana@example.org looks at it',
])('nothing in: %s', (text) => {
  expect(secretIn(text)).toBeNull()
})
