/** `knowngood run`: the command is as if it stood alone, and the incident says what was run, how it ended and what it said. */
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { CLI, commandLine, ended, type CommandLine } from '../helpers/cli.ts'

async function notes(cli: CommandLine, incident: string): Promise<string[]> {
  const facts = (await cli.ok(['facts', incident])).split('\n').map((line) => JSON.parse(line) as { type: string; data: { text: string } })
  return facts.filter(({ type }) => type === 'NoteAdded').map(({ data }) => data.text)
}

async function withIncident(): Promise<CommandLine & { incident: string }> {
  const cli = await commandLine()
  return { ...cli, incident: await cli.ok(['declare', '--title', 'API errors']) }
}

it('passes input, both outputs and the exit code through, and records start and end', async () => {
  const cli = await withIncident()
  const { code, stdout, stderr } = await cli.run(['run', '--', 'sh', '-c', 'cat; echo "to err" >&2; exit 3'], 'what was typed\n')
  expect({ code, stdout, stderr }).toEqual({ code: 3, stdout: 'what was typed\n', stderr: 'to err\n' })
  const [start, end, ...more] = await notes(cli, cli.incident)
  expect(more).toEqual([])
  expect(start).toBe(`Running: sh -c 'cat; echo "to err" >&2; exit 3'`)
  expect(end).toMatch(/^Ended with exit code 3 after \d+\.\d s: sh -c '.*' \(begun \d\d:\d\d\)\n/)
  expect(end).toContain('what was typed')
  expect(end).toContain('to err')
})

it.each([['SIGINT', 130], ['SIGTERM', 143]] as const)('%s reaches the command; killed by it, the exit code says so', async (signal, code) => {
  const cli = await withIncident()
  const child = cli.start(['run', cli.incident, '--', 'sh', '-c', 'echo ready; exec sleep 600'])
  const end = ended(child)
  await new Promise((resolve) => child.stdout.once('data', resolve))
  // The start is on disk before the end is known.
  expect(await notes(cli, cli.incident)).toEqual(["Running: sh -c 'echo ready; exec sleep 600'"])
  child.kill(signal)
  expect((await end).code).toBe(code)
  expect((await notes(cli, cli.incident))[1]).toMatch(new RegExp(`^Ended by ${signal}, exit code ${String(code)} after`))
})

it('a command that answers a signal by itself is waited for', async () => {
  const cli = await withIncident()
  const child = cli.start(['run', '--', 'sh', '-c', 'trap "echo tidied; exit 7" TERM; echo ready; while :; do sleep 0.05; done'])
  const end = ended(child)
  await new Promise((resolve) => child.stdout.once('data', resolve))
  child.kill('SIGTERM')
  expect(await end).toMatchObject({ code: 7, stdout: expect.stringContaining('tidied') as string })
})

it('a long output goes through whole and is recorded by its beginning and its end', async () => {
  const cli = await withIncident()
  const { stdout } = await cli.run(['run', '--', 'seq', '1', '100000'])
  expect(stdout.trimEnd().split('\n')).toHaveLength(100_000)
  const end = (await notes(cli, cli.incident))[1]!
  expect(end).toContain('\n1\n2\n3\n')
  expect(end).toMatch(/\[… \d+ bytes left out …\]/)
  expect(end).toMatch(/99999\n100000$/)
  expect(end.length).toBeLessThan(10_000)
})

it('what looks like a secret is shown and not recorded, in the command and in its output', async () => {
  const cli = await withIncident()
  const { stdout } = await cli.run(['run', '--', 'sh', '-c', 'echo before; echo password=hunter2hunter2; echo after'])
  expect(stdout).toBe('before\npassword=hunter2hunter2\nafter\n')
  await cli.run(['run', '--', 'echo', 'token=h8k2p1x9q3'])
  const all = (await notes(cli, cli.incident)).join('\n')
  expect(all).toContain('before\n[masked: it looks like a password or a key]\nafter')
  expect(all).not.toContain('hunter2')
  expect(all).not.toContain('h8k2p1x9q3')
})

it('there is no such command: 127, as a shell says', async () => {
  const cli = await withIncident()
  const { code, stderr } = await cli.run(['run', '--', 'no-such-command-here'])
  expect(code).toBe(127)
  expect(stderr).toContain('no-such-command-here: there is no such command.')
  expect((await notes(cli, cli.incident))[1]).toMatch(/^Could not be run, exit code 127/)
})

it('runs whatever becomes of the record, says so, and answers as the command does', async () => {
  const cli = await commandLine()
  const nowhere = await cli.run(['run', '--', 'sh', '-c', 'echo done; exit 4'])
  expect(nowhere).toMatchObject({ code: 4, stdout: 'done\n', stderr: expect.stringContaining('knowngood: not recorded.') as string })
  await mkdir(cli.store, { recursive: true })
  await writeFile(join(cli.store, 'incidents'), 'a file where a folder should be')
  const broken = await cli.run(['run', 'inc-7kq2m9xa', '--', 'echo', 'done'])
  expect(broken).toMatchObject({ code: 0, stdout: 'done\n', stderr: expect.stringContaining('knowngood: not recorded.') as string })
})

// `script` (util-linux) gives this test its terminal, too.
it('on a terminal the command has a terminal', async () => {
  const cli = await withIncident()
  const probe = join(cli.folder, 'probe.sh')
  await writeFile(probe, '#!/bin/sh\ntest -t 0 && test -t 1 && test -t 2 && echo "all three, $SHELL"\nexit 5\n')
  await chmod(probe, 0o755)
  const line = `${process.execPath} ${CLI} run -- ${probe}`
  const child = spawn('/usr/bin/script', ['-qec', line, '/dev/null'], { env: { ...cli.env, SHELL: '/bin/bash' }, cwd: cli.folder })
  const { code, stdout } = await ended(child)
  expect(stdout).toContain('all three, /bin/bash')
  expect(code).toBe(5)
  await vi.waitFor(async () => expect((await notes(cli, cli.incident))[1]).toMatch(/^Ended with exit code 5 .*\n.*all three, \/bin\/bash$/))
})
