/** A dialog takes the focus, gives it back, and sends by Enter; suggestions in it get Esc and Enter first. */
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { Button } from '../../../renderer/ui/Button.tsx'
import { Combobox } from '../../../renderer/ui/Combobox.tsx'
import { Dialog } from '../../../renderer/ui/Dialog.tsx'
import { Field } from '../../../renderer/ui/Field.tsx'
import { TextArea } from '../../../renderer/ui/TextArea.tsx'
import { TextInput } from '../../../renderer/ui/TextInput.tsx'

function Room({ onSubmit, refusal = null }: { onSubmit: () => void; refusal?: string | null }) {
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [text, setText] = useState('')
  return (
    <>
      <Button onClick={() => setOpen(true)}>Page someone</Button>
      <Dialog open={open} onClose={() => setOpen(false)} onSubmit={onSubmit} title="Page someone" description="Paging a human." footer={<Button type="submit">Send</Button>}>
        <Field label="Whom" error={refusal}>
          <TextInput value={name} onChange={setName} />
        </Field>
        <Field label="Words" hint="as few as will do">
          <TextArea value={text} onChange={setText} />
        </Field>
      </Dialog>
    </>
  )
}

test('the first field has the focus; Esc closes and gives it back', async () => {
  const user = userEvent.setup()
  render(<Room onSubmit={vi.fn()} />)
  await user.click(screen.getByRole('button', { name: 'Page someone' }))
  const dialog = await screen.findByRole('dialog', { name: 'Page someone' })
  expect(dialog.getAttribute('aria-describedby')).toBeTruthy()
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Whom' })))
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Page someone' }))
})

test('Enter sends from a line of text; in a text area it is a new line, and Ctrl+Enter sends', async () => {
  const user = userEvent.setup()
  const onSubmit = vi.fn()
  render(<Room onSubmit={onSubmit} />)
  await user.click(screen.getByRole('button', { name: 'Page someone' }))
  await user.type(await screen.findByRole('textbox', { name: 'Whom' }), 'Priya{Enter}')
  expect(onSubmit).toHaveBeenCalledTimes(1)
  const words = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Words' })
  await user.type(words, 'pool{Enter}exhausted')
  expect(words.value).toBe('pool\nexhausted')
  expect(onSubmit).toHaveBeenCalledTimes(1)
  await user.keyboard('{Control>}{Enter}{/Control}')
  expect(onSubmit).toHaveBeenCalledTimes(2)
})

test('a refusal belongs to its field, a hint too', async () => {
  const user = userEvent.setup()
  render(<Room onSubmit={vi.fn()} refusal="A page needs a person or a team." />)
  await user.click(screen.getByRole('button', { name: 'Page someone' }))
  const whom = await screen.findByRole('textbox', { name: 'Whom' })
  expect(document.getElementById(whom.getAttribute('aria-describedby')!)?.textContent).toBe('A page needs a person or a team.')
  expect(whom.getAttribute('aria-invalid')).toBe('true')
  const words = screen.getByRole('textbox', { name: 'Words' })
  expect(document.getElementById(words.getAttribute('aria-describedby')!)?.textContent).toBe('as few as will do')
  expect(words.getAttribute('aria-invalid')).toBeNull()
})

function RoleRoom({ onSubmit }: { onSubmit: (role: string) => void }) {
  const [open, setOpen] = useState(true)
  const [role, setRole] = useState('')
  const [name, setName] = useState('')
  return (
    <Dialog open={open} onClose={() => setOpen(false)} onSubmit={() => onSubmit(role)} title="Assign role" footer={<Button type="submit">Assign</Button>}>
      <Field label="Role">
        <Combobox suggestions={['scribe', 'responder', 'QA Lead']} value={role} onChange={setRole} />
      </Field>
      <Field label="To">
        <TextInput value={name} onChange={setName} />
      </Field>
    </Dialog>
  )
}

async function openSuggestions() {
  const user = userEvent.setup()
  const onSubmit = vi.fn()
  render(<RoleRoom onSubmit={onSubmit} />)
  const box = await screen.findByRole<HTMLInputElement>('combobox', { name: 'Role' })
  await user.click(box)
  await screen.findByRole('listbox')
  return { user, onSubmit, box }
}

test('open suggestions hide nothing else of the dialog', async () => {
  const { box } = await openSuggestions()
  expect(screen.getByRole('dialog', { name: 'Assign role' })).toBeTruthy()
  expect(screen.getByRole('textbox', { name: 'To' })).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Assign' })).toBeTruthy()
  expect(box.getAttribute('aria-expanded')).toBe('true')
  expect(box.getAttribute('aria-controls')).toBe(screen.getByRole('listbox').id)
})

test('Esc closes the suggestions first, keeps what was typed, and closes the dialog second', async () => {
  const { user, box } = await openSuggestions()
  await user.keyboard('re{Escape}')
  await waitFor(() => expect(screen.queryByRole('listbox')).toBeNull())
  expect(box.value).toBe('re')
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('Esc closes the dialog at once where nothing is suggested', async () => {
  const { user } = await openSuggestions()
  await user.keyboard('somebody else')
  expect(screen.queryByRole('listbox')).toBeNull()
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('Enter takes the highlighted suggestion, and sends only after that', async () => {
  const { user, onSubmit, box } = await openSuggestions()
  await user.keyboard('{ArrowDown}{ArrowDown}')
  expect(document.getElementById(box.getAttribute('aria-activedescendant')!)?.textContent).toBe('responder')
  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(() => expect(box.value).toBe('responder'))
  expect(onSubmit).not.toHaveBeenCalled()
  await user.keyboard('{Enter}')
  expect(onSubmit).toHaveBeenCalledExactlyOnceWith('responder')
})

test('Enter sends what was typed where nothing is highlighted, and closes the suggestions', async () => {
  const { user, onSubmit } = await openSuggestions()
  await user.keyboard('s{Enter}')
  expect(onSubmit).toHaveBeenCalledExactlyOnceWith('s')
  await waitFor(() => expect(screen.queryByRole('listbox')).toBeNull())
})

test('Tab moves on and takes nothing; Home stays in the text', async () => {
  const { user, box } = await openSuggestions()
  await user.keyboard('re{Home}p')
  expect(box.value).toBe('pre')
  await user.clear(box)
  await user.keyboard('s{ArrowDown}{Tab}')
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'To' }))
  expect(screen.queryByRole('listbox')).toBeNull()
  expect(box.value).toBe('s')
})

test('the same suggestion can be taken twice, with the mouse', async () => {
  const { user, box } = await openSuggestions()
  for (const _ of [1, 2]) {
    await user.click(screen.getByRole('option', { name: 'QA Lead' }))
    await waitFor(() => expect(box.value).toBe('QA Lead'))
    expect(document.activeElement).toBe(box)
    await user.clear(box)
    await user.click(box)
  }
})
