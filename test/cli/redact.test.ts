/** `knowngood redact` as a real process: what goes, what is said, and that nobody who writes at the same time loses a fact. */
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import type { Fact } from '../../shared/facts/fact.ts'
import { holding } from '../electron/journal/facts.ts'
import { commandLine, type CommandLine } from '../helpers/cli.ts'

const SECRET = 'hunter2 "quoted"'

async function factsOf({ ok }: CommandLine): Promise<Fact[]> {
  return (await ok(['facts'])).split('\n').map((line) => JSON.parse(line) as Fact)
}

describe('redact', () => {
  it('erases the words everywhere, prints the fact that says so, and is counted', async () => {
    const cli = await commandLine()
    await cli.ok(['declare', '--title', 'API errors'])
    const pasted = await cli.ok(['log', `the password is ${SECRET}`])
    await cli.ok(['do', JSON.stringify({ type: 'AmendEntry', target: pasted, data: { text: `it was ${SECRET}` } })])
    const copy = join(cli.folder, 'copy')
    await cp(cli.store, copy, { recursive: true })

    const { code, stdout, stderr } = await cli.run(['redact', pasted, '--reason', 'a password'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Erased from 2 lines of 2 journals.\n' })
    expect(await holding(cli.store, SECRET)).toEqual([])
    const facts = await factsOf(cli)
    expect(facts.at(-1)).toMatchObject({ id: stdout.trim(), type: 'Redacted', data: { targets: [pasted], reason: 'a password' } })
    expect(facts.find(({ id }) => id === pasted)).toMatchObject({ redacted: true, data: {}, type: 'NoteAdded' })
    expect(await cli.ok(['verify'])).toMatch(/Redacted: 2 lines\.$/)
    expect(await cli.ok(['show'])).toContain('redacted an entry: a password')
    for (const format of ['md', 'html', 'json']) expect(await cli.ok(['export', '--format', format])).not.toContain('hunter2')

    // A peer that had not redacted: its copy is merged by lying there, read without a word of it, and erased by whoever writes next.
    const [incident] = await readdir(join(cli.store, 'incidents'))
    for (const name of await readdir(join(copy, 'incidents', incident!))) {
      await cp(join(copy, 'incidents', incident!, name), join(cli.store, 'incidents', incident!, name.replace('.jsonl', ' (peer).jsonl')))
    }
    expect(await cli.ok(['facts'])).not.toContain('hunter2')
    expect(await holding(cli.store, SECRET)).not.toEqual([])
    const { code: verified, stdout: findings } = await cli.run(['verify'])
    expect(verified).toBe(1)
    expect(findings).toMatch(/^Line 2 \(byte \d+\) of incidents\/.+ \(peer\)\.jsonl still holds words that were redacted\./m)
    await cli.ok(['log', 'harmless'])
    expect(await holding(cli.store, SECRET)).toEqual([])
    expect((await cli.run(['verify'])).code).toBe(0)
  })

  it('reaches attached files, saved bundles and backups', async () => {
    const cli = await commandLine()
    const incident = await cli.ok(['declare', '--title', 'API errors'])
    const pasted = await cli.ok(['log', `the password is ${SECRET}`])
    await writeFile(join(cli.folder, 'screen.log'), `before ${SECRET} after`)
    const file = await cli.ok(['attach', incident, join(cli.folder, 'screen.log')])
    await rm(join(cli.folder, 'screen.log'))
    const [saved, backups] = [join(cli.folder, 'all.knowngood'), join(cli.folder, 'backups')]
    await cli.ok(['bundle', '--all', '--out', saved])
    await mkdir(backups)
    await cli.ok(['backup', '--to', backups])
    expect((await holding(cli.folder, SECRET)).length).toBeGreaterThanOrEqual(4)

    const { code, stderr } = await cli.run(['redact', incident, pasted, file, '--reason', 'a password'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Erased from 2 lines of 2 journals.\n' })
    expect(await holding(cli.folder, SECRET)).toEqual([])
    expect((await factsOf(cli)).at(-1)!.data).toMatchObject({ targets: [pasted, file], files: [expect.stringMatching(/^[0-9a-f]{64}$/)] })
    // A bundle is packed: what it holds is seen in a store of its own.
    const other = join(cli.folder, 'other')
    await cli.ok(['import', saved, '--data', other])
    expect(await cli.ok(['facts', incident, '--data', other])).toContain('"redacted":true')
    expect(await holding(other, SECRET)).toEqual([])
    expect(await cli.run(['verify'])).toMatchObject({ code: 0 })
  })

  it('without a fact erases what still stands', async () => {
    const cli = await commandLine()
    const incident = await cli.ok(['declare', '--title', 'API errors'])
    const pasted = await cli.ok(['log', SECRET])
    await cp(cli.store, join(cli.folder, 'copy'), { recursive: true })
    await cli.ok(['redact', incident, pasted])
    await cp(join(cli.folder, 'copy'), cli.store, { recursive: true })
    expect(await cli.run(['redact', incident])).toEqual({ code: 0, stdout: '', stderr: 'Erased from 1 line of 1 journal.\n' })
    expect(await holding(cli.store, SECRET)).toEqual([])
    expect(await cli.run(['redact'])).toEqual({ code: 0, stdout: '', stderr: 'Erased from 0 lines of 0 journals.\n' })
  })

  it('refuses in sentences, and writes nothing', async () => {
    const cli = await commandLine()
    const incident = await cli.ok(['declare', '--title', 'API errors'])
    const redacted = await cli.ok(['redact', await cli.ok(['log', 'x'])])
    expect(await cli.run(['redact', 'nothing'])).toEqual({ code: 1, stdout: '', stderr: 'That entry is not in this incident.\n' })
    expect(await cli.run(['redact', incident, redacted])).toMatchObject({ code: 1, stderr: 'A redaction cannot be redacted: it says who erased what, and stays.\n' })
    expect(await cli.run(['redact', '--reason', 'x'])).toMatchObject({ code: 2 })
    expect(await cli.run(['redact', 'inc-00000000', 'x'])).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no incident') as string })
    expect((await factsOf(cli)).length).toBe(3)
  })

  it('says where words still stand, and ends the work later', async () => {
    const cli = await commandLine()
    const incident = await cli.ok(['declare', '--title', 'API errors'])
    const pasted = await cli.ok(['log', SECRET])
    const folder = join(cli.store, 'incidents', incident)
    await writeFile(join(folder, 'x1x1x1x1.jsonl'), `noise at ${pasted.slice(0, 24)}: ${SECRET}\nmore noise, which names nothing\n`)
    const { stderr } = await cli.run(['redact', pasted])
    expect(stderr.split('\n')).toEqual([
      'Erased from 1 line of 1 journal.',
      `1 damaged line of incidents/${incident}/x1x1x1x1.jsonl named what was redacted; what was left of it was blanked.`,
      `1 line of incidents/${incident}/x1x1x1x1.jsonl is damaged, and nobody can tell whether the words stand there too. If they might, put a sound copy of the file in its place.`,
      '',
    ])
    expect(await holding(cli.store, SECRET)).toEqual([])
  })
})

describe('log', () => {
  it('records what looks like a secret, and says how to erase it', async () => {
    const cli = await commandLine()
    const incident = await cli.ok(['declare', '--title', 'API errors'])
    const { code, stdout, stderr } = await cli.run(['log', 'the password is hunter2!'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: `That looks like a password or a key, and it is recorded. To erase it: knowngood redact ${incident.toUpperCase()} ${stdout}` })
    expect(await cli.run(['log', 'token: expired'])).toMatchObject({ code: 0, stderr: '' })
  })

  it('streams on while another process redacts: every id that it printed is there once, and the words nowhere', async () => {
    const cli = await commandLine()
    const incident = await cli.ok(['declare', '--title', 'API errors'])
    const log = cli.start(['log', incident])
    const ended = new Promise((resolve) => log.on('close', resolve))
    const printed: string[] = []
    const secrets: string[] = []
    const said: string[] = []
    log.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
    let line = 0
    let writing = true
    const more = (): void => {
      // Every fifth line is to be redacted while the next ones are written.
      if (writing) log.stdin.write(line++ % 5 === 0 ? `${SECRET} ${String(line)}\n` : `line ${String(line)}\n`)
      else log.stdin.end()
    }
    createInterface({ input: log.stdout }).on('line', (id) => {
      if (printed.length % 5 === 0) secrets.push(id)
      printed.push(id)
      more()
    })
    for (let ahead = 0; ahead < 3; ahead++) more()
    for (let times = 1; times <= 4; times++) {
      await expect.poll(() => secrets.length, { timeout: 30_000 }).toBeGreaterThan(0)
      await cli.ok(['redact', incident, ...secrets.splice(0, 100)])
    }
    writing = false
    expect(await ended).toBe(0)
    expect(said.join('')).not.toMatch(/could not|full|failed/)
    if (secrets.length > 0) await cli.ok(['redact', incident, ...secrets])

    const facts = await factsOf(cli)
    const ids = facts.map(({ id }) => id)
    expect(ids.filter((id) => printed.includes(id))).toEqual(printed)
    expect(facts.filter(({ redacted }) => redacted).length).toBe(Math.ceil(printed.length / 5))
    expect(await holding(cli.store, SECRET)).toEqual([])
    expect(await cli.run(['verify'])).toMatchObject({ code: 0 })
    expect((await readdir(join(cli.store, 'incidents', incident))).filter((name) => name.startsWith('.'))).toEqual([])
  })
})
