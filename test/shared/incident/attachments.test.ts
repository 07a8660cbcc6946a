/** An attached file: its name is for people only, its size has an end, and what it is is said by its bytes. */
import { describe, expect, it } from 'vitest'
import { attachmentsOf, cleanFileName, pictureType, refuseSize, sizeText } from '../../../shared/incident/attachments.ts'
import { foldIncident } from '../../../shared/incident/evolve.ts'
import { timelineOf } from '../../../shared/views/timeline.ts'
import { retroOf } from '../../../shared/retro/document.ts'
import { retroHtml } from '../../../shared/retro/html.ts'
import { factsJson } from '../../../shared/retro/json.ts'
import { retroMarkdown } from '../../../shared/retro/markdown.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { fact, redaction, strike } from '../../helpers/facts.ts'
import { given, type Step } from '../../helpers/given.ts'

const DECLARED: Step = { type: 'DeclareIncident', title: 'API down' }
const HASH = 'a'.repeat(64)
const ATTACH = { type: 'AttachFile', name: 'rates.png', size: 2048, sha256: HASH } as const
const bytes = (...parts: (string | number)[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : Array.from(part, (letter) => letter.charCodeAt(0)))))

describe('a name', () => {
  it.each([
    ['rates.png', 'rates.png'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ana\\rates.png', 'rates.png'],
    ['..', 'file'],
    ['  a \n b\u0000.txt ', 'a b.txt'],
    // Written to read “exe.png” from right to left.
    ['x\u202egnp.exe', 'xgnp.exe'],
    ['', 'file'],
    ['a/', 'file'],
    ['\ud800.txt', '.txt'],
  ])('%j is kept as %j', (given, kept) => {
    expect(cleanFileName(given)).toBe(kept)
  })

  it('is cut where it is too long, and keeps its ending', () => {
    const cut = cleanFileName(`${'🙂'.repeat(300)}.tar.gz`)
    expect([...cut]).toHaveLength(200)
    expect(cut).toMatch(/^(🙂)+….gz$/u)
  })
})

describe('a size', () => {
  it('is written for people', () => {
    expect([0, 1, 812, 1024, 245_760, 1_048_575, 1_048_576, 1_468_006, 26_214_400].map(sizeText)).toEqual(['0 bytes', '1 byte', '812 bytes', '1 KB', '240 KB', '1 MB', '1 MB', '1.4 MB', '25 MB'])
  })

  it('of up to 25 MB is taken; above it the refusal names the file, its size, the limit, and what to do', () => {
    expect(refuseSize('heap.dump', 25 * 1024 * 1024)).toBeNull()
    expect(refuseSize('heap.dump', 25 * 1024 * 1024 + 1)).toBe('“heap.dump” is 25.1 MB; up to 25 MB can be attached. Put it where the team keeps large files, and paste the link here as evidence.')
    expect(refuseSize('heap.dump', 3_000_000_000)).toContain('“heap.dump” is 2861.1 MB')
    expect(refuseSize('empty.log', 0)).toBe('“empty.log” is empty, so there is nothing to attach.')
  })
})

describe('a picture', () => {
  it.each([
    [bytes(0x89, 'PNG', 0x0d, 0x0a, 0x1a, 0x0a), 'image/png'],
    [bytes(0xff, 0xd8, 0xff, 0xe0), 'image/jpeg'],
    [bytes('GIF89a'), 'image/gif'],
    [bytes('RIFF', 1, 2, 3, 4, 'WEBP'), 'image/webp'],
    [bytes('RIFF', 1, 2, 3, 4, 'WAVE'), null],
    [bytes('<svg xmlns='), null],
    [bytes('<!doctype html>'), null],
    [bytes(0x89, 'PNX'), null],
    [bytes(), null],
  ])('%j is %s', (head, type) => {
    expect(pictureType(head)).toBe(type)
  })
})

describe('attaching', () => {
  it('records the file’s name, size and hash, and the words beside it', () => {
    given(DECLARED)
      .when({ ...ATTACH, name: '/home/ana/rates.png', mediaType: 'image/png', text: ' from Grafana ' })
      .thenFacts(['FileAttached', { name: 'rates.png', mediaType: 'image/png', size: 2048, sha256: HASH, text: 'from Grafana' }])
  })

  it.each([
    [{ sha256: '../../../etc/passwd' }, 'A file needs the SHA-256 of its bytes: 64 hex digits.'],
    [{ sha256: HASH.toUpperCase() }, 'A file needs the SHA-256 of its bytes: 64 hex digits.'],
    [{ size: 0 }, 'An empty file says nothing: there is nothing to attach.'],
    [{ size: 25 * 1024 * 1024 + 1 }, 'Up to 25 MB can be attached; add a link to the file as evidence instead.'],
    [{ name: ' ' }, 'A file needs its name.'],
  ])('with %j is refused', (wrong, sentence) => {
    given(DECLARED).when({ ...ATTACH, ...wrong }).thenRefused(sentence)
  })

  it('may be corrected in its words, never in its bytes', () => {
    const attached = given(DECLARED, ATTACH)
    attached.when(({ last }) => ({ type: 'AmendEntry', target: last('FileAttached'), data: { text: 'the new pool' } })).thenState((incident) => expect(attachmentsOf(incident)[0]!.data.text).toBe('the new pool'))
    for (const data of [{ sha256: 'b'.repeat(64) }, { size: 1 }, { mediaType: 'text/html' }]) {
      attached.when(({ last }) => ({ type: 'AmendEntry', target: last('FileAttached'), data })).thenRefused('The file itself cannot be changed. Strike this entry, and attach the other file.')
    }
  })

  it('shows on the timeline as a file until it is redacted; struck, the file is still named', () => {
    const facts = [fact(0, 'IncidentDeclared', { title: 'API down' }), fact(1, 'FileAttached', { name: 'rates.png', size: 2048, sha256: HASH })]
    const last = (...more: typeof facts) => timelineOf(foldIncident([...facts, ...more]), BUILT_IN_PLAYBOOK, (time) => time).find(({ id }) => id === facts[1]!.id)!
    expect(last()).toMatchObject({ kind: 'file', text: 'Attached rates.png (2 KB)', file: { sha256: HASH } })
    expect(last(strike(2, facts[1]!.id))).toMatchObject({ struck: true, file: { sha256: HASH } })
    expect(last(redaction(2, facts[1]!.id))).toMatchObject({ text: 'Redacted', file: null })
    expect(attachmentsOf(foldIncident([...facts, redaction(2, facts[1]!.id)]))).toEqual([])
  })

  it('of a hash that is none cannot be read, and is no file', () => {
    const incident = foldIncident([fact(0, 'IncidentDeclared', { title: 'API down' }), fact(1, 'FileAttached', { name: 'x', size: 1, sha256: '../x' })])
    expect(attachmentsOf(incident)).toEqual([])
    expect(timelineOf(incident, BUILT_IN_PLAYBOOK, (time) => time)[1]).toMatchObject({ unreadable: true, file: null })
  })
})

describe('an export', () => {
  it('lists the file with its name, its size and the beginning of its hash', () => {
    const facts = [fact(0, 'IncidentDeclared', { title: 'API down' }), fact(1, 'FileAttached', { name: 'rates <b>.png', size: 2048, sha256: 'ab12cd34ef56'.padEnd(64, '0') })]
    const source = { id: 'inc-7kq2m9xa', incident: foldIncident(facts), playbook: BUILT_IN_PLAYBOOK }
    expect(retroMarkdown(retroOf(source, { zone: 'UTC' }))).toMatch(/Attached rates \\?<b>\.png \(2 KB\) \(SHA-256 ab12cd34ef56…\)/)
    expect(retroHtml(retroOf(source, { zone: 'UTC' }))).toContain('Attached rates &#x3C;b>.png (2 KB)')
    expect(factsJson('inc-7kq2m9xa', facts)).toContain('"sha256":"ab12cd34ef5600')
  })
})
