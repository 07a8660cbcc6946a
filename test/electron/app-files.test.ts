/** An address of ours leads to a file of the window or nowhere. */
import { join, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { attachmentBehind, fileBehind, isOpenableLink, isOurAddress, mediaType } from '../../electron/app-files.ts'

const root = join(sep, 'app', 'out', 'renderer')

describe('the file behind an address', () => {
  it.each([
    ['app://knowngood/index.html', join(root, 'index.html')],
    ['app://knowngood/assets/index-1a2b.js', join(root, 'assets', 'index-1a2b.js')],
    ['app://knowngood/assets/a%20b.css?v=2#top', join(root, 'assets', 'a b.css')],
    // What looks like a way up stays inside: the address itself is put straight first.
    ['app://knowngood/../index.html', join(root, 'index.html')],
    ['app://knowngood/%2e%2e/index.html', join(root, 'index.html')],
  ])('%s', (address, file) => {
    expect(fileBehind(root, address)).toBe(file)
  })

  it.each([
    'app://knowngood/',
    'app://knowngood/..%2fmain%2fmain.cjs',
    'app://knowngood/assets/..%2f..%2f..%2fpackage.json',
    'app://knowngood/..%2frenderer-other/index.html',
    'app://knowngood/index.html%00.png',
    'app://knowngood/%',
    'app://elsewhere/index.html',
    'app://knowngood:80/index.html',
    'file:///app/out/renderer/index.html',
    'https://knowngood/index.html',
    'nonsense',
    '',
  ])('%s is nothing', (address) => {
    expect(fileBehind(root, address)).toBeNull()
  })

  it('has a type that the page may take it for, and none that it guesses', () => {
    expect(mediaType('index.html')).toBe('text/html; charset=utf-8')
    expect(mediaType('a.WOFF2')).toBe('font/woff2')
    expect(mediaType('notes.txt')).toBe('application/octet-stream')
  })
})

it('only exactly our own address is ours', () => {
  expect(isOurAddress('app://knowngood/index.html')).toBe(true)
  for (const address of ['', 'about:blank', 'app://knowngood.example.org/', 'app://evil/?app://knowngood/', 'https://app//knowngood/', 'xapp://knowngood/']) {
    expect(isOurAddress(address), address).toBe(false)
  }
})

it('only web addresses over TLS may be opened', () => {
  expect(isOpenableLink('https://example.org/runbook?x=1#y')).toBe(true)
  for (const address of ['http://example.org', 'file:///etc/passwd', 'javascript:alert(1)', 'ms-msdt:/id', 'https://ana:secret@example.org', 'https:', '', '//example.org']) {
    expect(isOpenableLink(address), address).toBe(false)
  }
})

describe('the address of an attached file', () => {
  const SHA = '0123456789abcdef'.repeat(4)
  const address = (path: string): string => `app://knowngood${path}`

  it('names an incident and a hash, exactly so', () => {
    expect(attachmentBehind(address(`/files/inc-7kq2m9xa/${SHA}`))).toEqual({ incident: 'inc-7kq2m9xa', sha256: SHA })
  })

  it.each([
    `/files/inc-7kq2m9xa/${SHA}/`,
    `/files/inc-7kq2m9xa/${SHA}?x`,
    `/files/inc-7kq2m9xa/${SHA.toUpperCase()}`,
    `/files/inc-7kq2m9xa/${SHA.slice(1)}`,
    `/files/inc-7kq2m9xa/../inc-7kq2m9xb/x/${SHA}`,
    `/files/inc-7kq2m9xa%2F${SHA}`,
    `/files/inc-7kq2m9xa/%2e%2e%2f${SHA}`,
    `/files/${SHA}`,
    `/files//inc-7kq2m9xa/${SHA}`,
    `/assets/inc-7kq2m9xa/${SHA}`,
    '/files/',
  ])('is not %s', (path) => {
    expect(attachmentBehind(address(path))).toBeNull()
  })

  it('is on our own host alone', () => {
    for (const other of ['https://knowngood', 'app://elsewhere', 'app://knowngood:80', 'app://ana@knowngood', 'file://']) expect(attachmentBehind(`${other}/files/inc-7kq2m9xa/${SHA}`)).toBeNull()
  })
})
