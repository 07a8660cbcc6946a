/** A merge that the power ends at any step leaves whole files alone, and is completed by asking again; what it has answered for is safe. */
import { createHash } from 'node:crypto'
import { basename, dirname } from 'node:path'
import { expect, it } from 'vitest'
import { mergeInto } from '../../../electron/merge/merge.ts'
import { createSourceBuilder, digestJournal, type MergeSource } from '../../../electron/merge/source.ts'
import { isJournalName, playbookFolder, streamFolder } from '../../../electron/journal/layout.ts'
import type { Disk } from '../../../electron/journal/disk.ts'
import { systemCode } from '../../../electron/journal/fault.ts'
import { chanceOf } from '../../crash/chance.ts'
import { A, B, note, STREAM } from '../journal/facts.ts'
import { journalByHand } from '../journal/hand-made.ts'
import { powerCutDisk } from '../journal/power-cut-disk.ts'

const STORE = '/people/ana/store'

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

async function* once(bytes: Buffer): AsyncGenerator<Buffer, void> {
  yield await Promise.resolve(bytes)
}

const JOURNALS = new Map([A, B].map((writer, index) => [`${writer}.jsonl`, journalByHand(writer, STREAM, [[note(index)], [note(index + 5)]]).bytes]))
const PICTURE = Buffer.from('a screenshot')
const PLAYBOOK = Buffer.from('{"format":"knowngood-playbook"}')

async function source(): Promise<MergeSource> {
  const builder = createSourceBuilder()
  for (const [name, bytes] of JOURNALS) builder.journal(STREAM, { name, size: bytes.length, read: () => once(bytes), digest: await digestJournal(once(bytes), STREAM) })
  builder.attachment(STREAM, { sha256: sha256(PICTURE), size: PICTURE.length, read: () => once(PICTURE) })
  builder.playbook({ sha256: sha256(PLAYBOOK), size: PLAYBOOK.length, read: () => once(PLAYBOOK) })
  return builder.built()
}

/** What anybody would read as a file of ours, by name. */
async function present(disk: Disk): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>()
  for (const folder of [streamFolder(STORE, STREAM), `${streamFolder(STORE, STREAM)}/files`, playbookFolder(STORE)]) {
    const entries = await disk.list(folder).catch((error: unknown) => {
      if (systemCode(error) !== 'ENOENT') throw error
      return []
    })
    for (const { name, file } of entries) if (file && (isJournalName(name) || /^[0-9a-f]{64}(\.json)?$/.test(name))) found.set(name, await disk.readWhole(`${folder}/${name}`))
  }
  return found
}

const WHOLE = new Map([...JOURNALS, [sha256(PICTURE), PICTURE], [`${sha256(PLAYBOOK)}.json`, PLAYBOOK]])

it.each(['the power goes', 'the process ends'] as const)('at every step, where %s there', async (what) => {
  let steps = Infinity
  for (let step = 0; step < steps; step++) {
    const power = powerCutDisk()
    // The folder that holds the store has been there for long.
    for (const made of await power.disk.makeFolder(dirname(STORE))) await power.disk.syncFolder(dirname(made))
    power.cutAt(step)
    const first = await mergeInto(STORE, await source(), { disk: power.disk })
    if (first.ok) steps = step
    if (what === 'the power goes') power.cut(chanceOf(step))
    else power.goOn()
    const left = await present(power.disk)
    for (const [name, bytes] of left) expect(bytes, `${basename(name)} after step ${String(step)}`).toEqual(WHOLE.get(name))
    // What was answered for is there.
    if (first.ok) expect([...left.keys()].sort()).toEqual([...WHOLE.keys()].sort())
    const again = await mergeInto(STORE, await source(), { disk: power.disk })
    expect(again).toMatchObject({ ok: true })
    power.cut(chanceOf(step + 1000))
    expect([...(await present(power.disk)).keys()].sort(), `after step ${String(step)}`).toEqual([...WHOLE.keys()].sort())
  }
  expect(steps).toBeGreaterThan(20)
})
