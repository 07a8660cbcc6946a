/** The HTML file, as a browser reads it: everything that the tree says, in a page that runs nothing and asks for nothing. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldIncident } from '../../../shared/incident/evolve.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { retroOf } from '../../../shared/retro/document.ts'
import { retroHtml } from '../../../shared/retro/html.ts'
import { plainText } from '../../../shared/retro/plain-text.ts'
import { fact, note } from '../../helpers/facts.ts'
import { busyIncident } from '../../helpers/busy-incident.ts'
import { rowsOf } from '../../helpers/read-retro.ts'

const retro = retroOf({ id: 'inc-7kq2m9xa', incident: busyIncident().incident, playbook: BUILT_IN_PLAYBOOK }, { zone: 'Europe/Berlin' })
const html = retroHtml(retro)
const pageOf = (source: string): Document => new DOMParser().parseFromString(source, 'text/html')
const page = pageOf(html)
const textsOf = (selector: string): string[] => [...page.querySelectorAll(selector)].map((element) => element.textContent)

/** Every text of the tree, wherever it stands; ids, addresses and kinds are not text. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, field]) => {
    if (typeof field === 'string') return ['id', 'url', 'kind', 'time', 'tone', 'mark'].includes(name) ? [] : [field]
    if (name === 'events') return field as string[]
    return textsIn(field)
  })
}

describe('the HTML file', () => {
  it('says every word of the tree', () => {
    const said = page.body.textContent
    const missing = textsIn(retro).filter((words) => !said.includes(words))
    expect(missing).toEqual([])
    expect(textsIn(retro).length).toBeGreaterThan(200)
  })

  it('names its language, its title and its letters', () => {
    expect(page.documentElement.lang).toBe('en')
    expect(page.title).toBe('API errors after Dashboard v2.0 · Retro')
    expect(page.querySelector('meta[charset]')?.getAttribute('charset')).toBe('utf-8')
    expect(html.startsWith('<!doctype html>')).toBe(true)
  })

  it('runs nothing and asks for nothing', () => {
    expect(textsOf('script, link, iframe, img, object, embed, form, base')).toEqual([])
    expect(html).not.toMatch(/@import|url\(|src=/)
    expect([...page.querySelectorAll('*')].flatMap((element) => element.getAttributeNames()).filter((name) => name.startsWith('on'))).toEqual([])
    expect(page.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content')).toContain("default-src 'none'")
  })

  it('gives each table a caption, each column and each row its header', () => {
    for (const table of page.querySelectorAll('table')) {
      expect(table.caption?.textContent).toBeTruthy()
      expect([...table.querySelectorAll('thead th')].every((cell) => cell.getAttribute('scope') === 'col')).toBe(true)
      for (const row of table.querySelectorAll('tbody tr')) expect(row.querySelector('th')?.getAttribute('scope')).toMatch(/^row(group)?$/)
    }
  })

  it('has one heading of the first level, and under it no level left out', () => {
    expect(textsOf('h1')).toEqual(['API errors after Dashboard v2.0'])
    expect(textsOf('h2').length).toBe(retro.sections.length)
    expect([...page.querySelectorAll('h3')].every((heading) => heading.closest('section')?.querySelector('h2'))).toBe(true)
  })

  it('writes each time of the timeline as a moment that machines can read', () => {
    const time = [...page.querySelectorAll('#timeline time')].find((element) => element.textContent === '15:15')
    expect(time?.getAttribute('datetime')).toBe('2025-02-01T14:15:00.000Z')
  })

  it('shows hostile words as words', () => {
    const hostile = fc.oneof(
      fc.constantFrom('<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '</style><script>', '&lt;b&gt;', '</title><svg onload=alert(1)>', '<!--', ']]>', '\u202egnp.exe', '\0'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    )
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 12, maxLength: 12 }), (told) => {
        const facts = told.flatMap((words, index) => [
          note(index * 2, words, { evidence: [{ url: words, title: words }] }),
          fact(index * 2 + 1, 'DecisionRecorded', { kind: 'other', text: words, reason: words }),
        ])
        const hit = retroOf({ id: 'inc-7kq2m9xa', incident: foldIncident([fact('2025-02-01T13:00:00.000Z-0000-aaaaaaaa', 'IncidentDeclared', { title: told[0] }), ...facts]), playbook: BUILT_IN_PLAYBOOK }, { zone: 'UTC' })
        const shown = pageOf(retroHtml(hit))
        expect(shown.querySelector('h1')?.textContent).toBe(plainText(told[0]!))
        const cells = [...shown.querySelectorAll('#timeline td.words')].map((cell) => cell.textContent)
        expect(cells).toEqual(rowsOf(hit).map((row) => row.words))
        expect(shown.querySelectorAll('script, img, svg, iframe, a')).toHaveLength(0)
      }),
      { numRuns: 6 },
    )
  })
})
