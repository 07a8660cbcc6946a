/** Text formats, as the window and the command line both ask for them. */
import { expect, test, vi } from 'vitest'
import golden from '../../golden/guide-example.md?raw'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { renderText } from '../../../electron/export/render.ts'
import { guideWrittenDown } from '../../helpers/guide-written-down.ts'

vi.mock('electron', () => {
  throw new Error('the command line runs on plain Node')
})

const source = { ...guideWrittenDown(), playbook: BUILT_IN_PLAYBOOK }

test('Markdown is the golden document', () => {
  expect(renderText('md', source, { zone: 'UTC' })).toBe(golden)
})

test('HTML is one whole document in the zone that was asked for', () => {
  const html = renderText('html', source, { zone: 'Europe/Berlin' })
  expect(html).toMatch(/^<!doctype html><html lang="en">[^]*<\/html>\n$/)
  expect(html).toContain('all times Europe/Berlin, UTC+01:00')
})

test('JSON holds the facts', () => {
  const json = JSON.parse(renderText('json', source, { zone: 'UTC' })) as { facts: unknown[] }
  expect(json.facts).toEqual(source.facts)
})
