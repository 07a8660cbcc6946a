/** How the app is reached from anywhere: the key that declares, and whether the machine stays awake. */
import { useState, type KeyboardEvent } from 'react'
import type { ReachChange } from '../../shared/api.ts'
import { changeReach } from '../reach.ts'
import { useStore } from '../store.ts'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Field } from '../ui/Field.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { acceleratorOf, shownKeys } from './accelerator.ts'
import place from '../ui/place.module.css'

export function ReachSection() {
  const reach = useStore(({ reach }) => reach)
  const platform = useStore(({ start }) => start?.platform ?? '')
  const [refusal, setRefusal] = useState<string | null>(null)
  if (!reach) return null
  const change = async (fields: ReachChange): Promise<void> => setRefusal(await changeReach(fields))

  const takeKeys = (event: KeyboardEvent): void => {
    const keys = acceleratorOf(event.nativeEvent, platform === 'darwin')
    if (keys === null) return
    event.preventDefault()
    event.stopPropagation()
    void change({ shortcut: keys })
  }

  return (
    <section aria-labelledby="reach" className={place.section}>
      <h2 id="reach">From anywhere</h2>
      <Checkbox checked={reach.shortcutOn} onChange={(shortcutOn) => void change({ shortcutOn })} hint="A small window opens over whatever you are in: a title, Enter, and the clock runs.">
        Declare from any app with a shortcut
      </Checkbox>
      {reach.shortcutOn && (
        <Field label="Shortcut" error={refusal ?? reach.trouble} hint="Put the cursor here and press the keys: Ctrl, Alt or the command key, and another one.">
          <TextInput mono readOnly value={shownKeys(reach.shortcut, platform === 'darwin')} onChange={() => undefined} onKeyDown={takeKeys} />
        </Field>
      )}
      <Checkbox checked={reach.keepAwake} onChange={(keepAwake) => void change({ keepAwake })} hint="Practice, and what is written down afterwards, let it sleep.">
        Keep this machine awake while an incident is open
      </Checkbox>
      {!reach.shortcutOn && refusal !== null && <p role="alert">{refusal}</p>}
    </section>
  )
}
