/** Notices what looks like a secret in what a person types, where secretlint has no rule for it: electron/secrets.ts asks both. */

const SECRETS: readonly (readonly [pattern: RegExp, what: string])[] = [
  // Its beginning is enough: what is pasted may be cut.
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/\bAKIA[0-9A-Z]{16}\b/, 'an AWS access key'],
  [/\bAIza[\w-]{35}/, 'a Google API key'],
  [/\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/, 'a signed token (JWT)'],
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/@]+@/i, 'a link with a password in it'],
  // A figure or a sign in it: "token: expired" is a word, "token: h8k2p1" is not.
  [/\b(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[ _-]?key)\s*(?:[:=]|is)\s*(?=\S*[\d!#$%&*^~])\S{6,}/i, 'a password or a key'],
]

/** What a text seems to give away, as in "an AWS access key"; null where nothing is noticed. */
export function secretIn(text: string): string | null {
  return SECRETS.find(([pattern]) => pattern.test(text))?.[1] ?? null
}
