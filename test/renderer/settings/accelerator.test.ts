/** Pressed keys become what Electron's documentation calls an accelerator, and nothing that every other app would miss. */
import { expect, it } from 'vitest'
import { acceleratorOf, shownKeys } from '../../../renderer/settings/accelerator.ts'

const NONE = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false }

it.each([
  ['KeyD', { ctrlKey: true, altKey: true, shiftKey: true }, false, 'CommandOrControl+Alt+Shift+D'],
  ['Digit1', { ctrlKey: true }, false, 'CommandOrControl+1'],
  ['F9', { altKey: true }, false, 'Alt+F9'],
  ['KeyD', { metaKey: true, shiftKey: true }, false, 'Super+Shift+D'],
  ['KeyD', { metaKey: true }, true, 'CommandOrControl+D'],
  ['KeyD', { metaKey: true, ctrlKey: true }, true, 'CommandOrControl+Control+D'],
])('%s with %o, on a Mac: %s', (code, modifiers, mac, keys) => {
  expect(acceleratorOf({ ...NONE, ...modifiers, code }, mac)).toBe(keys)
})

it.each([['KeyD', {}], ['KeyD', { shiftKey: true }], ['Tab', { ctrlKey: true }], ['ControlLeft', { ctrlKey: true }], ['Escape', { altKey: true }]])(
  '%s with %o is left to the app that has the focus',
  (code, modifiers) => {
    expect(acceleratorOf({ ...NONE, ...modifiers, code }, false)).toBeNull()
  },
)

it('is read as the keyboard writes it', () => {
  expect(shownKeys('CommandOrControl+Alt+Shift+D', false)).toBe('Ctrl Alt Shift D')
  expect(shownKeys('CommandOrControl+Alt+Shift+D', true)).toBe('⌘⌥⇧D')
})
