/** A choice of one from a list that is too long to lie open. */
import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import { classes } from './classes.ts'
import { useFieldProps } from './Field.tsx'
import popup from './popup.module.css'
import styles from './Select.module.css'

export interface SelectOption<T extends string> {
  value: T
  label: string
  /** quieter, at the end of the line */
  note?: string
}

export interface SelectProps<T extends string> {
  options: readonly SelectOption<T>[]
  value: T | null
  onChange: (value: T) => void
  placeholder?: string
  /** where it stands in no `Field` */
  label?: string
}

export function Select<T extends string>({ options, value, onChange, placeholder = 'Choose', label }: SelectProps<T>) {
  return (
    <Base.Root items={options} value={value} onValueChange={(chosen) => chosen !== null && onChange(chosen)}>
      <Base.Trigger {...useFieldProps()} aria-label={label} className={styles.trigger}>
        <Base.Value className={styles.value} placeholder={placeholder} />
        <Base.Icon className={styles.icon}>
          <ChevronDown size={14} />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={popup.positioner} sideOffset={4} alignItemWithTrigger={false}>
          <Base.Popup className={popup.popup}>
            {options.map((option) => (
              <Base.Item key={option.value} value={option.value} className={popup.item}>
                <span className={popup.mark}>
                  <Base.ItemIndicator>
                    <Check size={14} />
                  </Base.ItemIndicator>
                </span>
                <Base.ItemText className={popup.grow}>{option.label}</Base.ItemText>
                {option.note && <span className={classes(popup.quiet, 'tabular')}>{option.note}</span>}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
