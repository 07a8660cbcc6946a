/** Each command as a real process: what it prints, what it refuses and how, and with which exit code. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Fact } from '../../shared/facts/fact.ts'
import { commandLine, type CommandLine } from '../helpers/cli.ts'

const ID = /^inc-[0-9a-hjkmnp-tv-z]{8}$/
const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z-[0-9a-f]{4}-[0-9a-hjkmnp-tv-z]{8}$/

async function facts({ ok }: CommandLine, id?: string): Promise<Fact[]> {
  const lines = await ok(['facts', ...(id === undefined ? [] : [id])])
  return lines.split('\n').map((line) => JSON.parse(line) as Fact)
}

describe('declare', () => {
  it('prints the id; a title is enough', async () => {
    const cli = await commandLine()
    const id = await cli.ok(['declare', '--title', 'API errors'])
    expect(id).toMatch(ID)
    expect(await facts(cli)).toMatchObject([{ type: 'IncidentDeclared', data: { title: 'API errors' }, source: 'cli' }])
  })

  it('takes a severity, a time and that it is over already', async () => {
    const cli = await commandLine()
    await cli.ok(['declare', '--title', 'API errors', '--severity', 'P1', '--at', '2025-02-01T14:15:00Z', '--backfill'])
    expect(await facts(cli)).toMatchObject([
      { type: 'IncidentDeclared', data: { backfilled: true }, at: { time: '2025-02-01T14:15:00.000Z' }, source: 'backfill' },
      { type: 'SeverityChanged', data: { severity: 'P1' }, at: { time: '2025-02-01T14:15:00.000Z' } },
    ])
  })

  it('refuses in sentences, and writes nothing', async () => {
    const cli = await commandLine()
    expect(await cli.run(['declare'])).toEqual({ code: 2, stdout: '', stderr: 'An incident needs a title: --title "what is wrong".\n' })
    expect(await cli.run(['declare', '--title', '  '])).toEqual({ code: 1, stdout: '', stderr: 'An incident needs a title: a few words on what is wrong.\n' })
    expect(await cli.run(['declare', '--title', 'x', '--severity', 'P9'])).toEqual({ code: 1, stdout: '', stderr: 'The severity is one of: P0, P1, P2, P3.\n' })
    expect(await cli.run(['declare', '--title', 'API', 'errors'])).toMatchObject({ code: 2, stdout: '' })
    expect(await cli.run(['declare', '--title', 'x', '--at', 'half past'])).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('“half past” is not a time') as string })
    expect(await readdir(cli.folder)).toEqual([])
  })
})

describe('log', () => {
  it('records its words in the one incident that is open, and prints the fact’s id', async () => {
    const cli = await commandLine()
    await cli.ok(['declare', '--title', 'API errors'])
    const id = await cli.ok(['log', 'error rate', 'back to 0.2%'])
    expect(id).toMatch(STAMP)
    expect((await facts(cli)).at(-1)).toMatchObject({ id, type: 'NoteAdded', data: { text: 'error rate back to 0.2%' } })
  })

  it('records each line of standard input, empty ones apart', async () => {
    const cli = await commandLine()
    await cli.ok(['declare', '--title', 'API errors'])
    const printed = (await cli.ok(['log'], 'one\n\r\ntwo\r\n  \nthree, without a line break')).split('\n')
    const notes = (await facts(cli)).slice(1)
    expect(notes.map(({ data }) => data['text'])).toEqual(['one', 'two', 'three, without a line break'])
    expect(printed).toEqual(notes.map(({ id }) => id))
  })

  it('takes times as people write them, in the zone that is asked for', async () => {
    const cli = await commandLine()
    await cli.ok(['declare', '--title', 'API errors', '--backfill', '--at', '2025-02-01T13:15:00Z'])
    await cli.ok(['log', '--zone', 'Europe/Berlin', '--at', '14:18', 'paged'])
    await cli.ok(['log', '--zone', 'Europe/Berlin', '--at', '~14:20-14:25', 'looking'])
    const [, first, second] = await facts(cli)
    // Clock times of an incident that is written down afterwards belong to its own day.
    expect(first!.at).toMatchObject({ time: '2025-02-01T13:18:00.000Z', zone: 'Europe/Berlin', raw: '14:18' })
    expect(second!.at).toMatchObject({ time: '2025-02-01T13:20:00.000Z', until: '2025-02-01T13:25:00.000Z', precision: 'about' })
  })

  it('takes a time that begins with a dash', async () => {
    const cli = await commandLine()
    await cli.ok(['declare', '--title', 'API errors'])
    await cli.ok(['log', '--at', '-5m', 'five minutes ago'])
    const last = (await facts(cli)).at(-1)!
    const ago = Date.parse(last.recordedAt) - Date.parse(last.at.time)
    expect(Math.abs(ago - 5 * 60_000)).toBeLessThan(60_000)
  })

  it('takes the id in any case', async () => {
    const cli = await commandLine()
    const [first] = [await cli.ok(['declare', '--title', 'one']), await cli.ok(['declare', '--title', 'two'])]
    await cli.ok(['log', first.toUpperCase(), 'to the first'])
    expect((await facts(cli, first)).at(-1)!.data).toEqual({ text: 'to the first' })
  })

  it('does not guess: none open, several open, an unknown or a misspelt id', async () => {
    const cli = await commandLine()
    expect(await cli.run(['log', 'hello'])).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^No incident is open\./) as string })
    const ids = [await cli.ok(['declare', '--title', 'one']), await cli.ok(['declare', '--title', 'two'])]
    const several = await cli.run(['log', 'hello'])
    expect(several).toMatchObject({ code: 1, stdout: '' })
    expect(several.stderr).toMatch(/^2 incidents are open; say which by its id:\n/)
    for (const id of ids) expect(several.stderr).toContain(id.toUpperCase())
    expect(await cli.run(['log', 'inc-00000000', 'hello'])).toEqual({ code: 1, stdout: '', stderr: 'There is no incident INC-00000000. `knowngood list` shows those that there are.\n' })
    expect(await cli.run(['log', 'inc-oops', 'hello'])).toMatchObject({ code: 2, stderr: expect.stringContaining('“inc-oops” is not an incident') as string })
    expect(await cli.run(['log', ids[0]!, ''])).toMatchObject({ code: 2, stdout: '' })
  })

  it('leaves out the id where all but one are over', async () => {
    const cli = await commandLine()
    const [over, open] = [await cli.ok(['declare', '--title', 'over']), await cli.ok(['declare', '--title', 'open'])]
    await cli.ok(['do', over, '{"type":"ResolveIncident"}'])
    await cli.ok(['log', 'hello'])
    expect((await facts(cli, open)).at(-1)!.data).toEqual({ text: 'hello' })
  })
})

describe('do', () => {
  it('carries out any command, from an argument or from standard input, and prints every fact’s id', async () => {
    const cli = await commandLine()
    const id = await cli.ok(['declare', '--title', 'API errors'])
    const printed = await cli.ok(['do', id, '{"type":"LinkRelease","name":"v2","knownGood":"v1","deployedAt":"2025-02-01T14:00:00Z"}'])
    const fromStdin = await cli.ok(['do', '-'], '{"type":"Page","whom":"on-call"}\n')
    const all = await facts(cli)
    expect(all.map(({ type }) => type)).toEqual(['IncidentDeclared', 'ReleaseLinked', 'Deployed', 'Paged'])
    expect([...printed.split('\n'), fromStdin]).toEqual(all.slice(1).map((fact) => fact.id))
  })

  it('refuses like a sentence', async () => {
    const cli = await commandLine()
    const id = await cli.ok(['declare', '--title', 'API errors'])
    const refusals = {
      '{"type":"Page"}': 'A page needs a person or a team.',
      '{"type":"AcknowledgePage"}': 'There is no page to acknowledge.',
      '{"kind":"Page"}': 'A command needs a type.',
      '{"type":"Explode"}': '“Explode” is not a command.',
    }
    for (const [json, sentence] of Object.entries(refusals)) {
      const refused = await cli.run(['do', id, json])
      expect(refused).toMatchObject({ code: 1, stdout: '' })
      expect(refused.stderr).toContain(sentence)
    }
    expect(await facts(cli)).toHaveLength(1)
  })

  it('says where JSON breaks', async () => {
    const cli = await commandLine()
    await cli.ok(['declare', '--title', 'API errors'])
    expect(await cli.run(['do', '{"type": "AddNote", text: "x"}'])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'That is not JSON: it breaks at line 1, column 21, at “text: "x"}”.\n',
    })
    expect(await cli.run(['do', '-'], '{\n  "type": "AddNote",\n  "text": "x",\n}')).toMatchObject({ code: 1, stderr: 'That is not JSON: it breaks at line 4, column 1, at “}”.\n' })
    expect(await cli.run(['do', '{"type": "AddNote"'])).toMatchObject({ code: 1, stderr: 'That is not JSON: it ends before it is complete.\n' })
    expect(await cli.run(['do', '-'], '')).toMatchObject({ code: 1, stderr: 'There is no JSON: the text is empty.\n' })
    expect(await cli.run(['do'])).toMatchObject({ code: 2 })
  })
})

describe('list, show and facts', () => {
  it('list has a line for each: what is open first, the newest first', async () => {
    const cli = await commandLine()
    const old = await cli.ok(['declare', '--title', 'old', '--at', '2025-02-01T14:15:00Z', '--severity', 'P2'])
    const over = await cli.ok(['declare', '--title', 'over'])
    await cli.ok(['do', over, '{"type":"ResolveIncident"}'])
    const fresh = await cli.ok(['declare', '--title', 'fresh\u001b[2J words'])
    const lines = (await cli.ok(['list'])).split('\n')
    expect(lines.map((line) => line.split('  ')[0])).toEqual([fresh, old, over].map((id) => id.toUpperCase()))
    expect(lines[1]).toMatch(/ P2 +Assessing +2025-02-01 14:15 +old$/)
    // A title cannot clear the terminal.
    expect(lines[0]).not.toContain('\u001b')
  })

  it('list of an empty store is empty', async () => {
    expect(await (await commandLine()).run(['list'])).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  it('show tells the situation, what to do next, and the timeline in one zone', async () => {
    const cli = await commandLine()
    await cli.ok(['declare', '--title', 'API errors', '--severity', 'P1', '--at', '2025-02-01T23:50:00Z', '--backfill'])
    await cli.ok(['log', '--at', '2025-02-02T00:05:00Z', 'on-call paged'])
    const text = await cli.ok(['show', '--zone', 'Europe/Berlin'])
    for (const part of ['API errors', 'P1 · Assessing', 'Times: Europe/Berlin, UTC+01:00', 'Situation', 'Next steps', 'Sunday, 2 February 2025', '00:50', '01:05       on-call paged']) {
      expect(text).toContain(part)
    }
  })

  it('show --json is for other programs', async () => {
    const cli = await commandLine()
    const id = await cli.ok(['declare', '--title', 'API errors', '--at', '2025-02-01T14:00:00Z'])
    await cli.ok(['log', '--at', '2025-02-01T14:05:00Z', 'looking'])
    expect(JSON.parse(await cli.ok(['show', '--json']))).toMatchObject({
      id,
      title: 'API errors',
      severity: null,
      phase: 'assessing',
      declaredAt: '2025-02-01T14:00:00.000Z',
      deadlines: expect.arrayContaining([expect.objectContaining({ rule: 'stakeholders', due: '2025-02-01T14:15:00.000Z' })]) as unknown,
      timeline: [{ text: 'Incident declared: API errors' }, { time: '2025-02-01T14:05:00.000Z', text: 'looking' }],
    })
  })

  it('an unknown id is an error', async () => {
    const cli = await commandLine()
    for (const command of ['show', 'facts', 'verify']) {
      expect(await cli.run([command, 'inc-00000000'])).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('There is no incident INC-00000000.') as string })
      expect(await cli.run([command, 'nonsense'])).toMatchObject({ code: 2, stdout: '' })
    }
  })

  it('ends quietly when the reader has had enough', async () => {
    const cli = await commandLine()
    await cli.ok(['declare', '--title', 'API errors'])
    await cli.ok(['log'], Array.from({ length: 300 }, (_, index) => `${String(index)} ${'x'.repeat(1000)}`).join('\n'))
    const reader = cli.start(['facts'])
    let stderr = ''
    reader.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    reader.stdout.once('data', () => reader.stdout.destroy())
    const code = await new Promise((resolve) => reader.on('close', resolve))
    expect([code, stderr]).toEqual([0, ''])
  })
})

describe('verify', () => {
  it('says what it has checked', async () => {
    const cli = await commandLine()
    const id = await cli.ok(['declare', '--title', 'API errors'])
    await cli.ok(['log', 'one'])
    // Two processes: two files, each with a header and a line.
    expect(await cli.run(['verify', id])).toEqual({ code: 0, stdout: 'Checked 1 incident, 2 files, 4 lines, 2 facts.\n', stderr: '' })
    expect(await cli.run(['verify'])).toMatchObject({ code: 0 })
  })

  it('lists what is damaged, by file and line, and ends with 1', async () => {
    const cli = await commandLine()
    const id = await cli.ok(['declare', '--title', 'API errors'])
    const journals = join(cli.store, 'incidents', id)
    const [name] = await readdir(journals)
    const text = await readFile(join(journals, name!), 'utf8')
    await writeFile(join(journals, name!), text.replace('API errors', 'API terrors'))
    const verified = await cli.run(['verify'])
    expect(verified.code).toBe(1)
    expect(verified.stdout).toContain(`incidents/${id}/${name!}`)
    expect(verified.stdout).toContain('Line 2')
    expect(verified.stderr).not.toBe('')
  })
})

describe('the call itself', () => {
  it('explains itself, all of it and each command', async () => {
    const cli = await commandLine()
    const help = await cli.ok(['--help'])
    for (const name of ['declare', 'log', 'do', 'list', 'show', 'facts', 'export', 'verify']) {
      expect(help).toContain(`knowngood ${name}`)
      expect(await cli.ok([name, '--help'])).toContain(`knowngood ${name}`)
      expect(await cli.ok(['help', name])).toContain(`knowngood ${name}`)
    }
    expect(await cli.ok(['--version'])).toMatch(/^knowngood \d+\.\d+\.\d+$/)
  })

  it('is refused with 2 where it is no call', async () => {
    const cli = await commandLine()
    for (const args of [[], ['dance'], ['list', '--loud'], ['list', 'everything'], ['log', '--at'], ['list', '--zone', 'Atlantis/Centre'], ['show', 'inc-00000000', 'more']]) {
      const { code, stdout, stderr } = await cli.run(args)
      expect([args, code, stdout]).toEqual([args, 2, ''])
      expect(stderr).not.toBe('')
    }
  })

  it('works for the person, and in the zone, of the app’s settings', async () => {
    const cli = await commandLine()
    await mkdir(join(cli.folder, 'knowngood'))
    const person = { id: 'ben@example.org', name: 'Ben', role: 'scribe' }
    await writeFile(join(cli.folder, 'knowngood', 'config.json'), JSON.stringify({ person, zone: 'Asia/Kolkata', theme: 'dark' }))
    await cli.ok(['declare', '--title', 'API errors', '--at', '2025-02-01 14:15'])
    expect(await facts(cli)).toMatchObject([
      { by: { person: 'ben@example.org', name: 'Ben', role: 'scribe' }, at: { time: '2025-02-01T08:45:00.000Z', zone: 'Asia/Kolkata' } },
    ])
  })

  it('works on the store that --data names, else KNOWNGOOD_DATA, else the profile’s', async () => {
    const cli = await commandLine()
    await cli.ok(['declare', '--title', 'by the environment'])
    await cli.ok(['declare', '--title', 'by the option', '--data', join(cli.folder, 'other')])
    expect(await cli.ok(['list'])).toMatch(/by the environment$/)
    expect(await cli.ok(['list', `--data=${join(cli.folder, 'other')}`])).toMatch(/by the option$/)
    expect((await readdir(cli.folder)).sort()).toEqual(['other', 'store'])
  })
})
