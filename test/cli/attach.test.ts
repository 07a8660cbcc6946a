/** `knowngood attach`: files stream into the store, each is a fact whose id is printed, and a refusal says why. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { CLI, commandLine, ended, type CommandLine } from '../helpers/cli.ts'
import { SMALL_PICTURE, SMALL_PICTURE_SHA256 } from '../helpers/small-picture.ts'

async function declared(): Promise<CommandLine & { readonly files: string }> {
  const cli = await commandLine()
  const id = await cli.ok(['declare', '--title', 'API errors'])
  return { ...cli, files: join(cli.store, 'incidents', id, 'files') }
}

const dataOf = (line: string): Record<string, unknown> => (JSON.parse(line) as { data: Record<string, unknown> }).data

it('attaches each file under its hash, prints each fact’s id, and shows them', async () => {
  const cli = await declared()
  await writeFile(join(cli.folder, 'rates.png'), SMALL_PICTURE)
  await writeFile(join(cli.folder, '-deploy.log'), 'rolling out v2')
  const printed = await cli.ok(['attach', 'rates.png', './-deploy.log', '--text', 'from the pipeline', '--at', '2026-11-22T14:15:00Z'])
  const facts = (await cli.ok(['facts'])).split('\n').slice(1)
  expect(printed.split('\n')).toEqual(facts.map((line) => (JSON.parse(line) as { id: string }).id))
  expect(facts.map(dataOf)).toEqual([
    { name: 'rates.png', mediaType: 'image/png', size: SMALL_PICTURE.length, sha256: SMALL_PICTURE_SHA256, text: 'from the pipeline' },
    { name: '-deploy.log', size: 14, sha256: createHash('sha256').update('rolling out v2').digest('hex'), text: 'from the pipeline' },
  ])
  expect(JSON.parse(facts[0]!)).toMatchObject({ at: { time: '2026-11-22T14:15:00.000Z' } })
  expect(await readFile(join(cli.files, SMALL_PICTURE_SHA256))).toEqual(SMALL_PICTURE)
  expect(await cli.ok(['show'])).toContain('Attached -deploy.log (14 bytes): from the pipeline')
  expect(await cli.ok(['export', '--format', 'md'])).toMatch(/Attached rates\.png \(\d+ bytes\): from the pipeline \(SHA-256 [0-9a-f]{12}…/)
  // The declaration, two files, and that it was exported.
  expect(await cli.ok(['verify'])).toContain('4 facts')

  await rm(join(cli.files, SMALL_PICTURE_SHA256))
  expect(await cli.run(['verify'])).toMatchObject({ code: 1, stdout: expect.stringContaining('The file “rates.png” is missing') as string })
})

it('refuses before it begins: a folder, an empty file, one that is too large, one that is not there', async () => {
  const cli = await declared()
  await writeFile(join(cli.folder, 'good.txt'), 'x')
  await writeFile(join(cli.folder, 'empty.txt'), '')
  await writeFile(join(cli.folder, 'heap.dump'), '')
  await truncate(join(cli.folder, 'heap.dump'), 25 * 1024 * 1024 + 1)
  await mkdir(join(cli.folder, 'logs'))
  for (const [name, words] of [
    ['logs', '“logs” is a folder. Attach the files in it, or pack them into one.'],
    ['empty.txt', '“empty.txt” is empty, so there is nothing to attach.'],
    ['heap.dump', '“heap.dump” is 25.1 MB; up to 25 MB can be attached.'],
    ['gone.txt', 'gone.txt could not be found, so nothing was attached.'],
  ] as const) {
    const { code, stdout, stderr } = await cli.run(['attach', 'good.txt', name])
    expect([name, code, stdout]).toEqual([name, 1, ''])
    expect(stderr).toContain(words)
  }
  expect(await cli.run(['attach'])).toMatchObject({ code: 2 })
  await expect(readdir(cli.files)).rejects.toThrow('ENOENT')
})

it('streams: 25 MB take hardly more memory than one byte', async () => {
  const cli = await declared()
  await writeFile(join(cli.folder, 'peak.cjs'), 'process.on("exit", () => require("fs").writeFileSync("peak", String(process.resourceUsage().maxRSS)))')
  /** The most memory that attaching takes, in KB. */
  const peakOf = async (name: string, bytes: number): Promise<number> => {
    await writeFile(join(cli.folder, name), Buffer.alloc(bytes, 'x'))
    const child = spawn(process.execPath, ['--require', './peak.cjs', CLI, 'attach', name], { env: cli.env, cwd: cli.folder })
    expect(await ended(child)).toMatchObject({ code: 0, stderr: '' })
    return Number(await readFile(join(cli.folder, 'peak'), 'utf8'))
  }
  const small = await peakOf('one.log', 1)
  expect((await peakOf('most.log', 25 * 1024 * 1024)) - small).toBeLessThan(15 * 1024)
  expect(await readdir(cli.files)).toContain(createHash('sha256').update(Buffer.alloc(25 * 1024 * 1024, 'x')).digest('hex'))
})

it('that another process does at the same time, with the same file, is one file and two facts', async () => {
  const cli = await declared()
  await writeFile(join(cli.folder, 'rates.png'), SMALL_PICTURE)
  await Promise.all([cli.ok(['attach', 'rates.png']), cli.ok(['attach', 'rates.png'])])
  expect(await readdir(cli.files)).toEqual([SMALL_PICTURE_SHA256])
  expect(await cli.ok(['verify'])).toContain('3 facts')
})
