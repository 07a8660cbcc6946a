/** Bundles that were made to do harm: each is refused with its reason, and the store is as it was. */
import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { importBundle } from '../../../electron/bundle/import-bundle.ts'
import { BUNDLE_LIMITS, type BundleLimits } from '../../../electron/bundle/manifest.ts'
import { writeBundle } from '../../../electron/bundle/write-bundle.ts'
import { streamFolder } from '../../../electron/journal/layout.ts'
import { A, B, note, OTHER_STREAM, putJournal, STREAM, tempFolder } from '../journal/facts.ts'
import { journalByHand } from '../journal/hand-made.ts'
import { zipByHand, type HandMadeEntry } from './hand-made-zip.ts'
import { contentsOf } from './store-contents.ts'

let folder: string
let store: string
beforeEach(async () => {
  folder = await tempFolder()
  store = join(folder, 'store')
  await mkdir(streamFolder(store, STREAM), { recursive: true })
  await putJournal(store, `${B}.jsonl`, journalByHand(B, STREAM, [[note(50)]]).bytes)
})

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex')

const journal = journalByHand(A, STREAM, [[note(1)]]).bytes
const JOURNAL: HandMadeEntry = { name: `incidents/${STREAM}/${A}.jsonl`, bytes: journal }
const picture = 'a screenshot'
const PICTURE: HandMadeEntry = { name: `incidents/${STREAM}/files/${sha256(picture)}`, bytes: picture }

interface Odd {
  readonly version?: number
  readonly format?: string
  /** what the manifest lists, where that is not what the file holds */
  readonly lists?: readonly HandMadeEntry[]
  /** changes lines of the manifest */
  readonly files?: (files: { name: string; size: number; sha256: string }[]) => unknown
  readonly streams?: readonly string[]
}

function bundleOf(entries: readonly HandMadeEntry[], { version = 1, format = 'knowngood-bundle', lists = entries, files = (all) => all, streams = [STREAM] }: Odd = {}): Buffer {
  const listed = lists.map(({ name, bytes }) => ({ name: String(name), size: Buffer.from(bytes).length, sha256: sha256(bytes) }))
  const manifest = { format, version, made: '2025-02-01T15:00:00.000Z', by: 'somebody', streams, files: files(listed) }
  return zipByHand([...entries, { name: 'manifest.json', bytes: JSON.stringify(manifest) }])
}

/** Opens it; the reason. Whatever happens, the store and what lies beside it are as they were. */
async function refused(bytes: Buffer, limits: Partial<BundleLimits> = {}): Promise<string> {
  const path = join(folder, 'foreign.knowngood')
  await writeFile(path, bytes)
  const before = await contentsOf(folder)
  const result = await importBundle(store, path, { limits: { ...BUNDLE_LIMITS, ...limits } })
  expect(await contentsOf(folder)).toEqual(before)
  if (result.ok) throw new Error('it was opened')
  expect(result.kind).toBe('refused')
  return result.sentence
}

it('a harmless one made the same way is opened', async () => {
  const path = join(folder, 'good.knowngood')
  await writeFile(path, bundleOf([JOURNAL, PICTURE]))
  expect(await importBundle(store, path)).toMatchObject({ ok: true, merged: { facts: 1, files: 1 } })
  expect(await readFile(join(streamFolder(store, STREAM), `${A}.jsonl`))).toEqual(journal)
})

describe('a name', () => {
  it.each([
    '../../../etc/cron.d/evil',
    `incidents/${STREAM}/../../../evil.jsonl`,
    `incidents/${STREAM}/..`,
    '/etc/passwd',
    `C:\\evil.jsonl`,
    `C:/evil.jsonl`,
    `incidents\\${STREAM}\\${A}.jsonl`,
    `incidents/${STREAM}/files/..\\evil`,
    `incidents/${STREAM}/CON`,
    `incidents/${STREAM}/NUL.jsonl`,
    `incidents/${STREAM}/com1.jsonl`,
    `incidents/${STREAM}/${A}.jsonl.`,
    `incidents/${STREAM}/${A}.jsonl `,
    `incidents/${STREAM}/${A}.JSONL`,
    `INCIDENTS/${STREAM}/${A}.jsonl`,
    `incidents/${STREAM.toUpperCase()}/${A}.jsonl`,
    `releases/${STREAM}/${A}.jsonl`,
    `incidents/${STREAM}/.${A}.jsonl`,
    `incidents/${STREAM}/${A}.jsonl:stream`,
    `incidents/${STREAM}/${A}.jsonl\0.png`,
    `incidents/${STREAM}/files/${'A'.repeat(64)}`,
    `incidents/${STREAM}/files/`,
    `incidents//${A}.jsonl`,
    `./incidents/${STREAM}/${A}.jsonl`,
    `playbooks/../config.json`,
    `playbooks/${'0'.repeat(63)}.json`,
    'config.json',
    '',
  ])('such as %j is refused', async (name) => {
    const shown = name.replace('\0', '?').slice(0, 77)
    expect(await refused(bundleOf([{ name, bytes: journal }]))).toContain(`It holds “${shown}`)
  })

  it('in letters that only look alike, or that are no text at all, is refused', async () => {
    expect(await refused(bundleOf([{ name: `incidents/${STREAM}/k7f3q9а2.jsonl`, bytes: journal }]))).toMatch(/is missing from it|no bundle holds/)
    expect(await refused(bundleOf([JOURNAL, { name: Buffer.from([0xff, 0x2f, 0x2e, 0x2e]), bytes: 'x' }], { lists: [JOURNAL] }))).toBe('It holds “?/..”, and no bundle holds a file of that name.')
  })

  it('that occurs twice is refused, in the file and in the manifest', async () => {
    expect(await refused(bundleOf([JOURNAL, JOURNAL]))).toBe(`It holds “incidents/${STREAM}/${A}.jsonl” twice.`)
    expect(await refused(bundleOf([JOURNAL], { files: (all) => [...all, ...all] }))).toBe(`Its manifest names “incidents/${STREAM}/${A}.jsonl” twice.`)
  })

  it('that is another one beside the bytes is refused', async () => {
    expect(await refused(bundleOf([{ ...JOURNAL, localName: '../../evil' }]))).toContain('has two names')
    expect(await refused(bundleOf([{ ...JOURNAL, extra: Buffer.from([0x75, 0x70, 2, 0, 1, 0]) }]))).toContain('has two names')
  })
})

describe('what is no plain file', () => {
  it.each([
    ['a symbolic link', 0o120777],
    ['a folder', 0o040755],
    ['a pipe', 0o010644],
    ['a device', 0o020644],
  ])('%s is refused', async (_, mode) => {
    expect(await refused(bundleOf([{ ...JOURNAL, mode }]))).toBe(`“incidents/${STREAM}/${A}.jsonl” is no plain file: it is a link, a folder or a device.`)
  })

  it('an encrypted entry, or one packed otherwise, is refused', async () => {
    expect(await refused(bundleOf([{ ...JOURNAL, claims: { flags: 1 } }]))).toContain('is encrypted')
    expect(await refused(bundleOf([{ ...JOURNAL, claims: { flags: 0x41 } }]))).toBe('It is damaged, or no bundle at all.')
    expect(await refused(bundleOf([{ ...JOURNAL, claims: { method: 14 } }]))).toContain('packed in a way that bundles are not')
  })
})

describe('more than it seems', () => {
  const noise = { name: `incidents/${STREAM}/files/${sha256(Buffer.alloc(4_000_000))}`, bytes: Buffer.alloc(4_000_000) }

  it('a small file that unpacks to a large one is stopped while it unpacks', async () => {
    const limits = { unsuspicious: 100_000 }
    expect(await refused(bundleOf([noise]), limits)).toBe('It unpacks to more than 100 times its size, as no bundle does.')
  })

  it('more than a bundle may hold is refused by what the manifest says, and by what comes out', async () => {
    expect(await refused(bundleOf([noise]), { total: 1_000_000 })).toBe('It would unpack to 3.8 MB, and a bundle unpacks to 977 KB at most.')
    const lying = bundleOf([noise], { files: (all) => all.map((file) => ({ ...file, size: 10 })) })
    expect(await refused(lying, { total: 1_000_000 })).toContain('is not what the manifest says')
  })

  it('sizes that lie are found out, whichever way', async () => {
    for (const claims of [{ size: 10 }, { size: journal.length + 1 }, { packed: 10 }, { packed: 0xfffffff0 }, { size: 0xffffffff, packed: 0xffffffff }]) {
      expect(await refused(bundleOf([{ ...JOURNAL, claims }]))).toMatch(/^(It is damaged, or no bundle at all\.$|“.+” is not what the manifest says)/)
    }
  })

  it('entries that share their bytes are refused', async () => {
    const shared = { name: `incidents/${STREAM}/${B}.jsonl`, bytes: journal, claims: { offset: 0 } }
    expect(await refused(bundleOf([JOURNAL, shared]))).toBe(`“incidents/${STREAM}/${B}.jsonl” has two names.`)
  })

  it('too many files, a large manifest, a large attachment, a large playbook are refused', async () => {
    expect(await refused(bundleOf([JOURNAL, PICTURE]), { entries: 2 })).toBe('It holds 3 files, and a bundle holds 2 at most.')
    expect(await refused(bundleOf([JOURNAL]), { manifest: 100 })).toBe('Its manifest is larger than 100 bytes.')
    expect(await refused(bundleOf([PICTURE]), { attachment: 11 })).toContain('is larger than 11 bytes')
    const playbook = '{"format":"knowngood-playbook"}'
    expect(await refused(bundleOf([{ name: `playbooks/${sha256(playbook)}.json`, bytes: playbook }]), { playbook: 11 })).toContain('is larger than 11 bytes')
  })

  it('a line longer than any line is refused, with a line break behind it or without', async () => {
    const long = journalByHand(A, STREAM, [[note(1)], [note(2, 'x'.repeat(20_000))]]).bytes
    for (const bytes of [long, long.subarray(0, -1)]) {
      expect(await refused(bundleOf([{ ...JOURNAL, bytes }]), { line: 10_000 })).toBe(`Line 3 of “incidents/${STREAM}/${A}.jsonl” is longer than 10 KB, as no line is.`)
    }
  })
})

describe('what does not fit together', () => {
  it('a file that the manifest does not name, and a name without its file, are refused', async () => {
    expect(await refused(bundleOf([JOURNAL, PICTURE], { lists: [JOURNAL] }))).toContain('which its manifest does not name')
    expect(await refused(bundleOf([JOURNAL], { lists: [JOURNAL, PICTURE] }))).toContain('is missing from it')
    expect(await refused(bundleOf([JOURNAL], { streams: [] }))).toBe(`It holds files of ${STREAM}, which its manifest does not name.`)
  })

  it('a wrong hash, size or checksum is refused', async () => {
    const wrong = (change: object) => bundleOf([JOURNAL], { files: (all) => all.map((file) => ({ ...file, ...change })) })
    expect(await refused(wrong({ sha256: '0'.repeat(64) }))).toBe(`“incidents/${STREAM}/${A}.jsonl” is not what the manifest says: it was damaged or changed.`)
    expect(await refused(wrong({ size: journal.length - 1 }))).toContain('is not what the manifest says')
    expect(await refused(wrong({ size: journal.length + 1 }))).toContain('is not what the manifest says')
    expect(await refused(bundleOf([{ ...JOURNAL, claims: { crc: 1 } }]))).toBe(`“incidents/${STREAM}/${A}.jsonl” is damaged: its checksum does not hold.`)
    expect(await refused(bundleOf([{ ...PICTURE, bytes: 'another' }]))).toContain('does not have the hash that its name says')
  })

  it('a journal of another incident, and what is no journal, are refused', async () => {
    const foreign = { ...JOURNAL, bytes: journalByHand(A, OTHER_STREAM, [[note(1)]]).bytes }
    expect(await refused(bundleOf([foreign]))).toBe(`“incidents/${STREAM}/${A}.jsonl” belongs to another incident or release: its header says so.`)
    expect(await refused(bundleOf([{ ...JOURNAL, bytes: '#!/bin/sh\nrm -rf /\n' }]))).toContain('is no journal: no line of it holds')
    expect(await refused(bundleOf([{ ...JOURNAL, bytes: '' }]))).toContain('is no journal')
    expect(await refused(bundleOf([{ name: `playbooks/${sha256('no json')}.json`, bytes: 'no json' }]))).toContain('is no playbook')
  })

  it('a newer manifest, another format, none at all are refused', async () => {
    expect(await refused(bundleOf([JOURNAL], { version: 2 }))).toBe('It was made by a newer version of Knowngood. Update Knowngood, then open it again.')
    expect(await refused(bundleOf([JOURNAL], { format: 'zip' }))).toContain('Its manifest cannot be read')
    expect(await refused(zipByHand([JOURNAL]))).toBe('It has no manifest, so it is no bundle.')
    expect(await refused(zipByHand([JOURNAL, { name: 'manifest.json', bytes: '{"format":' }]))).toContain('Its manifest cannot be read')
  })
})

describe('what is no whole zip file', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('Dear colleague, please open the attachment.')],
    ['zeros', Buffer.alloc(100_000)],
    ['a start alone', bundleOf([JOURNAL]).subarray(0, -30)],
    ['an end alone', bundleOf([JOURNAL]).subarray(-300)],
    ['an end with more behind it', Buffer.concat([bundleOf([JOURNAL]), Buffer.from('more')])],
  ])('%s is refused', async (_, bytes) => {
    expect(await refused(bytes)).toBe('It is damaged, or no bundle at all.')
  })

  it('a damaged one is refused or means the same, whatever byte is hit', async () => {
    const source = join(folder, 'source')
    await mkdir(streamFolder(source, STREAM), { recursive: true })
    await putJournal(source, `${A}.jsonl`, journal)
    const path = join(folder, 'whole.knowngood')
    await writeBundle(source, [STREAM], path, { made: '2025-02-01T15:00:00.000Z', by: 'test' })
    const whole = await readFile(path)
    const before = await contentsOf(store)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }), fc.nat(whole.length), async (hits, cut) => {
        const bytes = Buffer.from(whole)
        for (const [at, value] of hits) bytes[at] = value
        await writeFile(path, cut % 5 === 0 ? bytes.subarray(0, cut) : bytes)
        const target = join(folder, 'target')
        const result = await importBundle(target, path)
        if (!result.ok) expect(result.kind).toBe('refused')
        // Times and attributes say nothing; what counts is checked.
        else expect(await readFile(join(streamFolder(target, STREAM), `${A}.jsonl`))).toEqual(journal)
      }),
      { numRuns: 150 },
    )
    expect(await contentsOf(store)).toEqual(before)
  })
})

it('what changes between the look and the merge is not added', async () => {
  const path = join(folder, 'changing.knowngood')
  const other = 'another one!'
  await writeFile(path, bundleOf([PICTURE]))
  let changed = false
  const result = await importBundle(store, path, {
    onProgress(part) {
      if (changed || part < 0.5) return
      changed = true
      writeFileSync(path, bundleOf([{ ...PICTURE, bytes: other }]))
    },
  })
  expect(changed).toBe(true)
  expect(result).toMatchObject({ ok: false, kind: 'refused' })
  expect([...(await contentsOf(store)).keys()]).toEqual([`incidents/${STREAM}/${B}.jsonl`])
})

it('one that is called off while it is checked changes nothing; while it is merged, what is there by then is whole', async () => {
  const path = join(folder, 'called-off.knowngood')
  await writeFile(path, bundleOf([JOURNAL, PICTURE]))
  const before = await contentsOf(store)
  const stopAt = (from: number) => {
    const calling = new AbortController()
    return importBundle(store, path, { signal: calling.signal, onProgress: (part) => part >= from && calling.abort() })
  }
  expect(await stopAt(0)).toEqual({ ok: false, kind: 'cancelled', sentence: 'It was stopped. Nothing was changed.' })
  expect(await contentsOf(store)).toEqual(before)
  expect(await stopAt(0.501)).toMatchObject({ ok: false, kind: 'cancelled', sentence: expect.stringContaining('nothing is added twice') as string })
  expect([...(await contentsOf(store)).keys()]).toEqual([...before.keys(), `incidents/${STREAM}/files/${sha256(picture)}`].sort())
  expect(await importBundle(store, path)).toMatchObject({ ok: true, merged: { facts: 1, files: 0 } })
})

it('one that is not there, or a folder, is a fault', async () => {
  expect(await importBundle(store, join(folder, 'nowhere.knowngood'))).toMatchObject({ ok: false, kind: 'fault', sentence: expect.stringContaining('could not be found, so nothing was changed') as string })
  expect(await importBundle(store, folder)).toMatchObject({ ok: false })
})
