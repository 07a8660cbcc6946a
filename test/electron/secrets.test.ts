/** What looks like a secret is questioned, whatever kind it is; what is only about one is not. */
import { expect, test } from 'vitest'
import { findSecret } from '../../electron/secrets.ts'

// Made up, in the form that the issuer documents; put together so that no scanner takes this file for a leak.
const made = (...parts: string[]): string => parts.join('')

test.each([
  [made('ghp_', 'a1B2'.repeat(9)), 'a GitHub token'],
  [made('github_pat_', '11ABCDEFG0', 'abcdefghijkl', '_', 'a1B2c3D4e5F6'.repeat(5).slice(0, 59)), 'a GitHub token'],
  [made('glpat-', 'abcdefghij1234567890'), 'a GitLab token'],
  [made('xoxb-', '123456789012-abcdef'), 'a Slack token'],
  [made('https://hooks.slack.com/services/', 'T00000000/B00000000/', 'X'.repeat(24)), 'a Slack token'],
  [made('sk_', 'live_4eC39HqLyjWDarjtT1zdp7dc'), 'a Stripe key'],
  [made('npm_', 'abcdefghijklmnopqrstuvwxyz0123456789'), 'an npm token'],
  [made('SG.', 'abcdefghijklmnopqrstuv.', 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456'), 'a SendGrid key'],
  [made('dckr_pat_', 'abcdefghijklmnopqrstuvwxyz0'), 'a Docker token'],
  [made('sk-ant-', 'api03-', 'a'.repeat(93), 'AA'), 'an Anthropic key'],
  ['postgres://app:hunter2@db.example/main', 'a link with a password in it'],
  ['the password is hunter2!', 'a password or a key'],
])('%s', async (secret, what) => {
  expect(await findSecret([secret])).toBe(what)
  expect(await findSecret(['pods restart', `seen in the log:\n${secret} (should not be there)`])).toBe(what)
})

test('what people write in an incident is no secret', async () => {
  const plain = [
    'rotated the password of the service account',
    'token: expired, asked for a new one',
    'https://grafana.example/d/api?from=now-1h@home',
    'error rate 15%, p95 latency 2.9 s',
    'the secret store answers again',
    'ana@example.org looks at it',
    'deploy 4f2a9c1e7b8d6a5f4e3d2c1b0a9f8e7d6c5b4a39 is bad',
    'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'pod api-7d9f8b6c5d-x2k4q restarted 14 times',
    'SELECT count(*) FROM sessions WHERE token IS NULL',
    'trace 0af7651916cd43dd8448eb211c80319c, span b7ad6b7169203331',
    'INC-7KQ2M9XA, see https://example.slack.com/archives/C0123456789/p1738418400000100',
  ]
  for (const text of plain) expect(await findSecret([text]), text).toBeNull()
  expect(await findSecret(plain)).toBeNull()
})

test('a long log is looked through in less time than a person notices', async () => {
  await findSecret(['loads the rules'])
  const log = Array.from({ length: 300 }, (_, line) => `14:${String(line % 60)} api-7d9f8b6c5d GET /v1/users 502 ${String(line)} ms token expired for user ${String(line)}`).join('\n')
  const started = performance.now()
  expect(await findSecret([log])).toBeNull()
  expect(performance.now() - started).toBeLessThan(500)
})
