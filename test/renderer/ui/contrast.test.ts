/** Every text on every ground that it stands on, in every theme: at least 4.5:1 (WCAG 2.2, 1.4.3), quiet text too; 7:1 in high contrast (1.4.6). */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const css = readFileSync(path.join(import.meta.dirname, '../../../renderer/ui/tokens.css'), 'utf8')

const THEMES = [{ theme: 'dark', least: 4.5 }, { theme: 'light', least: 4.5 }, { theme: 'contrast', least: 7 }] as const

/** The colours of one theme: its own block over the shared one. */
function tokensOf(theme: (typeof THEMES)[number]['theme']): Record<string, string> {
  const block = new RegExp(`data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? ''
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name!, value!]))
}

/** Relative luminance (WCAG 2.2, "relative luminance"). */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const GROUNDS = ['bg', 'surface', 'raised', 'overlay', 'hover', 'well']
const TEXTS = ['text', 'muted', 'faint', 'accent', 'late', 'good', 'star', 'fault']

/** What stands on what: every text on every plain ground, and the pairs that belong together. */
const PAIRS = [
  ...TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)),
  ['on-accent', 'accent'], ['on-accent', 'accent-hover'], ['accent', 'accent-surface'], ['text', 'accent-surface'], ['muted', 'accent-surface'],
  ['on-p0', 'p0'], ['on-p1', 'p1'], ['on-p2', 'p2'], ['on-p3', 'p3'],
  ['late', 'late-surface'], ['text', 'late-surface'], ['muted', 'late-surface'],
  ['good', 'good-surface'], ['text', 'good-surface'],
  ['fault', 'fault-surface'], ['text', 'fault-surface'], ['muted', 'fault-surface'],
] as const

test('the measure is the one that everyone uses', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  // The W3C's own example of a grey that just passes on white.
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
})

describe.each(THEMES)('$theme', ({ theme, least }) => {
  const tokens = tokensOf(theme)

  test.each(PAIRS)('%s on %s', (text, ground) => {
    expect(contrast(tokens[text]!, tokens[ground]!)).toBeGreaterThanOrEqual(least)
  })

  test.each(GROUNDS.filter((ground) => ground !== 'hover'))('the edge of a control is seen on %s (3:1, WCAG 2.2, 1.4.11)', (ground) => {
    expect(contrast(tokens['control-line']!, tokens[ground]!)).toBeGreaterThanOrEqual(3)
  })

  test('has every colour that the others have', () => {
    for (const other of THEMES) expect(Object.keys(tokens).sort(), other.theme).toEqual(Object.keys(tokensOf(other.theme)).sort())
  })
})
