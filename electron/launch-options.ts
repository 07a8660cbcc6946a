/** What the app was started with: `--data`, `--user-data-dir`, bundles to open, and the print job of the command line. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { BUNDLE_ENDING } from './bundle/ending.ts'

export interface LaunchOptions {
  /** where the store is; null: in the profile */
  readonly dataDir: string | null
  /** the profile: settings, the single instance, what Chromium keeps; null: the usual place */
  readonly profile: string | null
  /** bundles to open: a file manager passes them as bare paths */
  readonly open: readonly string[]
  /** print this HTML file to this PDF file, without a window, and end */
  readonly print: { readonly html: string; readonly pdf: string } | null
}

/** Among what follows the executable there may be Chromium's switches and, in the checkout, the app's folder: they are let pass. */
export function readLaunchOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>): LaunchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: { data: { type: 'string' }, 'user-data-dir': { type: 'string' }, 'print-html': { type: 'string' }, 'print-pdf': { type: 'string' } },
  })
  const path = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? resolve(value) : null)
  const html = path(values['print-html'])
  const pdf = path(values['print-pdf'])
  return {
    dataDir: path(values['data']) ?? path(env['KNOWNGOOD_DATA']),
    profile: path(values['user-data-dir']),
    open: positionals.filter((word) => word.toLowerCase().endsWith(BUNDLE_ENDING)).map((word) => resolve(word)),
    print: html !== null && pdf !== null ? { html, pdf } : null,
  }
}
