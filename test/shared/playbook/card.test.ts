/** The break-glass card: its groups, and which of its lines nobody has looked at for too long. */
import { expect, it } from 'vitest'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { cardHtml } from '../../../shared/playbook/card-html.ts'
import { cardOf } from '../../../shared/playbook/card.ts'
import { newEntryId } from '../../../shared/playbook/entry-id.ts'
import type { BreakGlassCard, Playbook } from '../../../shared/playbook/schema.ts'
import { minutesText, ruleText } from '../../../shared/playbook/words.ts'

const withCards = (...breakGlass: readonly BreakGlassCard[]): Playbook => ({ ...BUILT_IN_PLAYBOOK, breakGlass: [...breakGlass] })

it('an empty playbook has no card', () => {
  expect(cardOf(BUILT_IN_PLAYBOOK, '2026-11-28')).toEqual([])
})

it('lines stand in groups, phones first, and the directory’s numbers behind the card’s own', () => {
  const playbook: Playbook = {
    ...withCards({ title: 'Stop payments', kind: 'kill switch', value: 'pay stop' }, { title: 'Data centre', kind: 'phone', value: '112' }),
    directory: [{ id: 'ana', name: 'Ana', kind: 'person', phone: '113' }, { id: 'bo', name: 'Bo', kind: 'person' }],
  }
  expect(cardOf(playbook, '2026-11-28').map(({ title, lines }) => [title, lines.map(({ card, index }) => [card.title, index])])).toEqual([
    ['Phone numbers', [['Data centre', 1], ['Ana', null]]],
    ['Kill switches', [['Stop payments', 0]]],
  ])
})

// 30 August + 90 days: 1 day to the 31st, 30 in September, 31 in October, 28 to 28 November.
it.each([
  [undefined, 'never checked', true],
  ['2026-11-28', 'checked 2026-11-28', false],
  ['2026-08-30', 'checked 2026-08-30', false],
  ['2026-08-29', 'last checked 2026-08-29, 91 days ago', true],
  ['2026-12-01', 'checked 2026-12-01', false],
] as const)('checked on %s it says “%s” on 28 November', (checkedOn, checked, isStale) => {
  const [group] = cardOf(withCards({ title: 'a', kind: 'phone', value: '1', ...(checkedOn && { checkedOn }) }), '2026-11-28')
  expect(group!.lines[0]).toMatchObject({ checked, isStale })
})

it('the page that is printed holds every line as text, and nothing that would be loaded or run', () => {
  const html = cardHtml(withCards({ title: 'Bridge', kind: 'bridge', value: '<script>alert(1)</script>', notes: 'PIN 4711' }), '2026-11-28')
  expect(html).toContain('&#x3C;script>')
  expect(html).not.toMatch(/<script|src=|href=/)
  expect(html).toMatch(/Bridge[^]*PIN 4711[^]*never checked/)
  expect(html).toContain('printed 2026-11-28')
})

it.each([
  ['Ana Müller', [], 'ana-muller'],
  ['Ana Müller', ['ana-muller'], 'ana-muller-2'],
  ['Ana', ['ana', 'ana-2'], 'ana-3'],
  ['山田', [], 'entry'],
  ['  DB / on-call!', [], 'db-on-call'],
])('“%s” beside %j is %s', (name, taken, id) => {
  expect(newEntryId(name, taken.map((id) => ({ id })))).toBe(id)
})

it('a rule of the matrix reads as a sentence would', () => {
  expect(ruleText({ severity: 'P1', why: 'x', when: { users: ['some', 'all'], dataAtRisk: ['yes'] } })).toBe('users: some or all; data at risk: yes')
  expect(ruleText({ severity: 'P1', why: 'x', when: {} })).toBe('always')
  expect([minutesText(2), minutesText(240), minutesText(2880)]).toEqual(['2 min', '4 h', '48 h'])
})
