/** Files in the console: pasted, dropped, chosen; on their way, refused, tried again; shown, missing, saved. */
import { act, createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { dialog, entryLine, lastEntry, openConsole, recorded, type OpenConsole } from './open-console.tsx'

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47])

function file(name: string, content: BlobPart = 'rolling out v2', type = 'text/plain'): File {
  return new File([content], name, { type })
}

/** jsdom has no clipboard and no drags of its own. */
function transferOf(files: readonly File[], types: readonly string[] = ['Files'], folders: readonly string[] = []): object {
  const items = files.map((each) => ({ kind: 'file', getAsFile: () => each, webkitGetAsEntry: () => ({ isDirectory: folders.includes(each.name) }) }))
  return { files, types, items, dropEffect: 'none', getData: () => '' }
}

/** @returns whether the page kept the event from the browser */
function paste(target: Element, transfer: object): boolean {
  const event = createEvent.paste(target, { clipboardData: transfer })
  fireEvent(target, event)
  return event.defaultPrevented
}

function leaveFor(relatedTarget: Element | null): void {
  fireEvent(document.body, Object.defineProperty(createEvent.dragLeave(document.body), 'relatedTarget', { value: relatedTarget }))
}

const attached = (opened: OpenConsole): Promise<Readonly<Record<string, unknown>>> => recorded(opened, 'FileAttached')
const onTheirWay = () => within(screen.getByRole('list', { name: 'Files on their way' }))

test('a screenshot that is pasted is named after the moment, and what stands in the entry line stays', async () => {
  const opened = await openConsole([], '14:22')
  await opened.user.keyboard('half a sentence')
  expect(paste(entryLine(), transferOf([file('image.png', PNG, 'image/png')]))).toBe(true)
  expect(await attached(opened)).toMatchObject({ name: 'Screenshot 14:22.png', mediaType: 'image/png', size: 4 })
  expect(entryLine().value).toBe('half a sentence')
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Recorded: Attached Screenshot 14:22.png (4 bytes)'))
})

test('a file that is pasted keeps its name; cells of a sheet go as text where text can go', async () => {
  const opened = await openConsole()
  expect(paste(document.body, transferOf([file('deploy.log')]))).toBe(true)
  expect(await attached(opened)).toMatchObject({ name: 'deploy.log' })
  const cells = transferOf([file('image.png', PNG, 'image/png')], ['text/plain', 'text/html', 'Files'])
  expect(paste(entryLine(), cells)).toBe(false)
  expect(paste(entryLine(), transferOf([], ['text/plain']))).toBe(false)
})

test('files are dropped anywhere on the console; the target shows while they hang there; a folder is refused', async () => {
  const opened = await openConsole()
  const transfer = transferOf([file('one.log'), file('logs'), file('two.log')], ['Files'], ['logs'])
  fireEvent.dragEnter(document.body, { dataTransfer: transfer })
  expect(screen.getByText('Drop to attach')).toBeTruthy()
  // From one element to the next the drag goes on; to nothing it has left the window.
  leaveFor(entryLine())
  expect(screen.getByText('Drop to attach')).toBeTruthy()
  leaveFor(null)
  expect(screen.queryByText('Drop to attach')).toBeNull()
  fireEvent.dragOver(document.body, { dataTransfer: transfer })
  fireEvent.drop(document.body, { dataTransfer: transfer })
  expect(screen.queryByText('Drop to attach')).toBeNull()
  expect(screen.getByRole('alert').textContent).toBe('Not attached. “logs” is a folder. Attach the files in it, or pack them into one.')
  await waitFor(() => expect(opened.written().map(({ data }) => data['name'])).toEqual(['one.log', 'two.log']))

  fireEvent.dragOver(document.body, { dataTransfer: transferOf([], ['text/plain']) })
  expect(screen.queryByText('Drop to attach')).toBeNull()
})

test('/attach, the button and the key open the system’s dialog, for several files at once', async () => {
  const opened = await openConsole()
  const input = screen.getByLabelText<HTMLInputElement>('Files to attach')
  let opens = 0
  input.click = () => void (opens += 1)
  await opened.user.click(screen.getByRole('button', { name: 'Attach file…' }))
  entryLine().focus()
  await opened.user.keyboard('/attach{Enter}')
  expect(entryLine().value).toBe('')
  await opened.user.keyboard('{Control>}{Shift>}a{/Shift}{/Control}')
  expect(opens).toBe(3)
  expect(opened.written()).toEqual([])
  await opened.user.upload(input, [file('one.log'), file('two.log')])
  await waitFor(() => expect(opened.written().map(({ data }) => data['name'])).toEqual(['one.log', 'two.log']))
})

test('a big one comes in pieces of a megabyte, shows how far it is, and can be called off', async () => {
  const opened = await openConsole()
  const { main, user } = opened
  const size = 2 * 1024 * 1024 + 5
  let goOn = (): void => undefined
  const ask = main.ask
  main.ask = async (name, input) => {
    if (name === 'attachmentChunk' && (input as { index: number }).index === 1) await new Promise<void>((resolve) => (goOn = resolve))
    return ask(name, input)
  }
  paste(document.body, transferOf([file('heap.dump', new Uint8Array(size), '')]))
  await waitFor(() => expect(onTheirWay().getByRole('progressbar', { name: 'Attaching heap.dump' }).getAttribute('value')).toBe(String(1024 * 1024)))
  expect(onTheirWay().getByText('1 MB of 2 MB')).toBeTruthy()
  await act(async () => {
    await Promise.resolve()
    goOn()
  })
  expect(await attached(opened)).toMatchObject({ name: 'heap.dump', size })
  const pieces = main.asked.filter(({ name }) => name === 'attachmentChunk').map(({ input }) => (input as { bytes: Uint8Array }).bytes.length)
  expect(pieces).toEqual([1024 * 1024, 1024 * 1024, 5])

  paste(document.body, transferOf([file('core.dump', new Uint8Array(size), '')]))
  await waitFor(() => expect(onTheirWay().getByRole('progressbar').getAttribute('value')).toBe(String(1024 * 1024)))
  await user.click(onTheirWay().getByRole('button', { name: 'Cancel' }))
  expect(screen.queryByRole('list', { name: 'Files on their way' })).toBeNull()
  goOn()
  await waitFor(() => expect(main.asked.at(-1)?.name).toBe('cancelAttachment'))
  expect(opened.written()).toHaveLength(1)
})

test('one that fails says why and stays, until it is tried again or dismissed', async () => {
  const opened = await openConsole()
  const { main, user } = opened
  act(() => main.fail({ code: 'full', sentence: 'The disk is full.' }))
  paste(document.body, transferOf([file('deploy.log'), file('empty.log', '')]))
  await waitFor(() => expect(screen.getAllByRole('alert').map(({ textContent }) => textContent)).toEqual(['Not attached. The disk is full.', 'Not attached. “empty.log” is empty, so there is nothing to attach.']))
  // Trying again would not fill an empty file.
  expect(screen.queryByRole('button', { name: 'Try again: empty.log' })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Dismiss: empty.log' }))
  act(() => main.fail(null))
  await user.click(screen.getByRole('button', { name: 'Try again: deploy.log' }))
  expect(await attached(opened)).toMatchObject({ name: 'deploy.log' })
  expect(screen.queryByRole('alert')).toBeNull()
  const attempts = main.asked.filter(({ name, input }) => name === 'beginAttachment' && (input as { name: string }).name === 'deploy.log').map(({ input }) => (input as { attempt: string }).attempt)
  expect(new Set(attempts).size).toBe(1)
})

test('a file that cannot be read any more says so', async () => {
  const opened = await openConsole()
  const moved = file('moved.log')
  moved.slice = () => ({ size: 14, arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')) }) as unknown as Blob
  paste(document.body, transferOf([moved]))
  expect((await screen.findByRole('alert')).textContent).toBe('Not attached. “moved.log” can no longer be read. It may have been moved or changed.')
  expect(opened.written()).toEqual([])
})

const SHA = 'a'.repeat(64)
const RATES = { type: 'AttachFile', name: 'rates.png', mediaType: 'image/png', size: 2048, sha256: SHA } as const

test('a picture is a thumbnail that opens large, with its name for those who cannot see it', async () => {
  const { user, id } = await openConsole([{ ...RATES, text: 'from Grafana' }])
  const thumbnail = await screen.findByRole('button', { name: 'Show rates.png' })
  const small = await within(thumbnail).findByRole('img', { name: 'rates.png' })
  expect(small.getAttribute('src')).toBe(`/files/${id}/${SHA}`)
  thumbnail.focus()
  await user.keyboard('{Enter}')
  expect(dialog('rates.png').getByRole('img', { name: 'rates.png' }).getAttribute('src')).toBe(`/files/${id}/${SHA}`)
  expect(screen.getByText('14:15 · Ana · 2 KB · from Grafana')).toBeTruthy()
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('a picture that the window cannot draw, and every other file, is there to be saved', async () => {
  const { user, main } = await openConsole([RATES, { ...RATES, name: 'page.svg', mediaType: 'image/svg+xml', sha256: 'b'.repeat(64) }])
  fireEvent.error(await screen.findByRole('img', { name: 'rates.png' }))
  expect(screen.queryByRole('img')).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Save page.svg as…' }))
  expect(main.asked.at(-1)).toEqual({ name: 'saveAttachment', input: { incident: 'inc-00000000', sha256: 'b'.repeat(64) } })
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Saved as /documents/saved'))
  expect(screen.getByRole('button', { name: 'Save rates.png as…' })).toBeTruthy()
})

test('a picture stays in sight while its disk is away, and is looked at again once it is back', async () => {
  const { main } = await openConsole([RATES])
  await screen.findByRole('img', { name: 'rates.png' })
  const looks = (): number => main.asked.filter(({ name }) => name === 'checkAttachment').length
  const before = looks()
  main.fileStates.set(SHA, { state: 'unreadable', sentence: 'The file “rates.png” cannot be read.' })
  act(() => main.fail({ code: 'gone', sentence: 'The drive is away.' }))
  await waitFor(() => expect(looks()).toBeGreaterThan(before))
  expect(screen.getByRole('img', { name: 'rates.png' })).toBeTruthy()
  act(() => main.fail(null))
  expect(await screen.findByText('The file “rates.png” cannot be read.')).toBeTruthy()
})

test('a file that is missing or changed says so in place of the picture, and a struck one shows none', async () => {
  const opened = await openConsole([{ type: 'AddNote', text: 'seen' }])
  opened.main.fileStates.set(SHA, { state: 'missing', sentence: 'The file “rates.png” is missing.' })
  opened.elsewhere(RATES)
  expect(await screen.findByText('The file “rates.png” is missing.')).toBeTruthy()
  expect(screen.queryByRole('img')).toBeNull()
  opened.elsewhere({ ...RATES, name: 'other.png', sha256: 'b'.repeat(64) })
  expect(await screen.findByRole('img', { name: 'other.png' })).toBeTruthy()
  opened.elsewhere({ type: 'StrikeEntry', target: opened.main.folded(opened.id).entries.at(-1)!.fact.id })
  await waitFor(() => expect(screen.queryByRole('img')).toBeNull())
  expect(await lastEntry()).toBe('Attached other.png (2 KB)')
})
