/** Secrets lie encrypted in a file of their own, or nowhere; what cannot be read is said and kept. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openVault, VAULT_NAME, type SafeStorage } from '../../electron/paging/vault.ts'
import { brittleDisk } from './journal/brittle-disk.ts'
import { holding, tempFolder } from './journal/facts.ts'

const ONE = 'ch-00000001'
const OTHER = 'ch-00000002'

/** A system's safe place: what one user encrypted, another cannot decrypt. */
function storageOf(user: string, more: Partial<SafeStorage> = {}): SafeStorage {
  return {
    isEncryptionAvailable: () => true,
    encryptString: (text) => Buffer.from(`${user}:${text.split('').reverse().join('')}`),
    decryptString(bytes) {
      const [by, text = ''] = bytes.toString().split(':')
      if (by !== user) throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.')
      return text.split('').reverse().join('')
    },
    ...more,
  }
}
const NONE = storageOf('ana', { isEncryptionAvailable: () => false })

describe('a secret', () => {
  it('is there again after a restart, and lies nowhere in the clear', async () => {
    const profile = await tempFolder()
    const vault = openVault(profile, storageOf('ana'))
    expect(vault.kept).toBe('safe')
    expect(await vault.keep(ONE, { routingKey: 'hunter2', apiToken: 'correct horse' })).toBeNull()
    expect(await vault.keep(OTHER, { url: 'battery staple' })).toBeNull()
    const again = openVault(profile, storageOf('ana'))
    expect(again.secretsOf(ONE)).toEqual({ routingKey: 'hunter2', apiToken: 'correct horse' })
    expect(again.secretsOf(OTHER)).toEqual({ url: 'battery staple' })
    expect(await holding(profile, 'hunter2')).toEqual([])
  })

  it('that is taken away, or whose channel goes, is gone from the file', async () => {
    const profile = await tempFolder()
    const vault = openVault(profile, storageOf('ana'))
    await vault.keep(ONE, { routingKey: 'hunter2', apiToken: 'correct horse' })
    await vault.keep(ONE, { apiToken: null })
    expect(openVault(profile, storageOf('ana')).secretsOf(ONE)).toEqual({ routingKey: 'hunter2' })
    await vault.forget(ONE)
    expect(openVault(profile, storageOf('ana')).secretsOf(ONE)).toEqual({})
    expect(await readFile(join(profile, VAULT_NAME), 'utf8')).not.toContain(ONE)
  })

  it('of another user or machine is named, not used, and left in the file for them', async () => {
    const profile = await tempFolder()
    await openVault(profile, storageOf('bo')).keep(ONE, { routingKey: 'hunter2' })
    const vault = openVault(profile, storageOf('ana'))
    expect([vault.secretsOf(ONE), vault.unreadable(ONE)]).toEqual([{}, ['routingKey']])
    await vault.keep(OTHER, { url: 'mine' })
    expect(openVault(profile, storageOf('bo')).secretsOf(ONE)).toEqual({ routingKey: 'hunter2' })
    await vault.keep(ONE, { routingKey: 'given anew' })
    expect([vault.secretsOf(ONE), vault.unreadable(ONE)]).toEqual([{ routingKey: 'given anew' }, []])
  })

  it('that the disk does not take is not used either, and that is said', async () => {
    const profile = await tempFolder()
    const { disk, failNext } = brittleDisk()
    const vault = openVault(profile, storageOf('ana'), disk)
    failNext('write', 'ENOSPC')
    expect(await vault.keep(ONE, { routingKey: 'hunter2' })).toBe(`The disk that holds ${profile} is full, so secrets.json was not written. Free some space, then try again.`)
    expect(vault.secretsOf(ONE)).toEqual({})
  })
})

describe('where the system has no safe place', () => {
  it.each([
    ['no encryption', NONE],
    ['a password that everybody knows', storageOf('ana', { getSelectedStorageBackend: () => 'basic_text' })],
  ])('(%s) a secret is kept in memory alone', async (_, storage) => {
    const profile = await tempFolder()
    const vault = openVault(profile, storage)
    expect(vault.kept).toBe('session')
    await vault.keep(ONE, { routingKey: 'hunter2' })
    expect(vault.secretsOf(ONE)).toEqual({ routingKey: 'hunter2' })
    expect(await readdir(profile)).toEqual([])
    expect(openVault(profile, storage).secretsOf(ONE)).toEqual({})
  })

  it('what was kept before stays, unless it is given anew: an old one does not come back', async () => {
    const profile = await tempFolder()
    await openVault(profile, storageOf('ana')).keep(ONE, { routingKey: 'old', apiToken: 'other' })
    const vault = openVault(profile, NONE)
    expect(vault.unreadable(ONE)).toEqual(['routingKey', 'apiToken'])
    await vault.keep(ONE, { routingKey: 'new' })
    expect(openVault(profile, storageOf('ana')).secretsOf(ONE)).toEqual({ apiToken: 'other' })
  })
})

it.each(['no JSON', '[]', '{"format":"knowngood-secrets 2","secrets":{}}', '{"format":"knowngood-secrets 1","secrets":{"ch-00000001":{"url":7}}}'])('a file that cannot be read (%s) is kept aside, once, and that is said', async (text) => {
  const profile = await tempFolder()
  await writeFile(join(profile, VAULT_NAME), text)
  const vault = openVault(profile, storageOf('ana'))
  const aside = join(profile, 'secrets.damaged-1.json')
  expect(vault.trouble).toBe(`The secrets of the channels could not be read, so they have to be given anew. The old file was kept as ${aside}.`)
  expect(await readFile(aside, 'utf8')).toBe(text)
  await vault.keep(ONE, { url: 'x' })
  expect(openVault(profile, storageOf('ana')).trouble).toBeNull()
  expect(await readdir(profile)).toEqual(['secrets.damaged-1.json', VAULT_NAME])
})
