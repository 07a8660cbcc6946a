/** What other processes and sync tools put into the store is seen in the window by itself, however it gets there. */
import { execFile } from 'node:child_process'
import { appendFile, mkdir, readdir, readFile, rename, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, ROOT, test } from '../helpers/electron-app.ts'

const CLI = join(ROOT, 'out', 'cli', 'knowngood.cjs')

/** A busy machine is given more than the second that is promised; `npm run bench live` measures it. */
const SOON = { timeout: 5000 }
const ELSEWHERE = { timeout: 20_000 }

test('in the open incident and in the list: appended, renamed into place, rewritten in place, whatever the clock of the file says', async ({ launch, store, folder }) => {
  // Another machine's store, which a sync tool copies.
  const peer = join(folder, 'peer')
  const knowngood = async (data: string, ...args: string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...args], { env: { ...process.env, XDG_CONFIG_HOME: peer, APPDATA: peer, KNOWNGOOD_DATA: data }, encoding: 'utf8' })
    return stdout.trim()
  }
  const incident = await knowngood(store, 'declare', '--title', 'Open in the window')
  const other = await knowngood(store, 'declare', '--title', 'Not open here', '--severity', 'P2')
  const { page } = await launch()
  await page.getByRole('list', { name: 'Incidents' }).getByText('Open in the window').click()
  const timeline = page.getByRole('list', { name: 'Timeline' })
  await expect(timeline.getByText('Incident declared: Open in the window')).toBeVisible()

  // Another process, with a file of its own.
  await knowngood(store, 'log', incident, 'appended by another process')
  await expect(timeline.getByText('appended by another process')).toBeVisible(SOON)

  // A file that arrives as Syncthing delivers it: under a hidden name, then renamed. Its clock stands in 1999.
  const there = join(store, 'incidents', incident)
  const copied = join(peer, 'incidents', incident)
  await mkdir(copied, { recursive: true })
  for (const name of await readdir(there)) await writeFile(join(copied, name), await readFile(join(there, name)))
  const known = new Set(await readdir(copied))
  await knowngood(peer, 'log', incident, 'written on another machine')
  const fresh = (await readdir(copied)).find((name) => !known.has(name))!
  const bytes = await readFile(join(copied, fresh))
  const hidden = join(there, `.syncthing.${fresh}.tmp`)
  await writeFile(hidden, bytes.subarray(0, 100))
  await appendFile(hidden, bytes.subarray(100))
  await utimes(hidden, 915_148_800, 915_148_800)
  await rename(hidden, join(there, fresh))
  await expect(timeline.getByText('written on another machine')).toBeVisible(SOON)

  // The same file again, longer, written over in place as some tools do; its clock goes further back.
  await knowngood(peer, 'log', incident, 'and then more')
  const longer = (await readdir(copied)).filter((name) => !known.has(name) && name !== fresh)
  await writeFile(join(there, fresh), Buffer.concat([bytes, await readFile(join(copied, longer[0]!))]))
  await utimes(join(there, fresh), 0, 0)
  await expect(timeline.getByText('and then more')).toBeVisible(SOON)

  // Elsewhere: the row of an incident that is not open.
  const row = page.getByRole('list', { name: 'Incidents' }).getByRole('listitem').filter({ hasText: 'Not open here' })
  await expect(row).toContainText('P2')
  await knowngood(store, 'do', other, JSON.stringify({ type: 'SetSeverity', severity: 'P0' }))
  await knowngood(store, 'do', other, JSON.stringify({ type: 'ResolveIncident' }))
  await expect(row).toContainText('P0', ELSEWHERE)
  await expect(row).toContainText('Resolved', ELSEWHERE)
})
