/** The retro in each format, as a file or on standard output; what cannot be written leaves nothing behind. */
import { execFileSync } from 'node:child_process'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commandLine, type CommandLine } from '../helpers/cli.ts'

async function withIncident(): Promise<CommandLine & { id: string }> {
  const cli = await commandLine()
  const id = await cli.ok(['declare', '--title', 'API errors', '--backfill', '--at', '2025-02-01T14:15:00Z'])
  await cli.ok(['log', '--at', '2025-02-01T14:18:00Z', 'on-call *paged* <b>now</b>'])
  return { ...cli, id }
}

describe('export', () => {
  it('writes Markdown and HTML, the same bytes every time, to a file as to standard output', async () => {
    const { ok, run, folder } = await withIncident()
    for (const format of ['md', 'html']) {
      const file = join(folder, `retro.${format}`)
      const { stdout } = await run(['export', '--format', format, '--zone', 'Europe/Berlin'])
      expect(await ok(['export', '--format', format, '--zone', 'Europe/Berlin', '--out', file])).toBe('')
      expect(await readFile(file, 'utf8')).toBe(stdout)
      expect(stdout).toContain('API errors')
      expect(stdout).toContain('15:18')
      expect(stdout).not.toContain('<b>now</b>')
    }
  })

  it('writes the facts as JSON', async () => {
    const { ok, id } = await withIncident()
    const facts = (await ok(['facts'])).split('\n').map((line) => JSON.parse(line) as unknown)
    expect(JSON.parse(await ok(['export', '--format', 'json']))).toMatchObject({ incident: id, facts })
  })

  it('prints a PDF through the app, without a window, and leaves nothing behind', async () => {
    const { run, folder } = await withIncident()
    const file = join(folder, 'retro.pdf')
    const workshops = async (): Promise<string[]> => (await readdir(tmpdir())).filter((name) => name.startsWith('knowngood-print-'))
    const before = await workshops()
    expect(await run(['export', '--format', 'pdf', '--out', file])).toEqual({ code: 0, stdout: '', stderr: '' })
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
    expect(text).toContain('API errors')
    expect(text).toContain('on-call *paged* <b>now</b>')
    expect(await workshops()).toEqual(before)
    // No profile was made: what begins with a dot is the system's own, for its fonts.
    expect((await readdir(folder)).filter((name) => !name.startsWith('.')).sort()).toEqual(['retro.pdf', 'store'])
  })

  it('refuses what is not there yet, and what never will be, with the formats that there are', async () => {
    const { run } = await withIncident()
    for (const format of ['csv', 'ics']) {
      expect(await run(['export', '--format', format])).toEqual({ code: 2, stdout: '', stderr: `${format} is not there yet. --format is one of: md, html, pdf, json.\n` })
    }
    expect(await run(['export', '--format', 'docx'])).toMatchObject({ code: 2, stderr: 'There is no format “docx”. --format is one of: md, html, pdf, json.\n' })
    expect(await run(['export'])).toMatchObject({ code: 2, stderr: '--format is one of: md, html, pdf, json.\n' })
    expect(await run(['export', '--format', 'md', '--names', 'roles'])).toMatchObject({ code: 2, stdout: '' })
    expect(await run(['export', '--format', 'md', '--names', 'people'])).toMatchObject({ code: 0 })
  })

  it('into a folder that is not there is an error; a file that is there stays as it was', async () => {
    const { run, folder, id } = await withIncident()
    const missing = await run(['export', '--format', 'md', '--out', join(folder, 'nowhere', 'retro.md')])
    expect(missing).toMatchObject({ code: 1, stdout: '' })
    expect(missing.stderr).toContain('retro.md was not written')
    await expect(stat(join(folder, 'nowhere'))).rejects.toThrow()

    const file = join(folder, 'retro.md')
    await writeFile(file, 'the old one')
    expect(await run(['export', 'inc-00000000', '--format', 'md', '--out', file])).toMatchObject({ code: 1 })
    expect(await readFile(file, 'utf8')).toBe('the old one')
    expect(await run(['export', id, '--format', 'md', '--out', file])).toMatchObject({ code: 0 })
    expect(await readFile(file, 'utf8')).toMatch(/^# API errors/)
  })
})
