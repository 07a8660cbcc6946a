/** A text box that suggests; what is typed counts, whether it is on the list or not. */
import { useId, useRef, useState, type KeyboardEvent, type Ref } from 'react'
import { classes } from './classes.ts'
import { useFieldProps } from './Field.tsx'
import { useBelow } from './use-below.ts'
import input from './TextInput.module.css'
import popup from './popup.module.css'
import styles from './Combobox.module.css'

/** Whoever wants more than this types a few letters. */
const SHOWN = 50

export interface ComboboxProps {
  suggestions: readonly string[]
  value: string
  onChange: (text: string) => void
  placeholder?: string
  /** where it stands in no `Field` */
  label?: string
  ref?: Ref<HTMLInputElement>
}

// Not Base UI's: while its suggestions are open, everything else in the dialog is hidden from screen readers.
export function Combobox({ suggestions, value, onChange, placeholder, label, ref }: ComboboxProps) {
  const [asked, setAsked] = useState(false)
  // What stood there before must not hide the other suggestions: only typing narrows them.
  const [typed, setTyped] = useState(false)
  const [chosen, setChosen] = useState(-1)
  const list = useId()
  const needle = typed ? value.trim().toLowerCase() : ''
  const shown = asked ? suggestions.filter((suggestion) => suggestion.toLowerCase().includes(needle)).slice(0, SHOWN) : []
  const isOpen = shown.length > 0 && !(typed && shown.length === 1 && shown[0] === value)
  const anchor = useRef<HTMLDivElement>(null)
  const suggested = useRef<HTMLUListElement>(null)
  useBelow(anchor, suggested, isOpen, () => setAsked(false))

  const close = (): void => {
    setAsked(false)
    setTyped(false)
    setChosen(-1)
  }
  const take = (suggestion: string): void => {
    onChange(suggestion)
    close()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const suggestion = shown[chosen]
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setAsked(true)
      if (isOpen) setChosen((chosen + (event.key === 'ArrowDown' ? 1 : chosen < 0 ? 0 : -1) + shown.length) % shown.length)
    } else if (event.key === 'Enter' && suggestion !== undefined) {
      event.preventDefault()
      take(suggestion)
    } else if (event.key === 'Escape' && isOpen) {
      // The first Esc closes the suggestions, the second one the dialog around them.
      event.preventDefault()
      event.stopPropagation()
      close()
    }
  }

  return (
    <div ref={anchor}>
      <input
        autoComplete="off"
        spellCheck={false}
        {...useFieldProps()}
        ref={ref}
        type="text"
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={isOpen ? list : undefined}
        aria-activedescendant={isOpen && chosen >= 0 ? `${list}-${chosen}` : undefined}
        value={value}
        placeholder={placeholder}
        className={input.input}
        onChange={(event) => {
          onChange(event.target.value)
          setAsked(true)
          setTyped(true)
          setChosen(-1)
        }}
        onClick={() => setAsked(true)}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      {isOpen && (
        <ul ref={suggested} id={list} role="listbox" aria-label={label ?? 'Suggestions'} className={classes(popup.popup, styles.list)}>
          {shown.map((suggestion, index) => (
            <li
              key={suggestion}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === chosen}
              data-highlighted={index === chosen || undefined}
              className={popup.item}
              ref={(option) => {
                if (index === chosen) option?.scrollIntoView?.({ block: 'nearest' })
              }}
              // The box keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setChosen(index)}
              onClick={() => take(suggestion)}
            >
              {suggestion}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
