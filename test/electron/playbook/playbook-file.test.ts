/** The playbook's file on disk: taken over when it changes, never the end of anything when it is broken, changed by forms with care. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { keepPlaybook } from '../../../electron/journal/playbooks.ts'
import { LOOK_EVERY_MS, openPlaybookFile, type PlaybookFile } from '../../../electron/playbook/playbook-file.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { STARTER_PLAYBOOK } from '../../../shared/playbook/starter.ts'
import type { PlaybookStatus } from '../../../shared/playbook/status.ts'
import { deskOn } from '../../helpers/desk.ts'
import { handTimers } from '../hand-timers.ts'
import { tempFolder } from '../journal/facts.ts'

interface Setting {
  readonly dataDir: string
  readonly path: string
  readonly file: PlaybookFile
  readonly told: PlaybookStatus[]
  readonly timers: ReturnType<typeof handTimers>
}

async function setting(text?: string): Promise<Setting> {
  const dataDir = await tempFolder()
  const path = join(dataDir, 'playbook.json')
  if (text !== undefined) await writeFile(path, text)
  const told: PlaybookStatus[] = []
  const timers = handTimers()
  const file = openPlaybookFile({ dataDir, timers: timers.timers, onChange: (status) => told.push(status) })
  onTestFinished(() => file.stop())
  return { dataDir, path, file, told, timers }
}

describe('which playbook is in force', () => {
  it('without a file, the built-in one', async () => {
    const { file, path, told } = await setting()
    expect(await file.look()).toEqual({ path, state: 'absent', inForce: 'built-in', faults: [], trouble: null, version: null })
    expect(file.current()).toBe(BUILT_IN_PLAYBOOK)
    expect(told).toEqual([])
  })

  it('a good file’s, and what it said stays in force while it is broken', async () => {
    const { file, path } = await setting('{ "name": "Ours" }')
    expect(await file.look()).toMatchObject({ state: 'good', inForce: 'file', faults: [] })
    await writeFile(path, '{ "name": ')
    expect(await file.look()).toMatchObject({ state: 'broken', inForce: 'earlier', faults: [{ line: 1, grave: true }, { line: 1, grave: true }] })
    expect(file.current().name).toBe('Ours')
    await writeFile(path, '{ "name": "Ours again" }')
    expect(await file.look()).toMatchObject({ state: 'good', inForce: 'file' })
    expect(file.current().name).toBe('Ours again')
  })

  it('a file that was broken from the beginning leaves the built-in one', async () => {
    const { file } = await setting('{ "name": 5 }')
    expect(await file.look()).toMatchObject({ state: 'broken', inForce: 'built-in' })
    expect(file.current()).toBe(BUILT_IN_PLAYBOOK)
  })

  it('a file that was taken away gives the built-in one back; a folder that is gone does not', async () => {
    const { file, path, dataDir } = await setting('{ "name": "Ours" }')
    await file.look()
    await rename(dataDir, `${dataDir}-away`)
    onTestFinished(() => rm(`${dataDir}-away`, { recursive: true, force: true }))
    expect(await file.look()).toMatchObject({ state: 'unreadable', inForce: 'earlier', trouble: `${dataDir} is not there, so playbook.json cannot be read.` })
    expect(file.current().name).toBe('Ours')
    await rename(`${dataDir}-away`, dataDir)
    expect(await file.look()).toMatchObject({ state: 'good', inForce: 'file' })
    await rm(path)
    expect(await file.look()).toMatchObject({ state: 'absent', inForce: 'built-in' })
    expect(file.current()).toBe(BUILT_IN_PLAYBOOK)
  })

  it('a folder in its place cannot be read, and that is said', async () => {
    const { file, path } = await setting()
    await mkdir(path)
    const { state, trouble } = await file.look()
    expect(state).toBe('unreadable')
    expect(trouble).toContain(path)
  })
})

it('a change is noticed by itself, and told once', async () => {
  const { file, path, told, timers } = await setting('{ "name": "Ours" }')
  await file.look()
  file.watch()
  await writeFile(path, '{ "name": "Ours, changed" }')
  timers.pass(LOOK_EVERY_MS)
  await vi.waitFor(() => expect(file.current().name).toBe('Ours, changed'))
  await vi.waitFor(() => expect(timers.waiting()).toBe(1))
  timers.pass(LOOK_EVERY_MS)
  await vi.waitFor(() => expect(timers.waiting()).toBe(1))
  expect(told.map(({ state }) => state)).toEqual(['good', 'good'])
})

describe('what forms change', () => {
  const ana = { kind: 'put entry', entry: { id: 'ana', name: 'Ana', kind: 'person' } } as const

  it('without a file, one to begin with is written around it', async () => {
    const { file, path, dataDir } = await setting()
    expect(await file.edit(ana, null)).toEqual({ ok: true })
    expect(await readFile(path, 'utf8')).toBe(STARTER_PLAYBOOK.replace('"directory": [\n', '"directory": [\n    { "id": "ana", "name": "Ana", "kind": "person" }\n'))
    expect(file.current().directory).toEqual([ana.entry])
    expect(await readdir(dataDir)).toEqual(['playbook.json'])
  })

  it('a file that was changed meanwhile is not overwritten, until somebody has seen it', async () => {
    const { file, path } = await setting('{ "name": "Ours" }')
    const { version } = await file.look()
    await writeFile(path, '{ "name": "Theirs" }')
    expect(await file.edit(ana, version)).toEqual({ ok: false, sentence: 'playbook.json was changed meanwhile. Look at what it says now; to write yours all the same, save again.' })
    expect(await readFile(path, 'utf8')).toBe('{ "name": "Theirs" }')
    expect(await file.edit(ana, file.status().version)).toEqual({ ok: true })
    expect(file.current()).toMatchObject({ name: 'Theirs', directory: [ana.entry] })
  })

  it('a broken file has to be mended first, and is not touched', async () => {
    const { file, path } = await setting('{\n  "name": 5\n}')
    const { version } = await file.look()
    expect(await file.edit(ana, version)).toEqual({ ok: false, sentence: 'playbook.json has to be mended first: line 2, column 11: name is a text in double quotes, not 5.' })
    expect(await readFile(path, 'utf8')).toBe('{\n  "name": 5\n}')
  })

  it('the last change is taken back to the letter, unless the file was changed since', async () => {
    const { file, path } = await setting('{ "name": "Ours" } // mine')
    await file.edit(ana, (await file.look()).version)
    expect(await file.undo()).toEqual({ ok: true })
    expect(await readFile(path, 'utf8')).toBe('{ "name": "Ours" } // mine')
    expect(await file.undo()).toEqual({ ok: false, sentence: 'There is no change to take back.' })
    await file.edit(ana, file.status().version)
    await writeFile(path, '{ "name": "Theirs" }')
    expect(await file.undo()).toEqual({ ok: false, sentence: 'playbook.json was changed since, so it stays as it is.' })
    expect(await readFile(path, 'utf8')).toBe('{ "name": "Theirs" }')
  })

  it('beginning a file overwrites none', async () => {
    const { file, path } = await setting('{}')
    expect(await file.begin()).toEqual({ ok: true })
    expect(await readFile(path, 'utf8')).toBe('{}')
  })
})

describe('incidents', () => {
  it('a new one begins with the file’s playbook; an open one keeps its own until somebody says otherwise, and back', async () => {
    const { dataDir, path } = await setting('{ "name": "First", "times": { "answerWithinMinutes": 3 } }')
    const { desk, declared, stored } = deskOn(dataDir)
    const id = await declared()
    expect((await desk.playbookOf(id))?.times.answerWithinMinutes).toBe(3)
    await writeFile(path, '{ "name": "Second", "times": { "answerWithinMinutes": 7 } }')
    expect((await desk.playbookOf(id))?.name).toBe('First')
    const later = await declared()
    expect((await desk.playbookOf(later))?.name).toBe('Second')

    const answer = await desk.usePlaybook(id)
    expect(answer).toMatchObject({ ok: true })
    expect((await desk.playbookOf(id))?.times.answerWithinMinutes).toBe(7)
    const change = (await stored(id)).at(-1)!
    expect(change).toMatchObject({ type: 'PlaybookChanged', data: { name: 'Second' } })

    await desk.dispatch(id, { type: 'StrikeEntry', target: change.id })
    expect((await desk.playbookOf(id))?.name).toBe('First')
  })

  it('a broken file stops no declaration', async () => {
    const { dataDir } = await setting('{ "name": ')
    const { desk, declared } = deskOn(dataDir)
    expect((await desk.playbookOf(await declared()))?.name).toBe(BUILT_IN_PLAYBOOK.name)
  })

  it('one whose kept playbook is older than the newer sections opens with what they are by default', async () => {
    const { matrix: _, directory: __, breakGlass: ___, ...old } = BUILT_IN_PLAYBOOK
    const { updateOftenForMinutes: ____, pageExpiresMinutes: _____, cardCheckDays: ______, ...times } = old.times
    const { dataDir } = await setting()
    const { desk, declared } = deskOn(dataDir)
    const id = await declared()
    const kept = await keepPlaybook(dataDir, JSON.stringify({ ...old, name: 'Old', times }))
    if (!kept.ok) throw new Error(kept.fault.sentence)
    await desk.dispatch(id, { type: 'UsePlaybook', playbook: kept.hash })
    expect(await desk.playbookOf(id)).toMatchObject({ name: 'Old', matrix: [], directory: [], breakGlass: [], times: { cardCheckDays: 90, pageExpiresMinutes: 10 } })
  })
})
