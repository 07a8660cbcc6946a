/** A playbook file as a person writes it: what it may leave out, and how each fault is named. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { readPlaybookFile } from '../../../shared/playbook/file.ts'
import { STARTER_PLAYBOOK } from '../../../shared/playbook/starter.ts'
import { faultText, playbookTrouble } from '../../../shared/playbook/status.ts'

const faults = (text: string): string[] => readPlaybookFile(text).faults.map(faultText)

describe('what a file says and what it leaves out', () => {
  it('a section that is there replaces the built-in one, the others stay', () => {
    const { playbook } = readPlaybookFile('{ "name": "Ours", "groups": [{ "id": "ops", "name": "Ops", "stakeholder": true }], "customerGroup": "ops" }')
    expect(playbook).toEqual({
      ...BUILT_IN_PLAYBOOK,
      name: 'Ours',
      groups: [{ id: 'ops', name: 'Ops', stakeholder: true, severities: ['P0', 'P1', 'P2', 'P3'], channels: [] }],
      customerGroup: 'ops',
    })
  })

  it('times are replaced one by one', () => {
    expect(readPlaybookFile('{ "times": { "answerWithinMinutes": 3 } }').playbook?.times).toEqual({ ...BUILT_IN_PLAYBOOK.times, answerWithinMinutes: 3 })
  })

  it('an empty group is the built-in playbook', () => {
    expect(readPlaybookFile('{}')).toEqual({ playbook: BUILT_IN_PLAYBOOK, faults: [] })
  })

  it('comments, a comma too many, $schema and a byte order mark are fine', () => {
    const { playbook, faults } = readPlaybookFile('\uFEFF// ours\n{ "$schema": "./playbook.schema.json", /* who */ "name": "Ours", }')
    expect([playbook?.name, faults]).toEqual(['Ours', []])
  })

  it('the file to begin with changes nothing but the name', () => {
    expect(readPlaybookFile(STARTER_PLAYBOOK)).toEqual({ playbook: { ...BUILT_IN_PLAYBOOK, name: 'Our playbook' }, faults: [] })
  })
})

it('the example of the documentation is in order', () => {
  const example = /```json\n([^]*?)```/.exec(readFileSync(join(import.meta.dirname, '../../../docs/playbook.md'), 'utf8'))![1]!
  const { playbook, faults } = readPlaybookFile(example)
  expect(faults).toEqual([])
  expect(playbook?.directory.map(({ id }) => id)).toEqual(['ana', 'database'])
})

describe('a fault is named by line, column and field, with what to write instead', () => {
  it.each<[why: string, text: string, sentences: string[]]>([
    ['nothing', '', ['line 1, column 1: There is no playbook in the file: begin the file with { and end it with }.']],
    ['a list', '[]', ['line 1, column 1: A playbook is one group of fields: begin the file with { and end it with }.']],
    ['no end', '{\n  "name": "Ours"\n', ['line 3, column 1: A } is missing: this group of fields has no end.']],
    ['a missing comma', '{ "name": "Ours"\n  "purpose": "x" }', ['line 2, column 3: A comma belongs here, before the next one.']],
    ['an open text', '{ "name": "Ours\n}', ['line 1, column 11: This text has no closing quote on its line.']],
    ['a number as name', '{ "name": 5 }', ['line 1, column 11: name is a text in double quotes, not 5.']],
    ['an empty name', '{ "name": "" }', ['line 1, column 11: name is a text that is not empty, not "".']],
    ['null for a list', '{ "directory": null }', ['line 1, column 16: directory is a list in [ ], not null.']],
    ['minutes with a unit', '{\n  "times": {\n    "answerWithinMinutes": "20m"\n  }\n}', ['line 3, column 28: times.answerWithinMinutes is a number of minutes, up to 43200, not "20m".']],
    ['no minutes at all', '{ "times": { "watchMinutes": 0 } }', ['line 1, column 30: times.watchMinutes is a number of minutes, up to 43200, not 0.']],
    ['a foreign severity', '{ "matrix": [{ "severity": "SEV1", "when": {}, "why": "x" }] }', ['line 1, column 28: matrix[0].severity is one of "P0", "P1", "P2", "P3", not "SEV1".']],
    ['a field that is missing', '{ "groups": [\n  { "id": "customer-success", "name": "CS" }\n] }', ['line 2, column 3: groups[0].stakeholder is missing: it is true or false.']],
    ['an id with a blank', '{ "directory": [{ "id": "Ana M", "name": "Ana", "kind": "person" }] }', ['line 1, column 25: directory[0].id is an id of small letters, digits and dashes, such as "ana", not "Ana M".']],
    ['a day in another order', '{ "breakGlass": [{ "title": "a", "kind": "phone", "value": "1", "checkedOn": "28.11.2026" }] }', ['line 1, column 78: breakGlass[0].checkedOn is a day as YEAR-MONTH-DAY, such as "2026-11-28", not "28.11.2026".']],
    ['three severities', '{ "severities": [] }', ['line 1, column 17: severities is a list of 4: P0, P1, P2, P3, not an empty list.']],
    ['another format', '{ "format": "runbook" }', ['line 1, column 13: format is "knowngood-playbook", not "runbook".']],
    ['a field twice', '{ "name": "a", "name": "b" }', ['line 1, column 16: name stands there twice: keep one of the two.']],
    [
      'two at once, in the order of the file',
      '{\n  "name": 5,\n  "purpose": true\n}',
      ['line 2, column 11: name is a text in double quotes, not 5.', 'line 3, column 14: purpose is a text in double quotes, not true.'],
    ],
    ['a group that nobody is', '{ "customerGroup": "support" }', ['line 1, column 20: customerGroup is "support", and no group has this id. Write one of "pm", "product-lead", "relevant-teams", "customer-success".']],
    [
      'an id that is taken',
      '{ "directory": [\n  { "id": "ana", "name": "Ana", "kind": "person" },\n  { "id": "ana", "name": "Anna", "kind": "person" }\n] }',
      ['line 3, column 11: The id "ana" is taken. Everybody in the directory has an id of their own.'],
    ],
    [
      'a next that is nobody',
      '{ "directory": [\n  { "id": "ana", "name": "Ana", "kind": "person", "next": "bob" },\n  { "id": "bo", "name": "Bo", "kind": "person" }\n] }',
      ['line 2, column 59: directory[0].next is "bob", and nobody in the directory has this id. Write one of "bo".'],
    ],
    ['P0 twice', `{ "severities": [${['P0', 'P0', 'P2', 'P3'].map((id) => `{"id":"${id}","meaning":"x","pages":true,"updateEveryMinutes":1}`).join(',')}] }`, ['line 1, column 86: The id "P0" is taken. Each of P0, P1, P2, P3 stands there once.']],
  ])('%s', (_, text, sentences) => {
    expect(faults(text)).toEqual(sentences)
    expect(readPlaybookFile(text).playbook).toBeNull()
  })

  it('what is only worth knowing leaves the file in force', () => {
    const { playbook, faults: found } = readPlaybookFile('{ "nmae": "Ours", "directory": [{ "id": "ana", "name": "Ana", "kind": "person", "next": "ana", "fone": "1" }] }')
    expect(playbook?.directory).toEqual([{ id: 'ana', name: 'Ana', kind: 'person', next: 'ana' }])
    expect(found.map(({ grave, column }) => [grave, column])).toEqual([[false, 3], [false, 89], [false, 96]])
    expect(found[1]!.sentence).toBe('directory[0].next names "ana" itself, so nobody else is paged where ana does not answer.')
    expect(found[2]!.sentence).toBe('directory[0].fone is no field of a playbook, so it is ignored. There are: id, name, kind, phone, email, chat, page, next.')
  })

  it('names twenty at most, and the grave ones before the others', () => {
    const strange = Array.from({ length: 25 }, (_, index) => `"strange${String(index)}": 1`).join(', ')
    const { faults: found } = readPlaybookFile(`{ ${strange}, "name": 5 }`)
    expect(found).toHaveLength(20)
    expect(found.filter(({ grave }) => grave).map(({ sentence }) => sentence)).toEqual(['name is a text in double quotes, not 5.'])
  })
})

describe('whatever the file holds', () => {
  const isWhole = (text: string): void => {
    const { playbook, faults } = readPlaybookFile(text)
    expect(playbook === null).toBe(faults.some(({ grave }) => grave))
    const lines = text.split(/\r\n|\r|\n/).length
    for (const { line, column } of faults) expect(line >= 1 && line <= lines && column >= 1).toBe(true)
  }

  it('any text is read or refused', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '/', '*', '\\', '\n', 'a', '1', '-', 'e', '.') })), isWhole))
  })

  it('any JSON is read or refused, at the top and in every section', () => {
    fc.assert(fc.property(fc.json(), isWhole))
    fc.assert(fc.property(fc.constantFrom(...Object.keys(BUILT_IN_PLAYBOOK)), fc.json(), (section, json) => isWhole(`{ "${section}": ${json} }`)))
  })

  it('a million brackets and a megabyte of text are refused', () => {
    expect(faults('['.repeat(100_000))).toEqual(['line 1, column 33: This lies deeper than anything in a playbook.'])
    expect(faults(`{ "name": "${'x'.repeat(1024 * 1024)}" }`)).toEqual(['line 1, column 1: The file is longer than 1 MB, which no playbook is.'])
  })
})

describe('what the banner says', () => {
  const status = { path: '/store/playbook.json', trouble: null, version: 'a' } as const
  const found = [{ line: 14, column: 3, sentence: 'name is a text in double quotes, not 5.', grave: true }]

  it.each([
    [{ ...status, state: 'good', inForce: 'file', faults: [] }, null],
    [{ ...status, state: 'absent', inForce: 'built-in', faults: [] }, null],
    [{ ...status, state: 'broken', inForce: 'built-in', faults: found }, 'playbook.json, line 14, column 3: name is a text in double quotes, not 5. The built-in playbook holds until then.'],
    [{ ...status, state: 'broken', inForce: 'earlier', faults: [...found, ...found] }, 'playbook.json, line 14, column 3: name is a text in double quotes, not 5. And 1 more. The playbook stays as it was before.'],
    [{ ...status, state: 'unreadable', inForce: 'built-in', faults: [], trouble: 'It is locked.' }, 'It is locked. The built-in playbook holds until then.'],
  ] as const)('%j', (status, sentence) => {
    expect(playbookTrouble(status)).toBe(sentence)
  })
})
