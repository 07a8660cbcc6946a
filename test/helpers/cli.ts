/** The built command line as a real process, on a store and a profile of the test's own. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'

// Every call is a process, and a busy machine starts them slowly.
vi.setConfig({ testTimeout: 120_000 })

export const CLI = join(import.meta.dirname, '..', '..', 'out', 'cli', 'knowngood.cjs')

export interface Ended {
  /** null where a signal ended it */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface CommandLine {
  /** holds the store (`store`) and the profile */
  readonly folder: string
  readonly store: string
  readonly env: Readonly<Record<string, string>>
  /** Runs `knowngood` to its end. @param stdin what it reads */
  run(args: readonly string[], stdin?: string): Promise<Ended>
  /** Runs it, and answers what it printed without the last line break; throws where it did not end well. */
  ok(args: readonly string[], stdin?: string): Promise<string>
  /** Starts it, and leaves its pipes to the test. */
  start(args: readonly string[]): ChildProcessWithoutNullStreams
}

/**
 * @param zone the zone of the machine, as far as the process can tell
 * @param finished where a test runs beside others, its own `onTestFinished`
 */
export async function commandLine(zone = 'UTC', finished: (clean: () => Promise<void>) => void = onTestFinished): Promise<CommandLine> {
  const folder = await mkdtemp(join(tmpdir(), 'knowngood-cli-'))
  finished(() => rm(folder, { recursive: true, force: true }))
  const store = join(folder, 'store')
  const env = environment(folder, store, zone)
  const start = (args: readonly string[]): ChildProcessWithoutNullStreams => spawn(process.execPath, [CLI, ...args], { env, cwd: folder })
  const run = (args: readonly string[], stdin = ''): Promise<Ended> => ended(start(args), stdin)
  return {
    folder,
    store,
    env,
    run,
    start,
    async ok(args, stdin) {
      const { code, stdout, stderr } = await run(args, stdin)
      if (code !== 0) throw new Error(`knowngood ${args.join(' ')} ended with ${String(code)}: ${stderr}`)
      return stdout.replace(/\n$/, '')
    },
  }
}

/** Nothing of the machine's own settings, store or display name is met. */
export function environment(folder: string, store: string, zone: string): Record<string, string> {
  const { PATH = '', DISPLAY, XAUTHORITY } = process.env
  return { PATH, TZ: zone, HOME: folder, XDG_CONFIG_HOME: folder, KNOWNGOOD_DATA: store, ...(DISPLAY && { DISPLAY }), ...(XAUTHORITY && { XAUTHORITY }) }
}

/** Feeds a process and waits for its end. */
export function ended(child: ChildProcessWithoutNullStreams, stdin = ''): Promise<Ended> {
  return new Promise((resolve, reject) => {
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
    // It may have refused before it read anything.
    child.stdin.on('error', () => undefined)
    child.stdin.end(stdin)
  })
}
