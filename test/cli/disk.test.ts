/** Disks that refuse: said in a sentence, exit code 1, nothing lost and nothing half-written. */
import { execFile, spawn } from 'node:child_process'
import { chmod, chown, copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
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
    expect(await run(['show'])).toMatchObject({ code: 0, stdout: expect.stringContaining('Incident declared: API errors') as string })
    expect(await run(['facts'])).toMatchObject({ code: 0, stdout: expect.stringContaining('IncidentDeclared') as string })
    expect(await run(['verify'])).toMatchObject({ code: 0, stdout: expect.stringContaining('Checked 1 incident') as string })
    expect(await run(['log', 'hello'])).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('so nothing was recorded') as string })
    const picture = join(cli.folder, 'rates.png')
    await writeFile(picture, 'x')
    await chmod(picture, 0o644)
    expect(await run(['attach', picture])).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('so “rates.png” was not attached') as string })
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

describe('a folder that is away', () => {
  it('is missed where it held incidents, by every command, and nothing is begun in its place', async () => {
    const cli = await commandLine()
    const id = await cli.ok(['declare', '--title', 'API errors'])
    await mkdir(join(cli.folder, 'knowngood'))
    await writeFile(join(cli.folder, 'knowngood', 'config.json'), JSON.stringify({ stores: [cli.store] }))
    await rm(cli.store, { recursive: true })
    await mkdir(cli.store)
    for (const args of [['list'], ['show'], ['show', id], ['log', id, 'hello'], ['declare', '--title', 'API errors'], ['verify'], ['export', id, '--format', 'md']]) {
      expect([args, await cli.run(args)]).toEqual([args, { code: 1, stdout: '', stderr: expect.stringContaining(`The incidents are not where they were, in ${cli.store}`) as string }])
    }
    expect(await readdir(cli.store)).toEqual([])
  })

  it('below another that is not there is not made', async () => {
    const cli = await commandLine()
    const { code, stderr } = await cli.run(['declare', '--title', 'API errors', '--data', join(cli.folder, 'usb', 'store')])
    expect([code, stderr]).toEqual([1, `There is no folder ${join(cli.folder, 'usb')}, so nothing was recorded. Connect its drive, or choose another folder with --data.\n`])
    expect(await readdir(cli.folder)).not.toContain('usb')
  })
})

describe('a full disk', () => {
  it('takes no file that it has no room for, and leaves none of it; afterwards it does', async () => {
    const cli = await commandLine()
    await writeFile(join(cli.folder, 'heap.txt'), Buffer.alloc(200 * 1024, 'x'))
    const parts = await onTmpfs(cli, 256, `
      id=$(knowngood declare --title 'API errors')
      room 65536
      say refused; knowngood attach "$STORE/../heap.txt" 2>&1 && say recorded
      say files; ls -A "$STORE/incidents/$id/files"
      rm "$STORE/ballast"
      say attached; knowngood attach "$STORE/../heap.txt"
      say verified; knowngood verify`)
    expect(parts).not.toHaveProperty('recorded')
    expect(parts['refused']).toContain('is full, so “heap.txt” was not attached')
    expect(parts['files']).toBe('')
    expect(parts['attached']).toMatch(/^\d{4}-.*Z-[0-9a-f]{4}-\w{8}\n$/)
    expect(parts['verified']).toContain('2 facts')
  })

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
