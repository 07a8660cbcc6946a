/** Notices what looks like a secret in words that are about to be recorded: secretlint's rules, and ours for what people type. */
import { secretIn } from '../shared/incident/entry/secrets.ts'

/** What secretlint's rules find, in words. A rule that is not listed finds "a secret". */
const FOUND: Readonly<Record<string, string>> = {
  '1password': 'a 1Password token',
  anthropic: 'an Anthropic key',
  aws: 'an AWS secret',
  basicauth: 'a link with a password in it',
  cloudflare: 'a Cloudflare token',
  'database-connection-string': 'a database address with a password in it',
  databricks: 'a Databricks token',
  docker: 'a Docker token',
  figma: 'a Figma token',
  gcp: 'a Google Cloud key',
  github: 'a GitHub token',
  gitlab: 'a GitLab token',
  grafana: 'a Grafana token',
  groq: 'a Groq key',
  'hashicorp-vault': 'a Vault token',
  huggingface: 'a Hugging Face token',
  linear: 'a Linear token',
  notion: 'a Notion token',
  npm: 'an npm token',
  openai: 'an OpenAI key',
  privatekey: 'a private key',
  sendgrid: 'a SendGrid key',
  shopify: 'a Shopify token',
  slack: 'a Slack token',
  stripe: 'a Stripe key',
  tailscale: 'a Tailscale key',
  vercel: 'a Vercel token',
}

type Lint = (text: string) => Promise<string | null>

let loading: Promise<Lint> | null = null

/** What the texts seem to give away, as in "an AWS secret"; null where nothing is noticed. */
export async function findSecret(texts: readonly string[]): Promise<string | null> {
  const text = texts.join('\n')
  return secretIn(text) ?? (await (await loaded())(text))
}

/** Loads the rules ahead of the first question, so that nobody waits for them behind an Enter. */
export async function prepareSecrets(): Promise<void> {
  await loaded()
}

function loaded(): Promise<Lint> {
  return (loading ??= load())
}

async function load(): Promise<Lint> {
  const [{ lintSource }, { creator: rule }, { secretLintProfiler }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
    import('@secretlint/profiler'),
  ])
  // It would keep a mark of every rule at every question, for as long as the app runs.
  secretLintProfiler.setEnabled(false)
  const config = { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule }] }
  return async (content) => {
    // A name with no place and no special ending: no rule may think of reading a file.
    const source = { filePath: 'entry.txt', ext: '.txt', contentType: 'text' as const, content }
    const { messages } = await lintSource({ source, options: { config, noPhysicFilePath: true, maskSecrets: true } })
    const [first] = messages
    return first ? (FOUND[first.ruleId.replace(/^.*secretlint-rule-/, '')] ?? 'a secret') : null
  }
}
