/** What forms change in the playbook's file: the change, and nothing else. */
import fc from 'fast-check'
import { parse } from 'jsonc-parser'
import { describe, expect, it } from 'vitest'
import type { PlaybookEdit } from '../../../shared/playbook/edits.ts'
import { editPlaybookFile } from '../../../shared/playbook/file-edit.ts'
import { readPlaybookFile } from '../../../shared/playbook/file.ts'
import { CARD_KINDS } from '../../../shared/playbook/schema.ts'
import { STARTER_PLAYBOOK } from '../../../shared/playbook/starter.ts'

const edited = (text: string, ...edits: readonly PlaybookEdit[]): string =>
  edits.reduce((result, edit) => {
    const done = editPlaybookFile(result, edit)
    if (!done.ok) throw new Error(done.faults[0]!.sentence)
    return done.text
  }, text)

const TEAM = `{
  // Our people.
  "directory": [
    { "id": "ana", "name": "Ana", "kind": "person", "next": "bo" }, // first
    { "id": "bo", "name": "Bo", "kind": "person" } // second
  ],
  "name":    "Ours" /* spaced */
}
`

describe('the directory', () => {
  it('somebody new stands last, on a line of their own', () => {
    expect(edited(TEAM, { kind: 'put entry', entry: { id: 'db', name: 'Database', kind: 'team', page: { by: 'phone' } } })).toBe(
      TEAM.replace('"kind": "person" } // second', '"kind": "person" }, // second\n    { "id": "db", "name": "Database", "kind": "team", "page": { "by": "phone" } }'),
    )
  })

  it('only the fields that change are written', () => {
    expect(edited(TEAM, { kind: 'put entry', entry: { id: 'ana', name: 'Anna', kind: 'person', phone: '112' } })).toBe(
      TEAM.replace('{ "id": "ana", "name": "Ana", "kind": "person", "next": "bo" }', '{ "id": "ana", "name": "Anna", "kind": "person", "phone": "112" }'),
    )
  })

  it('a field that no playbook has, and how a page’s fields are laid out, stay as they are', () => {
    const text = '{ "directory": [{ "id": "ana", "fone": "1", "name": "Ana", "page": { "to": "PABC", /* as they say */ "by": "PagerDuty" }, "kind": "person" }] }'
    const ana = { id: 'ana', name: 'Ana', kind: 'person' } as const
    expect(edited(text, { kind: 'put entry', entry: { ...ana, page: { by: 'PagerDuty', to: 'PABC' } } })).toBe(text)
    expect(edited(text, { kind: 'put entry', entry: { ...ana, page: { by: 'Slack', to: 'PABC' } } })).toBe(text.replace('"PagerDuty"', '"Slack"'))
    expect(edited(text, { kind: 'put entry', entry: ana })).toBe('{ "directory": [{ "id": "ana", "fone": "1", "name": "Ana", "kind": "person" }] }')
  })

  it('who is taken away goes with their comment, and nobody names them any more', () => {
    expect(edited(TEAM, { kind: 'remove entry', id: 'bo' })).toBe(
      TEAM.replace(', "next": "bo" }, // first\n    { "id": "bo", "name": "Bo", "kind": "person" } // second', ' } // first'),
    )
  })

  it('the first one goes under the comments that stand in an empty list', () => {
    const text = edited(STARTER_PLAYBOOK, { kind: 'put entry', entry: { id: 'ana', name: 'Ana', kind: 'person' } })
    expect(text).toBe(STARTER_PLAYBOOK.replace('"directory": [\n', '"directory": [\n    { "id": "ana", "name": "Ana", "kind": "person" }\n'))
  })

  it('a list that is missing is made', () => {
    expect(edited('{}', { kind: 'put entry', entry: { id: 'ana', name: 'Ana', kind: 'person' } })).toBe('{\n  "directory": [{ "id": "ana", "name": "Ana", "kind": "person" }]\n}')
  })
})

describe('the break-glass card', () => {
  const CARD = '{\r\n\t"breakGlass": [\r\n\t\t// dialled from outside\r\n\t\t{\r\n\t\t\t"title": "Bridge", // the blue one\r\n\t\t\t"kind": "bridge",\r\n\t\t\t"value": "112"\r\n\t\t},\r\n\t],\r\n}\r\n'

  it('"checked today" is one line more, as the file has its lines', () => {
    expect(edited(CARD, { kind: 'put card', index: 0, card: { title: 'Bridge', kind: 'bridge', value: '112', checkedOn: '2026-11-28' } })).toBe(
      CARD.replace('"value": "112"\r\n', '"value": "112",\r\n\t\t\t"checkedOn": "2026-11-28"\r\n'),
    )
  })

  it('a line behind a comma too many keeps the comma', () => {
    expect(edited(CARD, { kind: 'put card', index: null, card: { title: 'Pay', kind: 'other', value: 'x' } })).toBe(
      CARD.replace('\t\t},\r\n', '\t\t},\r\n\t\t{ "title": "Pay", "kind": "other", "value": "x" },\r\n'),
    )
  })

  it('the last line leaves an empty list', () => {
    expect(edited(CARD, { kind: 'remove card', index: 0 })).toBe('{\r\n\t"breakGlass": [\r\n\t\t// dialled from outside\r\n\t],\r\n}\r\n')
  })

  it('what follows on the same line does not slip behind a comment', () => {
    const text = '{ "breakGlass": [ // ours\n { "title": "a", "kind": "other", "value": "1" }, { "title": "b", "kind": "other", "value": "2" } ] }'
    expect(readPlaybookFile(edited(text, { kind: 'remove card', index: 0 })).playbook?.breakGlass).toEqual([{ title: 'b', kind: 'other', value: '2' }])
  })
})

describe('what is refused', () => {
  it('a file that is broken is not touched', () => {
    expect(editPlaybookFile('{ "name": 5 }', { kind: 'remove card', index: 0 })).toEqual({ ok: false, faults: [{ line: 1, column: 11, sentence: 'name is a text in double quotes, not 5.', grave: true }] })
  })

  it('a change that would break it says why', () => {
    const answer = editPlaybookFile(TEAM, { kind: 'put entry', entry: { id: 'cy', name: 'Cy', kind: 'person', next: 'dan' } })
    expect(answer).toMatchObject({ ok: false, faults: [{ sentence: 'directory[2].next is "dan", and nobody in the directory has this id. Write one of "ana", "bo".' }] })
  })
})

const cardArb = fc.record({ title: fc.string({ minLength: 1 }), kind: fc.constantFrom(...CARD_KINDS), value: fc.string({ minLength: 1 }) })
/** A list of cards as people lay it out: on one line or several, with comments and without. */
const fileArb = fc
  .array(fc.record({ card: cardArb, before: fc.constantFrom('', ' ', '\n', '\n  // above\n  ', ' /* in */ '), after: fc.constantFrom('', ' ', ' // behind\n', '\n') }))
  .chain((items) =>
    fc.boolean().map((trailing) => ({
      cards: items.map(({ card }) => card),
      text: `{ "breakGlass": [${items.map(({ card, before, after }, index) => `${before}${JSON.stringify(card)}${index < items.length - 1 || trailing ? ',' : ''}${after}`).join('')}\n] // end\n}`,
    })),
  )

describe('whatever the file looks like', () => {
  it('adding, changing and removing give the list that was meant, and every other comment stays', () => {
    fc.assert(
      fc.property(fileArb, cardArb, fc.nat(), ({ cards, text }, card, at) => {
        const list = (result: string): unknown => (parse(result, [], { allowTrailingComma: true }) as { breakGlass: unknown }).breakGlass
        const added = edited(text, { kind: 'put card', index: null, card })
        expect(list(added)).toEqual([...cards, card])
        expect(comments(added)).toBe(comments(text))
        if (cards.length === 0) return
        const index = at % cards.length
        const changed = edited(text, { kind: 'put card', index, card })
        expect(list(changed)).toEqual(cards.map((one, place) => (place === index ? card : one)))
        expect(comments(changed)).toBe(comments(text))
        const removed = edited(text, { kind: 'remove card', index })
        expect(list(removed)).toEqual(cards.filter((_, place) => place !== index))
        expect(comments(removed)).toBeGreaterThanOrEqual(comments(text) - 1)
      }),
    )
  })
})

function comments(text: string): number {
  return (text.replace(/"(?:[^"\\]|\\.)*"/g, '').match(/\/\/|\/\*/g) ?? []).length
}
