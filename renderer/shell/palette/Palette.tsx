/** The command palette: everything that can be done at present, found by a few letters. */
import { useCombobox } from 'downshift'
import { Search } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useKey } from '../../keys.ts'
import { itemsWith, recentIds, rememberRecent, type PaletteItem } from '../../palette.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { classes } from '../../ui/classes.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import popup from '../../ui/popup.module.css'
import { paletteItems } from './items.ts'
import styles from './Palette.module.css'

/** Whoever wants more than this types a letter more. */
const SHOWN = 60

export function Palette() {
  // As of when it opened: what could be done then, whatever arrives meanwhile.
  const [items, setItems] = useState<readonly PaletteItem[] | null>(null)
  useKey('palette', () => setItems(paletteItems()))
  const box = useRef<HTMLInputElement>(null)
  const close = (): void => setItems(null)
  return (
    <Dialog open={items !== null} onClose={close} title="Command palette" size="palette" initialFocus={box}>
      {items && (
        <Finder
          items={items}
          boxRef={box}
          onTake={(item) => {
            close()
            rememberRecent(item.id)
            item.run()
          }}
        />
      )}
    </Dialog>
  )
}

interface FinderProps {
  items: readonly PaletteItem[]
  boxRef: React.RefObject<HTMLInputElement | null>
  onTake: (item: PaletteItem) => void
}

function Finder({ items, boxRef, onTake }: FinderProps) {
  const [text, setText] = useState('')
  const [recent] = useState(recentIds)
  const found = useMemo(() => itemsWith(items, text, recent).slice(0, SHOWN), [items, text, recent])
  const { highlightedIndex, getInputProps, getItemProps, getMenuProps } = useCombobox<PaletteItem>({
    items: [...found],
    isOpen: true,
    inputValue: text,
    selectedItem: null,
    defaultHighlightedIndex: 0,
    initialHighlightedIndex: 0,
    itemToString: (item) => item?.label ?? '',
    stateReducer: (_, { changes, type }) =>
      // The letters that were typed are the search, whatever is taken; leaving the box takes nothing.
      type === useCombobox.stateChangeTypes.InputBlur ? { ...changes, selectedItem: null } : changes,
    onSelectedItemChange: ({ selectedItem }) => selectedItem && onTake(selectedItem),
  })
  const input = getInputProps({
    ref: boxRef,
    'aria-label': 'Command palette',
    onChange: (event) => setText(event.currentTarget.value),
    onKeyDown: (event) => {
      // Esc closes the dialog at once; Home and End move through the letters.
      if (['Escape', 'Home', 'End'].includes(event.key)) Object.assign(event, { preventDownshiftDefault: true })
    },
  })
  return (
    <div className={styles.finder}>
      <div className={styles.search}>
        <Search size={16} aria-hidden="true" />
        <input type="text" spellCheck={false} placeholder="What do you want to do?" className={styles.box} {...input} aria-expanded={found.length > 0} aria-activedescendant={found.length > 0 ? input['aria-activedescendant'] : undefined} />
      </div>
      {/* The list is always there: downshift asks for it. */}
      <ul {...getMenuProps({ 'aria-label': 'Commands' })} className={classes(styles.list, found.length === 0 && styles.none)}>
        {found.map((item, index) => (
          <li key={item.id} {...getItemProps({ item, index })} className={classes(popup.item, styles.item)} data-highlighted={index === highlightedIndex || undefined}>
            <span className={styles.label}>{item.label}</span>
            <span className={styles.kind}>{recent.includes(item.id) && text === '' ? `${item.kind}, recent` : item.kind}</span>
            <span className={styles.key}>{item.shortcut && <Kbd name={item.shortcut} />}</span>
          </li>
        ))}
      </ul>
      <p role="status" className={found.length === 0 ? styles.empty : 'aside'}>
        {found.length === 0 ? `Nothing is called “${text.trim()}”.` : ''}
      </p>
    </div>
  )
}
