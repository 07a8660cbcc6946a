/** Entries as text for elsewhere: every time with its zone, and Markdown that shows what was typed. */
import { expect, it } from 'vitest'
import { foldIncident } from '../../../shared/incident/evolve.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { timelineText, type TextFormat } from '../../../shared/views/timeline-text.ts'
import { timelineOf } from '../../../shared/views/timeline.ts'
import { at, fact, note, stamp, strike } from '../../helpers/facts.ts'

const text = (format: TextFormat, zone: string, ...facts: Parameters<typeof foldIncident>[0]): string => timelineText(timelineOf(foldIncident(facts), BUILT_IN_PLAYBOOK, (time) => time), format, zone)

it('each line has its day, its time and its zone', () => {
  expect(text('plain', 'UTC', note(1, 'seen', { at: at('14:02') }))).toBe('2025-02-01 14:02 UTC  seen (Ana)')
  expect(text('plain', 'Asia/Tokyo', note(1, 'seen', { at: at('15:02', 'about') }))).toBe('~2025-02-02 00:02 UTC+09:00  seen (Ana)')
  expect(text('plain', 'UTC', note(1, 'seen', { at: at('14:02', 'unknown') }))).toBe('time not known  seen (Ana)')
})

it('what was done to an entry, what it answers to and its links are said', () => {
  const lines = text('plain', 'UTC', note(1, 'is it\nfull?', { at: at('14:02') }), fact(2, 'NoteAdded', { text: 'yes', replyTo: stamp(1) }, { at: at('14:03'), evidence: [{ url: 'https://example.org/d' }] }), note(3, 'oops', { at: at('14:04') }), strike(4, stamp(3)))
  expect(lines).toBe('2025-02-01 14:02 UTC  is it\n  full? (Ana)\n2025-02-01 14:03 UTC  yes (Ana; in reply to “is it full?”) https://example.org/d\n2025-02-01 14:04 UTC  oops (Ana; struck)')
})

it('in Markdown signs stay what they are, links stay whole, and what is struck is struck', () => {
  expect(text('markdown', 'UTC', note(1, '# a *b* <c> [d](e) https://example.org/a_b_c', { at: at('14:02') }))).toBe('- **2025-02-01 14:02 UTC** \\# a \\*b\\* \\<c\\> \\[d\\](e) https://example.org/a_b_c (Ana)')
  expect(text('markdown', 'UTC', note(1, 'oops', { at: at('14:02') }), strike(2, stamp(1)))).toBe('- **2025-02-01 14:02 UTC** ~~oops~~ (Ana; struck)')
})
