/** "Edit the file": exactly that path goes to the system, and what the system says comes back as a sentence. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, it, vi } from 'vitest'
import { openPlaybookFile } from '../../../electron/playbook/playbook-file.ts'
import { STARTER_PLAYBOOK } from '../../../shared/playbook/starter.ts'
import { tempFolder } from '../journal/facts.ts'

const system = vi.hoisted(() => ({ opened: [] as string[], trouble: '' }))
vi.mock('electron', () => ({
  shell: {
    openPath(path: string) {
      system.opened.push(path)
      return Promise.resolve(system.trouble)
    },
  },
}))

const { openInEditor } = await import('../../../electron/playbook/open-in-editor.ts')

beforeEach(() => void Object.assign(system, { opened: [], trouble: '' }))

it('a file that is not there yet is begun', async () => {
  const dataDir = join(await tempFolder(), 'store')
  expect(await openInEditor(openPlaybookFile({ dataDir }))).toEqual({ ok: true })
  expect(system.opened).toEqual([join(dataDir, 'playbook.json')])
  expect(await readFile(system.opened[0]!, 'utf8')).toBe(STARTER_PLAYBOOK)
})

it('a system without an editor for it is told, with the way round', async () => {
  const dataDir = await tempFolder()
  system.trouble = 'No application is registered'
  expect(await openInEditor(openPlaybookFile({ dataDir }))).toEqual({
    ok: false,
    sentence: `${join(dataDir, 'playbook.json')} could not be opened: No application is registered. Open it with an editor of your choice; what you save is taken over within two seconds.`,
  })
})
