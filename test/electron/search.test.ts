/** Searching all incidents: what is found follows the journals, and what is redacted or deleted is found no more. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createSearchIndex } from '../../electron/search/search-index.ts'
import { highlighted } from '../../shared/search.ts'
import { deskOn, type TestDesk } from '../helpers/desk.ts'

async function searched(): Promise<TestDesk & { find: (words: string, wish?: object) => Promise<string[]> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'knowngood-search-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  const there = deskOn(dataDir)
  // Reads the disk alone, as the worker does.
  const index = createSearchIndex(deskOn(dataDir).desk)
  const find = async (words: string, wish = {}): Promise<string[]> => {
    const { incidents } = await index.search({ words, archived: true, practice: true, ...wish })
    return incidents.flatMap(({ entries }) => entries.map(({ text }) => text)).sort()
  }
  return { ...there, find }
}

it('finds all the words, whole or begun, whatever their case, in every incident', async () => {
  const { find, declared, note } = await searched()
  const [one, two] = [await declared('API down'), await declared('Disk full')]
  await note(one, 'Connection pool exhausted')
  await note(two, 'the POOL is fine')
  expect(await find('pool')).toEqual(['Connection pool exhausted', 'the POOL is fine'])
  expect(await find('exhau conn')).toEqual(['Connection pool exhausted'])
  expect(await find('disk')).toEqual(['Incident declared: Disk full'])
  expect(await find('nothing')).toEqual([])
  expect(await find('')).toEqual([])
})

it('finds what was written since, the last wording alone, and nothing of what was deleted', async () => {
  const { find, desk, declared, note } = await searched()
  const id = await declared('API down')
  expect(await find('cache')).toEqual([])
  const noted = await note(id, 'flushed the cache')
  expect(await find('cache')).toEqual(['flushed the cache'])
  await desk.dispatch(id, { type: 'AmendEntry', target: noted.ok && noted.facts[0], data: { text: 'flushed the queue' } })
  expect([await find('cache'), await find('queue')]).toEqual([[], ['flushed the queue']])
  await desk.dispatch(id, { type: 'DeleteIncident' })
  expect(await find('queue')).toEqual([])
})

it('never finds what was redacted, not even before it was read again', async () => {
  const { desk, declared, note } = await searched()
  const id = await declared('API down')
  const pasted = await note(id, 'password hunter2')
  const index = createSearchIndex(desk)
  const wish = { words: 'hunter2', archived: true, practice: true }
  expect((await index.search(wish)).count).toBe(1)
  await desk.dispatch(id, { type: 'Redact', targets: [pasted.ok && pasted.facts[0]] })
  // No patience: it answers before the incident is read again, and says so.
  const at = await index.search(wish, 0)
  expect(at.count).toBe(0)
  expect((await index.search(wish)).count).toBe(0)
})

it('leaves archived and practice incidents out where they are not wanted', async () => {
  const { find, desk, declared } = await searched()
  const put = await declared('API old')
  await desk.dispatch(put, { type: 'ResolveIncident' })
  await desk.dispatch(put, { type: 'ArchiveIncident' })
  await desk.dispatch(null, { type: 'DeclareIncident', title: 'API drill', practice: true })
  expect(await find('api', { archived: false })).toEqual(['Incident declared: API drill'])
  expect(await find('api', { practice: false })).toEqual(['Incident declared: API old'])
})

it('highlights whole words and leaves the rest of the text as it is', () => {
  expect(highlighted('The pool (POOL) of pools', ['pool'])).toEqual([
    { text: 'The ', found: false },
    { text: 'pool', found: true },
    { text: ' (', found: false },
    { text: 'POOL', found: true },
    { text: ') of pools', found: false },
  ])
  expect(highlighted('a.b', ['.*'])).toEqual([{ text: 'a.b', found: false }])
})
