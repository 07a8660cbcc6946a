/** An export is written down with the state of the journals, and `verify` says later whether they still hold it. */
import { chmod, chown, copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import type { Fact } from '../../shared/facts/fact.ts'
import { CLI, commandLine, ended, type CommandLine } from '../helpers/cli.ts'
import { journalByHand } from '../electron/journal/hand-made.ts'

interface Exported extends CommandLine {
  readonly id: string
  /** the journal that holds the first note */
  readonly journal: string
}

async function exported(...formats: string[]): Promise<Exported> {
  const cli = await commandLine()
  const id = await cli.ok(['declare', '--title', 'API errors', '--at', '2025-02-01T14:15:00Z'])
  const folder = join(cli.store, 'incidents', id)
  const [declared] = await readdir(folder)
  await cli.ok(['log', id, 'on-call paged'])
  const journal = (await readdir(folder)).find((name) => name !== declared)!
  for (const format of formats) await cli.ok(['export', id, '--format', format, '--zone', 'Europe/Berlin'])
  return { ...cli, id, journal: join(folder, journal) }
}

const factsIn = async ({ ok, id }: Exported): Promise<Fact[]> => (await ok(['facts', id])).split('\n').map((line) => JSON.parse(line) as Fact)

describe('export', () => {
  it('is recorded once it is where it belongs, to a file as to standard output, and the next has the same bytes', async () => {
    const cli = await exported()
    const runs = ['md', 'html', 'json'].flatMap((format) => [format, format])
    const outputs: string[] = []
    for (const format of runs) outputs.push(await cli.ok(['export', cli.id, '--format', format]))
    expect([outputs[0], outputs[2], outputs[4]]).toEqual([outputs[1], outputs[3], outputs[5]])
    await cli.ok(['export', cli.id, '--format', 'md', '--out', join(cli.folder, 'retro.md')])
    expect(await readFile(join(cli.folder, 'retro.md'), 'utf8')).toBe(`${outputs[0]!}\n`)
    const records = (await factsIn(cli)).filter(({ type }) => type === 'ExportRecorded')
    expect(records.map(({ data }) => data['format'])).toEqual([...runs, 'md'])
    // Every journal that was there, and one more with each command that had written one.
    expect(records.map(({ data }) => Object.keys(data['heads'] as object).length)).toEqual([2, 3, 4, 5, 6, 7, 8])
  })

  it('that did not come to be is not recorded', async () => {
    const cli = await exported()
    expect(await cli.run(['export', cli.id, '--format', 'md', '--out', join(cli.folder, 'nowhere', 'retro.md')])).toMatchObject({ code: 1 })
    expect((await factsIn(cli)).map(({ type }) => type)).not.toContain('ExportRecorded')
  })

  it('stands although it cannot be recorded, and says so', async () => {
    const cli = await exported()
    const folder = join(cli.store, 'incidents', cli.id)
    // Permissions mean nothing to root: Debian's `nobody` exports.
    const copy = join(cli.folder, 'knowngood.cjs')
    await copyFile(CLI, copy)
    for (const path of [cli.folder, copy]) await chmod(path, 0o755)
    await chmod(folder, 0o555)
    const identity = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
    const { code, stdout, stderr } = await ended(spawn(process.execPath, [copy, 'export', cli.id, '--format', 'md'], { env: cli.env, cwd: '/', ...identity }))
    await chmod(folder, 0o755)
    await chown(folder, process.getuid?.() ?? 0, process.getgid?.() ?? 0)
    expect([code, stdout.startsWith('# API errors')]).toEqual([0, true])
    expect(stderr).toMatch(/^The export is whole, but it was not recorded in the incident, so `verify` cannot refer to it\. Knowngood may not write to .+, so nothing was recorded\./)
  })
})

describe('verify', () => {
  it('says up to which export nothing was changed or removed', async () => {
    const { ok, id } = await exported('html', 'md')
    expect(await ok(['verify', id, '--zone', 'Europe/Berlin'])).toMatch(
      new RegExp(`^Nothing recorded before the export of \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC\\+0[12]:00 \\(Markdown\\) was changed or removed \\(${id.toUpperCase()}\\)\\.\nChecked 1 incident, 4 files`),
    )
    await ok(['log', id, 'written later'])
    expect(await ok(['verify'])).toContain('(Markdown) was changed or removed')
    const other = await ok(['declare', '--title', 'Another one'])
    await ok(['export', other, '--format', 'md'])
    expect(await ok(['verify'])).toContain('In 2 incidents nothing recorded before an export was changed or removed')
  })

  it('of incidents that were never exported says nothing of the kind', async () => {
    const { ok } = await exported()
    expect(await ok(['verify'])).not.toContain('before')
  })

  it('finds a journal that was written anew with sums that all hold', async () => {
    const { run, id, journal } = await exported('html')
    const [header, facts] = (await readFile(journal, 'utf8')).split('\n').map((line) => (line === '' ? null : (JSON.parse(line) as { header?: { writer: string; seen: Record<string, [number, string]> }; facts?: Fact[] })))
    const forged = facts!.facts!.map((fact) => ({ ...fact, data: { text: 'nobody was paged' } }))
    await writeFile(journal, journalByHand(header!.header!.writer, id, [forged], header!.header!.seen).bytes)
    const { code, stdout, stderr } = await run(['verify'])
    expect(code).toBe(1)
    const name = journal.split('/').at(-1)!
    expect(stdout).toContain(`incidents/${id}/${name} is not what it was at the export of `)
    expect(stdout).toContain('What to do:\n')
    expect(stdout).toContain('  Compare it with a backup from before, and with the document that was exported.\n')
    expect(stdout).not.toContain('was changed or removed')
    expect(stderr).toMatch(/^\d findings?: /)
  })

  it('finds that a journal is gone', async () => {
    const { run, journal } = await exported('md')
    await rm(journal)
    const { code, stdout } = await run(['verify'])
    expect(code).toBe(1)
    expect(stdout).toContain('are not all there any more.')
  })
})
