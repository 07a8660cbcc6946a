/** What can be used of a config.json is used; what cannot is named. */
import { describe, expect, it } from 'vitest'
import { INITIAL_SETTINGS, readSettings, settingsOf } from '../../electron/settings-file.ts'

const ana = { id: 'ana@example.org', name: 'Ana', role: 'incident commander' }

describe('a config.json', () => {
  it('that is whole is taken as it stands', () => {
    const stored = { person: ana, zone: 'Europe/Berlin', theme: 'light', window: { x: 0, y: 20, width: 1440, height: 900, maximized: false }, stores: [], reach: { shortcut: 'Alt+F9', shortcutOn: false, keepAwake: false }, alertmanager: { url: 'http://alerts.example.org:9093', on: true }, backup: { folder: '/backups', last: null, failingSince: '2026-11-23T08:00:00.000Z' }, channels: [{ id: 'ch-0a1b2c3d', kind: 'Slack', name: 'Team Slack' }] }
    expect(readSettings(JSON.stringify(stored))).toEqual({ stored, unusable: [] })
  })

  it('that lacks fields, or has those of a newer version, is nothing to report', () => {
    expect(readSettings('{}')).toEqual({ stored: INITIAL_SETTINGS, unusable: [] })
    expect(readSettings('{"theme":"dark","sounds":"all"}')).toEqual({ stored: { ...INITIAL_SETTINGS, theme: 'dark' }, unusable: [] })
  })

  it('with one field that does not fit keeps the others, and names it', () => {
    const { stored, unusable } = readSettings(JSON.stringify({ person: ana, theme: 'purple', window: { x: 'left' } }))
    expect(stored).toEqual({ ...INITIAL_SETTINGS, person: ana })
    expect(unusable).toEqual(['theme', 'window'])
  })

  it.each(['', '{"person":', '[]', 'null', '7'])('that is none (%j) is named as a whole', (text) => {
    expect(readSettings(text)).toEqual({ stored: INITIAL_SETTINGS, unusable: ['file'] })
  })
})

it('the window is told who, where and how it looks, and nothing else', () => {
  expect(settingsOf({ ...INITIAL_SETTINGS, person: ana, zone: null, theme: 'dark', window: { x: 0, y: 0, width: 10, height: 10, maximized: true } })).toEqual({ person: ana, zone: null, theme: 'dark' })
})
