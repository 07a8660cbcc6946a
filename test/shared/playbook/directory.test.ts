/** Whom to page next: as the directory chains them, past whoever was paged already. */
import { expect, it } from 'vitest'
import { pagesOf } from '../../../shared/incident/status.ts'
import { entryNamed, nextToPage } from '../../../shared/playbook/directory.ts'
import type { DirectoryEntry } from '../../../shared/playbook/schema.ts'
import { on, story, type Story } from '../../helpers/given.ts'

const entry = (id: string, name: string, next?: string): DirectoryEntry => ({ id, name, kind: 'person', ...(next === undefined ? {} : { next }) })
const DIRECTORY = [entry('ana', 'Ana', 'bo'), entry('bo', 'Bo', 'cy'), entry('cy', 'Cy', 'ana')]

const paged = (...names: string[]): Story => story(on('14:00', { type: 'DeclareIncident', title: 'API down' }), ...names.map((whom) => ({ type: 'Page' as const, whom })))
const next = (...names: string[]): string | undefined => {
  const pages = pagesOf(paged(...names).incident.state)
  return nextToPage(DIRECTORY, pages, pages.at(-1)!.page.id)?.name
}

it('is found by name in any case', () => {
  expect(entryNamed(DIRECTORY, ' BO ')?.id).toBe('bo')
  expect(entryNamed(DIRECTORY, 'Dora')).toBeUndefined()
})

it('is the next of the chain', () => {
  expect(next('Ana')).toBe('Bo')
  expect(next('ana')).toBe('Bo')
})

it('leaves out whoever was paged already', () => {
  expect(next('Bo', 'Ana')).toBe('Cy')
})

it('is nobody once a chain that leads back into itself is through, and nobody for who is not in the directory', () => {
  expect(next('Bo', 'Cy', 'Ana')).toBeUndefined()
  expect(next('Dora')).toBeUndefined()
})
