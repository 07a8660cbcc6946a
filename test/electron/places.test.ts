/** Where the profile and the store are, and what moves them. */
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readLaunchOptions } from '../../electron/launch-options.ts'
import { profileFolder } from '../../electron/places.ts'

describe('the profile', () => {
  it.each([
    ['linux', {}, '/people/ana', '/people/ana/.config/knowngood'],
    ['linux', { XDG_CONFIG_HOME: '/people/ana/settings' }, '/people/ana', '/people/ana/settings/knowngood'],
    ['linux', { XDG_CONFIG_HOME: '' }, '/people/ana', '/people/ana/.config/knowngood'],
    ['darwin', {}, '/Users/ana', '/Users/ana/Library/Application Support/knowngood'],
    ['win32', { APPDATA: 'C:\\Users\\ana\\AppData\\Roaming' }, 'C:\\Users\\ana', 'C:\\Users\\ana\\AppData\\Roaming\\knowngood'],
  ] as const)('on %s with %j', (platform, env, home, folder) => {
    expect(profileFolder({ platform, env, home })).toBe(folder)
  })
})

describe('what the app is started with', () => {
  const nothing = { dataDir: null, profile: null, open: [], print: null }

  it('may be nothing, or what is meant for Chromium and for Electron', () => {
    expect(readLaunchOptions([], {})).toEqual(nothing)
    expect(readLaunchOptions(['--no-sandbox', '-r', 'loader.js', '--inspect=0', '.', '--log-level=3'], {})).toEqual(nothing)
  })

  it('moves the store with --data, else with KNOWNGOOD_DATA', () => {
    expect(readLaunchOptions(['.', '--data', 'here'], {}).dataDir).toBe(resolve('here'))
    expect(readLaunchOptions(['--data=/there', '.'], { KNOWNGOOD_DATA: '/elsewhere' }).dataDir).toBe(resolve('/there'))
    expect(readLaunchOptions(['.'], { KNOWNGOOD_DATA: '/elsewhere' }).dataDir).toBe(resolve('/elsewhere'))
    expect(readLaunchOptions(['.'], { KNOWNGOOD_DATA: '' }).dataDir).toBeNull()
  })

  it('moves the profile with --user-data-dir', () => {
    expect(readLaunchOptions(['.', '--user-data-dir=/profile'], {})).toEqual({ ...nothing, profile: resolve('/profile') })
  })

  it('opens the bundles among the bare words, and nothing else', () => {
    expect(readLaunchOptions(['.', '/a/one.knowngood', 'two.KNOWNGOOD', 'letter.txt', '--data=/there'], {}).open).toEqual([resolve('/a/one.knowngood'), resolve('two.KNOWNGOOD')])
  })

  it('prints only where both files are named', () => {
    expect(readLaunchOptions(['--print-html=/a.html', '--print-pdf=/a.pdf'], {}).print).toEqual({ html: resolve('/a.html'), pdf: resolve('/a.pdf') })
    expect(readLaunchOptions(['--print-html=/a.html'], {}).print).toBeNull()
  })
})
