/** Runs a command with this terminal's own input, signals and size; its output goes through and is remembered in part. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, open, rm, stat, type FileHandle } from 'node:fs/promises'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemCode } from '../../journal/fault.ts'
import { createExcerpt, EXCERPT_BYTES } from './excerpt.ts'

export type RunEnd =
  | { readonly kind: 'ended'; readonly code: number; readonly signal: NodeJS.Signals | null; readonly output: string }
  /** 127: there is no such command; 126: it may not be run (POSIX, as shells answer) */
  | { readonly kind: 'not started'; readonly code: 126 | 127; readonly sentence: string; readonly output: '' }

/** Those that a person or a supervisor sends: they are the command's business, and this process waits for what it makes of them. */
const PASSED: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH', 'SIGCONT']
const SCRIPT = '/usr/bin/script'

export async function runThrough(command: string, args: readonly string[]): Promise<RunEnd> {
  const terminal = process.stdin.isTTY && process.stdout.isTTY && process.stderr.isTTY
  return terminal && existsSync(SCRIPT) && process.platform === 'linux' ? onTerminal(command, args) : throughPipes(command, args)
}

/** What is no terminal here is none there: pipes hide nothing, and each stream keeps its place. */
async function throughPipes(command: string, args: readonly string[]): Promise<RunEnd> {
  const child = spawn(command, args, { stdio: ['inherit', 'pipe', 'pipe'] })
  const excerpt = createExcerpt()
  for (const [from, to] of [[child.stdout, process.stdout], [child.stderr, process.stderr]] as const) {
    from.on('data', (chunk: Buffer) => excerpt.take(chunk))
    from.pipe(to, { end: false })
  }
  return waitFor(child, () => Promise.resolve(excerpt.text()))
}

/** `script` (util-linux) gives the command a terminal of its own, so that colours, pagers and questions work, and keeps a copy in a file of mode 600. */
async function onTerminal(command: string, args: readonly string[]): Promise<RunEnd> {
  const folder = await mkdtemp(join(tmpdir(), 'knowngood-run-'))
  try {
    const typescript = join(folder, 'output')
    const line = [command, ...args].map(quoted).join(' ')
    // `script` runs its command by $SHELL, which may be one that quotes otherwise; the command itself finds the person's own again.
    const { SHELL } = process.env
    const own = SHELL === undefined ? 'unset SHELL' : `SHELL=${quoted(SHELL)}`
    const child = spawn(SCRIPT, ['--quiet', '--return', '--flush', '--command', `${own}; exec ${line}`, typescript], { stdio: 'inherit', env: { ...process.env, SHELL: '/bin/sh' } })
    return await waitFor(child, async () => withoutFrame(await excerptOfFile(typescript)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function waitFor(child: ChildProcess, output: () => Promise<string>): Promise<RunEnd> {
  const pass = (signal: NodeJS.Signals): void => {
    // Ctrl+C reaches everything in this terminal by itself; a second copy would count as a second press.
    if (signal === 'SIGINT' && process.stdin.isTTY) return
    child.kill(signal)
  }
  const known = PASSED.filter((signal) => signal in constants.signals)
  for (const signal of known) process.on(signal, pass)
  return new Promise<RunEnd>((resolve, reject) => {
    child.on('error', (error) => {
      const reason = systemCode(error)
      if (reason === 'ENOENT') resolve({ kind: 'not started', code: 127, sentence: 'there is no such command.', output: '' })
      else resolve({ kind: 'not started', code: 126, sentence: `it cannot be run (${reason ?? String(error)}).`, output: '' })
    })
    child.on('close', (code, signal) => {
      output().then((text) => resolve({ kind: 'ended', code: signal === null ? (code ?? 1) : 128 + constants.signals[signal], signal, output: text }), reject)
    })
  }).finally(() => {
    for (const signal of known) process.off(signal, pass)
  })
}

/** For sh: single quotes hold everything but themselves. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`
}

/** Without the lines in which `script` says when it began and ended. */
function withoutFrame(text: string): string {
  return text.replace(/^Script started on .*\n/, '').replace(/\n?Script done on .*\n?$/, '')
}

/** The first and the last part of a file that may be long. */
async function excerptOfFile(path: string): Promise<string> {
  const { size } = await stat(path)
  const file = await open(path)
  try {
    const excerpt = createExcerpt()
    if (size <= 2 * EXCERPT_BYTES) excerpt.take(await part(file, 0, size))
    else {
      excerpt.take(await part(file, 0, EXCERPT_BYTES))
      excerpt.skip(size - 2 * EXCERPT_BYTES)
      excerpt.take(await part(file, size - EXCERPT_BYTES, EXCERPT_BYTES))
    }
    return excerpt.text()
  } finally {
    await file.close()
  }
}

async function part(file: FileHandle, from: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes)
  const { bytesRead } = await file.read(buffer, 0, bytes, from)
  return buffer.subarray(0, bytesRead)
}
