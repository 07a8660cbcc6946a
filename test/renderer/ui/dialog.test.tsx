/** A dialog takes the focus, gives it back, and sends by Enter. */
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { Button } from '../../../renderer/ui/Button.tsx'
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
