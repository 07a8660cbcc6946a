// The entry line, whatever is typed: it never throws, and no word of a note is lost.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCommand } from '../../../shared/incident/commands.ts'
import { completeEntry, ENTRY_COMMANDS, readEntry, type EntryContext } from '../../../shared/incident/entry-line.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { utc } from '../../helpers/facts.ts'
import { on, story, type Story } from '../../helpers/given.ts'

const DECLARED = story(on('14:15', { type: 'DeclareIncident', title: 'API errors' }))
const TWICE = story(
  on('14:15', { type: 'DeclareIncident', title: 'API errors' }),
  on('14:18', { type: 'Page', whom: 'on-call engineer' }),
  on('14:20', { type: 'Page', whom: 'Database on-call' }),
)

function context(told: Story = DECLARED): EntryContext {
  return { now: utc('14:30'), zone: 'UTC', state: told.incident.state, playbook: BUILT_IN_PLAYBOOK, me: 'Ana' }
}

describe('whatever is typed', () => {
  const word = fc.constantFrom('/', '//', '@', '@14:15', '@-5m', ':', ' ', '\n', 'by phone', 'next 20m', 'P1', 'done', 'Bo', '15%', 'https://a.example/(', 'known good', '🙂', 'é', ...ENTRY_COMMANDS.map(({ name }) => `/${name} `))
  const line = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.oneof(word, fc.string({ maxLength: 6 })), { maxLength: 12 }).map((words) => words.join('')))

  it('never throws, and what it records is a command', () => {
    fc.assert(
      fc.property(line, (typed) => {
        const read = readEntry(typed, context(TWICE))
        completeEntry(typed, context(TWICE))
        if (read.ok) expect(parseCommand(read.command).ok).toBe(true)
        else expect(read.sentence).toMatch(/\S/)
      }),
      { numRuns: 2000 },
    )
  })

  it('loses no word of a plain note', () => {
    fc.assert(
      fc.property(line, (typed) => {
        const text = typed.trim()
        fc.pre(text !== '' && !text.startsWith('/') && !text.startsWith('@'))
        const read = readEntry(typed, context())
        expect(read).toMatchObject({ ok: true, command: { type: 'AddNote', text } })
      }),
      { numRuns: 1000 },
    )
  })

  it('makes no note of a line with a slash', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z/ ]{0,20}$/), (typed) => {
        const read = readEntry(`/${typed}`, context())
        if (read.ok) expect(read.command.type).not.toBe('AddNote')
      }),
    )
  })
})
