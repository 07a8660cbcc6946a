/** What was redacted is in no copy that this machine made either: bundles that were saved, snapshots in a backup folder, and what comes out of them elsewhere. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { holding } from '../electron/journal/facts.ts'
import { commandLine } from '../helpers/cli.ts'

const SECRET = 'Zq7Xv9Kw2'

it('leaves a redacted entry and a redacted file nowhere: store, backups, bundles', async () => {
  const [here, there] = [await commandLine(), await commandLine()]
  const backups = join(here.folder, 'backups')
  await mkdir(backups)
  await writeFile(join(here.folder, 'env.txt'), `PASSWORD=${SECRET}\n`)
  const id = await here.ok(['declare', '--title', 'API errors'])
  const note = await here.ok(['log', id, `it was ${SECRET} all along`])
  const file = await here.ok(['attach', id, 'env.txt'])
  await here.ok(['log', id, 'restarted the workers'])
  await here.ok(['bundle', id, '--out', 'saved.knowngood'])
  await here.ok(['backup', '--to', backups])
  expect((await holding(backups, SECRET)).length).toBe(2)
  await here.ok(['log', id, 'a second snapshot'])
  await here.ok(['backup', '--to', backups])

  await here.ok(['redact', id, note, file, '--reason', 'a password'])
  expect(await holding(here.store, SECRET)).toEqual([])
  expect(await holding(backups, SECRET)).toEqual([])

  // A bundle is packed, so what it holds is looked at where it is unpacked.
  expect(await there.ok(['import', join(here.folder, 'saved.knowngood')])).toContain('Merged 1 incident')
  expect(await holding(there.store, SECRET)).toEqual([])
  expect(await there.ok(['show', id])).toContain('restarted the workers')
  expect(await here.ok(['restore', backups])).toBe('Nothing new: everything in it was here already.')
  expect(await here.ok(['verify'])).toContain('Redacted: 2 lines.')
  expect(await holding(here.folder, SECRET)).toEqual([join(here.folder, 'env.txt')])
})
