/** Drafts outlive the app, and of what was recorded or taken out no byte is left in the profile. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DRAFTS_NAME, openDrafts } from '../../electron/drafts.ts'
import { brittleDisk } from './journal/brittle-disk.ts'
import { holding, tempFolder } from './journal/facts.ts'

const ONE = 'inc-00000000'
const OTHER = 'inc-00000001'

test('are there again after a restart; one that is empty is forgotten', async () => {
  const profile = await tempFolder()
  const drafts = openDrafts(profile)
  expect(drafts.all).toEqual({})
  await Promise.all([drafts.keep(ONE, 'half a'), drafts.keep(OTHER, 'another'), drafts.keep(ONE, 'half a line')])
  expect(openDrafts(profile).all).toEqual({ [ONE]: 'half a line', [OTHER]: 'another' })
  await drafts.keep(ONE, '')
  expect(openDrafts(profile).all).toEqual({ [OTHER]: 'another' })
})

test('leave no byte of what they were, however often they changed', async () => {
  const profile = await tempFolder()
  const drafts = openDrafts(profile)
  for (const typed of ['hunter2', 'hunter2 is', 'hunter2 is the password', 'the password is not said']) await drafts.keep(ONE, typed)
  expect(await holding(profile, 'hunter2')).toEqual([])
  await drafts.keep(ONE, '')
  expect(await holding(profile, 'password')).toEqual([])
  expect(await readdir(profile)).toEqual([DRAFTS_NAME])
})

test('of a writing that a crash cut short are removed at the next start', async () => {
  const profile = await tempFolder()
  await writeFile(join(profile, '.drafts.json.a1b2c3d4.tmp'), 'hunter2')
  await writeFile(join(profile, 'config.json'), '{}')
  openDrafts(profile)
  expect(await readdir(profile)).toEqual(['config.json'])
})

test('that the disk will not take are said, and stay as they were on disk', async () => {
  const profile = await tempFolder()
  const { disk, failNext } = brittleDisk()
  const drafts = openDrafts(profile, disk)
  await drafts.keep(ONE, 'kept')
  failNext('write', 'ENOSPC')
  expect(await drafts.keep(ONE, 'kept and more')).toMatchObject({ ok: false, fault: { code: 'full' } })
  expect(openDrafts(profile).all).toEqual({ [ONE]: 'kept' })
  expect(await drafts.keep(ONE, 'kept and more')).toEqual({ ok: true })
  expect(openDrafts(profile).all).toEqual({ [ONE]: 'kept and more' })
})

test.each(['no JSON', '[]', '{"../x":"y"}', '{"inc-00000000":7}'])('that cannot be read (%s) are none, and are written over', async (text) => {
  const profile = await tempFolder()
  await writeFile(join(profile, DRAFTS_NAME), text)
  const drafts = openDrafts(profile)
  expect(drafts.all).toEqual({})
  await drafts.keep(ONE, 'x')
  expect(JSON.parse(await readFile(join(profile, DRAFTS_NAME), 'utf8'))).toEqual({ [ONE]: 'x' })
})
