// The entry line while it is being typed: which commands it may mean.
import { describe, expect, it } from 'vitest'
import { completeEntry, ENTRY_COMMANDS } from '../../../shared/incident/entry-line.ts'
import { utc } from '../../helpers/facts.ts'

const CONTEXT = { now: utc('14:30'), zone: 'UTC' }

describe('completion', () => {
  const complete = (line: string): string[] | undefined => completeEntry(line, CONTEXT)?.commands.map(({ name }) => name)

  it('offers every command at a slash and narrows with each letter', () => {
    expect(complete('/')).toEqual(ENTRY_COMMANDS.map(({ name }) => name))
    expect(complete('/res')).toEqual(['resolve', 'restore'])
    expect(complete('@14:18 /ac')).toEqual(['ack', 'action'])
    expect(complete('/zzz')).toEqual([])
  })

  it('offers what is called so before what may be called so: Enter takes the first', () => {
    const offered = complete('/re')!
    expect(offered.slice(0, -1).every((name) => name.startsWith('re'))).toBe(true)
    expect(offered.at(-1)).toBe('metric')
  })

  it('explains the command once its word is whole', () => {
    expect(completeEntry('@14:18 /sev ', CONTEXT)).toMatchObject({ whole: true, before: '@14:18 ', commands: [{ name: 'sev' }] })
    expect(completeEntry('/sev P1', CONTEXT)).toMatchObject({ whole: true })
  })

  it('has nothing to say to a plain line', () => {
    for (const line of ['', 'a note', '//var', 'see /var']) expect(completeEntry(line, CONTEXT), line).toBeNull()
  })
})
