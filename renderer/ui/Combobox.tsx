/** A text box that suggests; what is typed counts, whether it is on the list or not. */
import { autoUpdate, flip, offset, shift, size, useFloating } from '@floating-ui/react-dom'
import { useCombobox, type UseComboboxState, type UseComboboxStateChangeOptions } from 'downshift'
import { useLayoutEffect, useState, type KeyboardEvent } from 'react'
import { classes } from './classes.ts'
import { useFieldProps } from './Field.tsx'
import input from './TextInput.module.css'
import popup from './popup.module.css'
import styles from './Combobox.module.css'

/** Whoever wants more than this types a few letters. */
const SHOWN = 50

/** From the box and from the window's edges, px. */
const GAP = 4
const EDGE = 8

/** They move through the text, not through the suggestions. */
const TEXT_KEYS: ReadonlySet<string> = new Set(['Home', 'End'])

export interface Suggestion {
  /** what is taken */
  readonly value: string
  /** quieter, at the end of the line; it is found by it, too */
  readonly note: string
}

export interface ComboboxProps {
  suggestions: readonly (string | Suggestion)[]
  value: string
  onChange: (text: string) => void
  placeholder?: string
  /** where it stands in no `Field` */
  label?: string
}

export function Combobox({ suggestions, value, onChange, placeholder, label }: ComboboxProps) {
  // What stood there before must not hide the other suggestions: only typing narrows them.
  const [typed, setTyped] = useState(false)
  const items = suggested(suggestions, typed ? value : '')
  const { isOpen, highlightedIndex, closeMenu, getInputProps, getItemProps, getMenuProps } = useCombobox<Suggestion>({
    items,
    itemToString: (item) => item?.value ?? '',
    inputValue: value,
    // The text is all that counts; what was taken once can be taken again.
    selectedItem: null,
    stateReducer,
    onSelectedItemChange: ({ selectedItem }) => selectedItem !== null && onChange(selectedItem.value),
    onIsOpenChange: ({ isOpen }) => isOpen || setTyped(false),
  })
  const isShown = isOpen && items.length > 0
  const { setAnchor, setList, floatingStyles } = usePlace(isShown)

  const onKeyDown = (event: KeyboardEvent): void => {
    const isForText = TEXT_KEYS.has(event.key)
    const isForDialog = event.key === 'Escape' ? !isShown : event.key === 'Enter' && (!isShown || items[highlightedIndex] === undefined)
    if (isForDialog) closeMenu()
    if (isForText || isForDialog) Object.assign(event, { preventDownshiftDefault: true })
    // What closes or takes a suggestion must not also close or send the dialog.
    else if (event.key === 'Escape' || event.key === 'Enter') event.stopPropagation()
  }
  const list = getMenuProps({ ref: setList, 'aria-label': label ?? 'Suggestions' }, { suppressRefError: true })

  return (
    <div ref={setAnchor}>
      <input
        type="text"
        spellCheck={false}
        placeholder={placeholder}
        className={input.input}
        {...getInputProps({
          ...useFieldProps(),
          ...(label === undefined ? {} : { 'aria-label': label }),
          'aria-expanded': isShown,
          'aria-controls': isShown ? list.id : undefined,
          onChange: (event) => {
            setTyped(true)
            onChange(event.currentTarget.value)
          },
          onKeyDown,
        })}
      />
      {isShown && (
        // The box keeps the focus.
        <ul {...list} className={classes(popup.popup, styles.list)} style={floatingStyles} onMouseDown={(event) => event.preventDefault()}>
          {items.map((item, index) => (
            <li key={item.value} {...getItemProps({ item, index })} className={popup.item} data-highlighted={index === highlightedIndex || undefined}>
              <span className={popup.grow}>{item.value}</span>
              {item.note !== '' && <span className={classes(popup.quiet, 'tabular')}>{item.note}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Those that hold what was typed; none where there is nothing left to suggest. */
function suggested(suggestions: readonly (string | Suggestion)[], typed: string): Suggestion[] {
  const needle = typed.trim().toLowerCase()
  const all = suggestions.map((suggestion) => (typeof suggestion === 'string' ? { value: suggestion, note: '' } : suggestion))
  const holding = all.filter(({ value, note }) => `${value} ${note}`.toLowerCase().includes(needle)).slice(0, SHOWN)
  return holding.length === 1 && holding[0]!.value === typed ? [] : holding
}

const { InputBlur, InputClick } = useCombobox.stateChangeTypes

function stateReducer(state: UseComboboxState<Suggestion>, { type, changes }: UseComboboxStateChangeOptions<Suggestion>): Partial<UseComboboxState<Suggestion>> {
  // Leaving the box takes nothing that was not asked for; a click into the text closes nothing.
  if (type === InputBlur) return { ...changes, selectedItem: state.selectedItem, inputValue: state.inputValue }
  if (type === InputClick) return { ...changes, isOpen: true }
  return changes
}

/** Below the box, or above where there is more room; in the top layer, where no dialog clips it. */
function usePlace(open: boolean) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [list, setList] = useState<HTMLElement | null>(null)
  useLayoutEffect(() => {
    // Set here and not in the markup: a test's page knows the attribute, which hides, and not the method, which shows.
    if (!list || !('showPopover' in list)) return
    list.setAttribute('popover', 'manual')
    list.showPopover()
  }, [list])
  const { floatingStyles } = useFloating({
    open,
    elements: { reference: anchor, floating: list },
    placement: 'bottom-start',
    strategy: 'fixed',
    whileElementsMounted: autoUpdate,
    middleware: [
      offset(GAP),
      flip({ padding: EDGE }),
      shift({ padding: EDGE }),
      size({
        padding: EDGE,
        apply({ elements: { floating }, rects, availableHeight }) {
          floating.style.setProperty('--anchor-width', `${rects.reference.width}px`)
          floating.style.setProperty('--available-height', `${availableHeight}px`)
        },
      }),
    ],
  })
  return { setAnchor, setList, floatingStyles }
}
