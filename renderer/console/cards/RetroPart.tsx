/** The retro: when it is, the way to it, and its document as a file. */
import { itemsOf } from '../../../shared/incident/state.ts'
import { retroPlan } from '../../../shared/incident/status.ts'
import { RETRO_FORMATS, type RetroFormat } from '../../../shared/api.ts'
import { dateTime } from '../../../shared/time/format.ts'
import { ask } from '../../bridge.ts'
import { announce, go } from '../../store.ts'
import { Button } from '../../ui/Button.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { useConsole } from '../context.ts'
import styles from './cards.module.css'

const FORMAT_LABEL: Record<RetroFormat, string> = { md: 'Markdown', html: 'HTML', pdf: 'PDF', json: 'Facts as JSON' }

export function RetroPart() {
  const { id, state, zone, open } = useConsole()
  const plan = retroPlan(state)
  const held = itemsOf(state, 'RetroHeld')[0]
  const save = async (format: RetroFormat): Promise<void> => {
    const saved = await ask('exportRetro', { incident: id, format, zone })
    if (saved.ok) announce(`Saved: ${saved.path}`)
    else if (!saved.cancelled) announce(`Not saved. ${saved.sentence}`)
  }
  return (
    <div className={styles.part}>
      <p className={styles.quiet}>
        {held
          ? `Retro held ${dateTime(held.time, zone)}`
          : plan
            ? `Retro ${dateTime(plan.data.time, zone)}${plan.data.where ? `, ${plan.data.where}` : ''}`
            : 'No retro scheduled'}
      </p>
      <div className={styles.buttons}>
        {!held && (
          <Button size="small" onClick={() => open({ name: 'retro' })}>
            Schedule retro
          </Button>
        )}
        {!held && plan && (
          <Button size="small" onClick={() => open({ name: 'held' })}>
            Retro held
          </Button>
        )}
        <Button size="small" onClick={() => go('retro')}>
          Open retro
        </Button>
        <Menu
          align="end"
          trigger={
            <Button size="small" variant="quiet">
              Export
            </Button>
          }
          items={RETRO_FORMATS.map((format) => ({ label: FORMAT_LABEL[format], onSelect: () => void save(format) }))}
        />
      </div>
    </div>
  )
}
