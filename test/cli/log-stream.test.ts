/** `knowngood log` fed line by line: an id comes out when its line is on disk, and what has an id survives anything. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { commandLine } from '../helpers/cli.ts'

it('each line is on disk when its id is printed, while the next is still to come', async () => {
  const cli = await commandLine()
  const incident = await cli.ok(['declare', '--title', 'API errors'])
  const log = cli.start(['log', incident])
  const ids = createInterface({ input: log.stdout })[Symbol.asyncIterator]()
  const onDisk = async (): Promise<string> => {
    const folder = join(cli.store, 'incidents', incident)
    return (await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')))).join('')
  }
  for (const text of ['error rate 15%', 'paged the on-call', 'ünïcödé ✓']) {
    log.stdin.write(`${text}\n`)
    const id = String((await ids.next()).value)
    const stored = await onDisk()
    expect(stored).toContain(JSON.stringify(text))
    expect(stored).toContain(`"id":"${id}"`)
  }
  log.stdin.end()
  expect(await new Promise((resolve) => log.on('close', resolve))).toBe(0)
})

it('killed in the middle, it has lost nothing that it printed', async () => {
  const cli = await commandLine()
  const incident = await cli.ok(['declare', '--title', 'API errors'])
  const log = cli.start(['log', incident])
  log.stdin.on('error', () => undefined)
  log.stdin.write(Array.from({ length: 2000 }, (_, index) => `line ${String(index)}\n`).join(''))
  const printed: string[] = []
  const lines = createInterface({ input: log.stdout })
  lines.on('line', (id) => {
    printed.push(id)
    if (printed.length === 50) log.kill('SIGKILL')
  })
  await new Promise((resolve) => log.on('close', resolve))
  const stored = (await cli.ok(['facts', incident])).split('\n').map((line) => JSON.parse(line) as { id: string; data: { text?: string } })
  const ids = stored.map(({ id }) => id)
  expect(printed.length).toBeGreaterThanOrEqual(50)
  expect(printed.length).toBeLessThan(2000)
  // In order, and every one; the disk may hold more than was printed.
  expect(ids.slice(1, printed.length + 1)).toEqual(printed)
  expect(stored.slice(1).map(({ data }) => data.text)).toEqual(stored.slice(1).map((_, index) => `line ${String(index)}`))
  expect((await cli.run(['verify', incident])).code).toBe(0)
  expect(await cli.ok(['log', incident, 'and on'])).not.toBe('')
})

it('stops at the line that is refused, and says which', async () => {
  const cli = await commandLine()
  await cli.ok(['declare', '--title', 'API errors'])
  const { code, stdout, stderr } = await cli.run(['log'], `one\n${'x'.repeat(20_001)}\nthree\n`)
  expect(code).toBe(1)
  expect(stdout.trim().split('\n')).toHaveLength(1)
  expect(stderr).toMatch(/^Line 2 was not recorded, nor was anything after it\. That is longer than 20000 characters/)
})
