/** Settings of this machine: who sits here, the zone, the look; and where the data lives. Each is kept as soon as it is changed. */
import { useState } from 'react'
import { THEMES, type Settings as Kept } from '../../shared/api.ts'
import { ROLES } from '../../shared/incident/words.ts'
import { useSettings } from '../hooks.ts'
import { saveSettings } from '../session.ts'
import { announce, useStore } from '../store.ts'
import { importBundle } from '../transfer/transfer.ts'
import { Button } from '../ui/Button.tsx'
import { Combobox } from '../ui/Combobox.tsx'
import { Field } from '../ui/Field.tsx'
import { RadioGroup } from '../ui/RadioGroup.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { AlertsSection } from './AlertsSection.tsx'
import { BackupSection } from './BackupSection.tsx'
import { ChannelsSection } from './ChannelsSection.tsx'
import { ReachSection } from './ReachSection.tsx'
import { readZone, ZoneField } from './ZoneField.tsx'
import place from '../ui/place.module.css'
import styles from './Settings.module.css'

const THEME_LABEL: Record<Kept['theme'], string> = { system: 'As the system', dark: 'Dark', light: 'Light', contrast: 'High contrast' }

export function Settings() {
  const settings = useSettings()!
  const start = useStore(({ start }) => start)!
  const [zoneText, setZoneText] = useState(settings.zone ?? '')
  return (
    <div className={styles.page}>
      <h1 className={place.title}>Settings</h1>
      <PersonForm />
      <section aria-labelledby="times" className={place.section}>
        <h2 id="times">Times</h2>
        <ZoneField
          text={zoneText}
          onChange={(text) => {
            setZoneText(text)
            const zone = readZone(text)
            if (zone !== undefined) void saveSettings({ zone })
          }}
          systemZone={start.systemZone}
        />
        <p className={place.note}>Entries keep the zone that they were written in; this is how they are shown, and what a typed time means.</p>
      </section>
      <section aria-labelledby="look" className={place.section}>
        <h2 id="look">Look</h2>
        <RadioGroup legend="Theme" value={settings.theme} onChange={(theme) => void saveSettings({ theme })} options={THEMES.map((value) => ({ value, label: THEME_LABEL[value] }))} />
      </section>
      <ReachSection />
      <ChannelsSection />
      <AlertsSection />
      <BackupSection />
      <section aria-labelledby="data" className={place.section}>
        <h2 id="data">Data</h2>
        <p className={place.note}>Every incident is a folder of plain text files on this machine. Nothing in it needs this app to be read. A bundle takes an incident along in one file; opening one adds what it holds.</p>
        <p className={place.path}>{start.storeFolder}</p>
        <div className={place.buttons}>
          <Button shortcut="openBundle" onClick={() => void importBundle()}>
            Open bundle…
          </Button>
        </div>
        <p className={place.note}>
          Knowngood {start.version}
          {start.trial && ', on the older runtime that is for trying and testing'}
        </p>
      </section>
    </div>
  )
}

function PersonForm() {
  const person = useSettings()!.person!
  const [name, setName] = useState(person.name)
  const [role, setRole] = useState(person.role ?? '')
  const [refusal, setRefusal] = useState<string | null>(null)
  const changed = name.trim() !== person.name || role.trim() !== (person.role ?? '')

  const save = async (): Promise<void> => {
    const sentence = await saveSettings({ person: { ...person, name, role: role.trim() || null } })
    setRefusal(sentence)
    if (sentence === null) announce('Saved: from now on, entries carry this name.')
  }

  return (
    <section aria-labelledby="you" className={place.section}>
      <h2 id="you">You</h2>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Field label="Your name" error={refusal}>
          <TextInput value={name} onChange={setName} />
        </Field>
        <Field label="Your role" optional>
          <Combobox suggestions={ROLES} value={role} onChange={setRole} />
        </Field>
        <div>
          <Button type="submit" variant={changed ? 'primary' : 'plain'} disabled={!changed}>
            Save
          </Button>
        </div>
      </form>
    </section>
  )
}
