/** The left edge: the incidents, and the places of the app. Narrow it shows severities, wide it shows titles. */
import { Activity, BookOpen, FileText, LifeBuoy, PanelLeftClose, PanelLeftOpen, Plus, Search, Settings } from 'lucide-react'
import { useRef, useState } from 'react'
import { press, useKey } from '../keys.ts'
import { recall, remember } from '../memory.ts'
import { go, isOfApp, setDeclaring, useStore, type Place } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { AwakeButton } from './AwakeButton.tsx'
import { IncidentList } from './IncidentList.tsx'
import { Mark } from './Mark.tsx'
import styles from './Rail.module.css'

const WIDTH = 'list'
/** Up to this width (px) the wide list lies over the console; as in Rail.module.css. */
const SMALL = 1240

export function Rail() {
  const place = useStore(({ place }) => place)
  const isOpen = useStore(({ open }) => open !== null)
  const isEmpty = useStore(({ rows }) => rows.length === 0)
  // There, the one thing to do stands in the middle, and once is enough.
  const onEmptyHome = isEmpty && !isOfApp(place)
  const [chosen, setChosen] = useState(() => recall(WIDTH))
  // Where nothing is open, the list is what there is to see.
  const wide = !isEmpty && (chosen === null ? !isOpen : chosen === 'wide')
  const toggle = (): void => {
    const next = wide ? 'narrow' : 'wide'
    remember(WIDTH, next)
    setChosen(next)
  }
  useKey('list', toggle, !isEmpty)
  const findingRef = useRef(false)
  useKey(
    'incident',
    () => {
      findingRef.current = true
      if (!wide) toggle()
    },
    !isEmpty,
  )
  useKey('settings', () => goAndBack('settings'))
  useKey('playbook', () => goAndBack('playbook'))
  useKey('card', () => goAndBack('card'))
  useKey('retro', () => goAndBack('retro'), isOpen)

  return (
    <nav className={classes(styles.rail, wide && styles.wide, wide && isOpen && styles.over)} aria-label="Knowngood">
      <div className={styles.top}>
        <Mark />
        {wide && <span className={styles.name}>Knowngood</span>}
        {wide && <IconButton side="bottom" label="Hide the list" shortcut="list" icon={<PanelLeftClose size={16} />} onClick={toggle} />}
      </div>
      {!isEmpty && !wide && <IconButton size="rail" side="right" label="Show the list" shortcut="list" icon={<PanelLeftOpen size={18} />} onClick={toggle} />}
      {!onEmptyHome && <DeclareButton wide={wide} prominent={!isOpen} />}
      <IncidentList wide={wide} findingRef={findingRef} onChosen={() => window.innerWidth <= SMALL && setChosen('narrow')} />
      <div className={styles.places}>
        <AwakeButton />
        <IconButton size="rail" side="right" label="Search all incidents" shortcut="search" icon={<Search size={18} />} onClick={() => press('search')} />
        <IconButton size="rail" side="right" label="Console" aria-current={place === 'console' ? 'page' : undefined} icon={<Activity size={18} />} onClick={() => go('console')} />
        <IconButton size="rail" side="right" label="Retro" aria-current={place === 'retro' ? 'page' : undefined} disabled={!isOpen} shortcut="retro" icon={<FileText size={18} />} onClick={() => go('retro')} />
        <IconButton size="rail" side="right" label="Break-glass card" aria-current={place === 'card' ? 'page' : undefined} shortcut="card" icon={<LifeBuoy size={18} />} onClick={() => go('card')} />
        <IconButton size="rail" side="right" label="Playbook" aria-current={place === 'playbook' ? 'page' : undefined} shortcut="playbook" icon={<BookOpen size={18} />} onClick={() => go('playbook')} />
        <IconButton size="rail" side="right" label="Settings" aria-current={place === 'settings' ? 'page' : undefined} shortcut="settings" icon={<Settings size={18} />} onClick={() => go('settings')} />
      </div>
    </nav>
  )
}

function DeclareButton({ wide, prominent }: { wide: boolean; prominent: boolean }) {
  const open = (): void => setDeclaring(true)
  if (!wide) return <IconButton size="rail" tone="accent" side="right" label="Declare incident" shortcut="declare" icon={<Plus size={18} />} onClick={open} />
  return (
    <Button wide variant={prominent ? 'primary' : 'plain'} icon={<Plus size={16} />} shortcut="declare" onClick={open}>
      Declare incident
    </Button>
  )
}

/** The key that leads to a place leads back too. */
function goAndBack(place: Place): void {
  go(useStore.getState().place === place ? 'console' : place)
}
