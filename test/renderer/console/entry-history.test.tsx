/** What arrow-up brings back where the window was closed in between. */
import { waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { entryLine, openConsole } from './open-console.tsx'

test('Arrow-up goes on to the person’s own notes of earlier runs, and to nobody else’s', async () => {
  const opened = await openConsole([{ type: 'AddNote', text: 'before the restart' }, { type: 'AddNote', text: 'said twice' }])
  opened.elsewhere({ type: 'AddNote', text: 'by somebody else' }, { person: 'bo@example.org', name: 'Bo' })
  await opened.user.keyboard('said twice{Enter}')
  await waitFor(() => expect(entryLine().value).toBe(''))
  await opened.user.keyboard('{ArrowUp}')
  expect(entryLine().value).toBe('said twice')
  await opened.user.keyboard('{ArrowUp}')
  expect(entryLine().value).toBe('before the restart')
  await opened.user.keyboard('{ArrowUp}')
  expect(entryLine().value).toBe('before the restart')
})
