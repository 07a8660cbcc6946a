/** The numbers of an assessment: each may stay blank, and says what was read last. */
import { IMPACT_NUMBERS, NUMBER_NEEDED, numberRead, type ImpactNumber } from '../../../shared/incident/impact-numbers.ts'
import { itemsOf } from '../../../shared/incident/state.ts'
import { reading } from '../../../shared/views/sentence.ts'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useConsole } from '../context.ts'
import styles from './dialogs.module.css'

/** By metric, what is typed. */
export type TypedNumbers = Readonly<Partial<Record<ImpactNumber['metric'], string>>>

interface ImpactNumbersProps {
  value: TypedNumbers
  onChange: (numbers: TypedNumbers) => void
  /** says what is no number; until then whoever types is not wrong yet */
  insist: boolean
}

export function ImpactNumbers({ value, onChange, insist }: ImpactNumbersProps) {
  const { state } = useConsole()
  return (
    <div className={styles.quarters}>
      {IMPACT_NUMBERS.map((number) => {
        const typed = value[number.metric] ?? ''
        const last = itemsOf(state, 'MetricRead').findLast(({ data }) => data.metric === number.metric)?.data
        return (
          <Field key={number.metric} label={number.label} hint={last && `was ${reading(last.value, last.unit)}`} error={insist && isWrong(number, typed) ? NUMBER_NEEDED : null}>
            <TextInput mono value={typed} onChange={(text) => onChange({ ...value, [number.metric]: text })} placeholder={number.unit ?? ''} />
          </Field>
        )
      })}
    </div>
  )
}

function isWrong(number: ImpactNumber, typed: string): boolean {
  return typed.trim() !== '' && numberRead(number, typed) === null
}

/** The readings that were typed; null while one of them is no number. */
export function readingsOf(typed: TypedNumbers): NonNullable<ReturnType<typeof numberRead>>[] | null {
  const given = IMPACT_NUMBERS.filter(({ metric }) => typed[metric]?.trim())
  const read = given.flatMap((number) => numberRead(number, typed[number.metric]!) ?? [])
  return read.length === given.length ? read : null
}
