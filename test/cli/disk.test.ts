/** Disks that refuse: said in a sentence, exit code 1, nothing lost and nothing half-written. */
import { execFile, spawn } from 'node:child_process'
import { chmod, chown, copyFile, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { CLI, commandLine, ended, type CommandLine, type Ended } from '../helpers/cli.ts'

const asRoot = process.getuid?.() === 0
/** Debian's `nobody`: permissions mean nothing to root. */
const NOBODY = 65534

/** Runs the command line as somebody whom permissions bind. */
async function unprivileged(cli: CommandLine): Promise<(args: readonly string[]) => Promise<Ended>> {
  if (!asRoot) return cli.run
  // The checkout may lie where only root can read.
  const copy = join(cli.folder, 'knowngood.cjs')
  await copyFile(CLI, copy)
  for (const path of [cli.folder, copy]) await chmod(path, 0o755)
  return (args) => ended(spawn(process.execPath, [copy, ...args], { env: cli.env, cwd: '/', uid: NOBODY, gid: NOBODY }))
}

async function own(path: string, mode: number): Promise<void> {
  await mkdir(path, { recursive: true })
  if (asRoot) await chown(path, NOBODY, NOBODY)
  await chmod(path, mode)
}

describe('a folder that may not be written', () => {
  it('is named, and nothing is recorded', async () => {
    const cli = await commandLine()
    const run = await unprivileged(cli)
    await own(cli.store, 0o555)
    const { code, stdout, stderr } = await run(['declare', '--title', 'API errors'])
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain(`Knowngood may not write to ${cli.store}`)
    expect(await readdir(cli.store)).toEqual([])

    await chmod(cli.store, 0o755)
    expect(await run(['declare', '--title', 'API errors'])).toMatchObject({ code: 0 })
  })

  it('can still be read: list, show and export work, a note does not', async () => {
    const cli = await commandLine()
    const run = await unprivileged(cli)
    await own(cli.store, 0o755)
    const id = (await run(['declare', '--title', 'API errors'])).stdout.trim()
    const journals = join(cli.store, 'incidents', id)
    await chmod(journals, 0o555)
    expect(await run(['list'])).toMatchObject({ code: 0, stdout: expect.stringContaining('API errors') as string })
    expect(await run(['export', '--format', 'md'])).toMatchObject({ code: 0 })
    expect(await run(['log', 'hello'])).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('so nothing was recorded') as string })
    expect(await readdir(journals)).toHaveLength(1)
    await chmod(journals, 0o755)
    expect(await run(['log', 'hello'])).toMatchObject({ code: 0 })
  })

  it('and one that may not be read, is not an empty one', async () => {
    const cli = await commandLine()
    const run = await unprivileged(cli)
    await own(cli.store, 0o755)
    const id = (await run(['declare', '--title', 'API errors'])).stdout.trim()
    await chmod(join(cli.store, 'incidents'), 0o000)
    expect(await run(['list'])).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('may not read') as string })
    expect(await run(['log', id, 'hello'])).toMatchObject({ code: 1, stdout: '' })
    await chmod(join(cli.store, 'incidents'), 0o755)
    expect(await run(['list'])).toMatchObject({ code: 0, stdout: expect.stringContaining('API errors') as string })
  })
})

/** A small tmpfs that only these commands see, and that is gone with them: a mount namespace of their own. */
async function onTmpfs(cli: CommandLine, kilobytes: number, script: string): Promise<Record<string, string>> {
  const whole = `mount -t tmpfs -o size=${String(kilobytes)}k tmpfs "$STORE"
say() { printf '\\036%s\\035' "$1"; }
knowngood() { "$NODE" "$CLI" "$@"; }
room() { "$NODE" -e 'const fs = require("fs"); const s = fs.statfsSync(process.env.STORE); const left = s.bavail * s.bsize - process.argv[1]; if (left > 0) fs.writeFileSync(process.env.STORE + "/ballast", Buffer.alloc(left))' "$1"; }
${script}`
  await mkdir(cli.store, { recursive: true })
  const env = { ...cli.env, STORE: cli.store, NODE: process.execPath, CLI }
  const { stdout } = await promisify(execFile)('unshare', [...(asRoot ? [] : ['--user', '--map-root-user']), '--mount', 'sh', '-ec', whole], { env, encoding: 'utf8' })
  return Object.fromEntries(stdout.split('\u001e').slice(1).map((part) => part.split('\u001d') as [string, string]))
}

describe('a full disk', () => {
  it('refuses a note, keeps what there is, and is written to again when it has room', async () => {
    const cli = await commandLine()
    const parts = await onTmpfs(cli, 256, `
      id=$(knowngood declare --title 'API errors'); knowngood log before > /dev/null
      room 0
      say refused; knowngood log 'while it was full' 2>&1 || say code; echo $?
      say facts; knowngood facts
      say verified; knowngood verify
      rm "$STORE/ballast"
      say after; knowngood log after
      say list; knowngood facts
      say sound; knowngood verify`)
    expect(parts['refused']).toContain('is full, so nothing was recorded')
    expect(parts['facts']).toContain('"before"')
    expect(parts['facts']).not.toContain('while it was full')
    expect(parts['after']).toMatch(/^\d{4}-.*Z-[0-9a-f]{4}-\w{8}\n$/)
    const texts = parts['list']!.trim().split('\n').map((line) => (JSON.parse(line) as { data: { title?: string; text?: string } }).data)
    expect(texts.map(({ title, text }) => title ?? text)).toEqual(['API errors', 'before', 'after'])
    expect(parts['sound']).toContain('3 facts')
  })

  it('with room for half a line records none of it', async () => {
    const cli = await commandLine()
    const parts = await onTmpfs(cli, 256, `
      id=$(knowngood declare --title 'API errors')
      room 4096
      say refused; knowngood log "$(head -c 15000 /dev/zero | tr '\\0' x)" 2>&1 && say recorded
      say facts; knowngood facts
      rm "$STORE/ballast"
      knowngood log after > /dev/null
      say list; knowngood facts`)
    expect(parts).not.toHaveProperty('recorded')
    expect(parts['refused']).toContain('is full, so nothing was recorded')
    expect(parts['facts']!.trim().split('\n')).toHaveLength(1)
    expect(parts['list']!.trim().split('\n')).toHaveLength(2)
    expect(parts['list']).toContain('"after"')
  })

  it('refuses a declaration, and leaves no incident behind', async () => {
    const cli = await commandLine()
    const parts = await onTmpfs(cli, 64, `
      room 0
      say refused; knowngood declare --title 'API errors' 2>&1 && say recorded
      say list; knowngood list
      rm "$STORE/ballast"
      say files; find "$STORE" -type f
      say declared; knowngood declare --title 'API errors'
      say now; knowngood list`)
    expect(parts).not.toHaveProperty('recorded')
    expect(parts['refused']).toContain('is full')
    expect(parts['list']).toBe('')
    expect(parts['files']).toBe('')
    expect(parts['declared']).toMatch(/^inc-/)
    expect(parts['now']).toContain('API errors')
  })

  it('stops a stream of lines where it is full; every id that was printed is kept', async () => {
    const cli = await commandLine()
    const parts = await onTmpfs(cli, 256, `
      id=$(knowngood declare --title 'API errors')
      say printed; seq 1 100000 | sed 's/.*/line & of a long story/' | knowngood log 2> "$STORE/../reason" && say recorded
      say reason; cat "$STORE/../reason"
      say facts; knowngood facts`)
    expect(parts).not.toHaveProperty('recorded')
    expect(parts['reason']).toMatch(/^Line \d+ was not recorded, nor was anything after it\. The disk that holds .* is full/)
    const printed = parts['printed']!.trim().split('\n')
    const stored = parts['facts']!.trim().split('\n').slice(1).map((line) => (JSON.parse(line) as { id: string }).id)
    expect(printed.length).toBeGreaterThan(100)
    expect(stored).toEqual(printed)
    await rm(join(cli.folder, 'reason'))
  })
})
