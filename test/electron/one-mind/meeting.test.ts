/** The app and the command line find each other by the store and the user, and nobody else does. */
import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LONGEST_ADDRESS, meetingOf } from '../../../electron/one-mind/meeting.ts'
import { tempFolder } from '../journal/facts.ts'

const ana = { platform: 'linux', env: {}, home: '/people/ana' } as const

describe('the place where both meet', () => {
  it('lies below the usual profile, and is called by the store', () => {
    const meeting = meetingOf('/people/ana/store', ana)!
    expect(meeting.folder).toBe('/people/ana/.config/knowngood/one-mind')
    expect(meeting.address('any key')).toMatch(/^\/people\/ana\/\.config\/knowngood\/one-mind\/[0-9a-f]{16}\.sock$/)
    expect(meeting.keyFile).toBe(meeting.address('any key').replace('.sock', '.key'))
  })

  it('is the same however the store is written, links included, made already or not', async () => {
    const folder = await tempFolder()
    await mkdir(join(folder, 'disk', 'store'), { recursive: true })
    await symlink(join(folder, 'disk'), join(folder, 'link'))
    const address = (path: string): string => meetingOf(path, ana)!.address('')
    expect(address(join(folder, 'link', 'store'))).toBe(address(join(folder, 'disk', 'store')))
    expect(address(join(folder, 'disk', '..', 'disk', 'store', ''))).toBe(address(join(folder, 'disk', 'store')))
    expect(address(join(folder, 'link', 'still', 'to come'))).toBe(address(join(folder, 'disk', 'still', 'to come')))
  })

  it('is another one for another store, and for another user', () => {
    const address = (store: string, home: string): string => meetingOf(store, { ...ana, home })!.address('')
    expect(new Set([address('/a', '/people/ana'), address('/b', '/people/ana'), address('/a', '/people/ben')]).size).toBe(3)
  })

  it('is none where the path would be cut off by the system', () => {
    const withHome = (length: number): string => `/${'x'.repeat(length - 1)}`
    const rest = '/.config/knowngood/one-mind/0123456789abcdef.sock'.length
    expect(meetingOf('/store', { ...ana, home: withHome(LONGEST_ADDRESS - rest) })?.address('')).toHaveLength(LONGEST_ADDRESS)
    expect(meetingOf('/store', { ...ana, home: withHome(LONGEST_ADDRESS - rest + 1) })).toBeNull()
    // Bytes count, not characters.
    expect(meetingOf('/store', { ...ana, home: `/${'ü'.repeat(40)}` })).toBeNull()
  })

  it('on Windows is a pipe that nobody can name who cannot read the key', () => {
    const meeting = meetingOf('/store', { platform: 'win32', env: { APPDATA: 'C:\\Users\\ana\\AppData\\Roaming' }, home: 'C:\\Users\\ana' })!
    expect(meeting.address('one key')).toMatch(/^\\\\\.\\pipe\\knowngood-[0-9a-f]{32}$/)
    expect(meeting.address('another key')).not.toBe(meeting.address('one key'))
    expect(meeting.address('one key')).not.toContain('one key')
  })
})
