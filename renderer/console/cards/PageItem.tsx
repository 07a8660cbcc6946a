/** One page: whom, by what way, what came of it, how long that took, and what to do now. */
import { Ellipsis } from 'lucide-react'
import { pagesOf, type PageStatus } from '../../../shared/incident/status.ts'
import type { PageOutcome } from '../../../shared/incident/words.ts'
import { durationText } from '../../../shared/time/duration.ts'
import { useNow } from '../../hooks.ts'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { useConsole } from '../context.ts'
import { lastedText } from '../times.ts'
import { Deliveries } from './Deliveries.tsx'
import styles from './cards.module.css'

const OUTCOMES: readonly { outcome: PageOutcome; label: string }[] = [
  { outcome: 'no answer', label: 'No answer' },
  { outcome: 'voicemail', label: 'Voicemail' },
  { outcome: 'declined', label: 'Declined' },
  { outcome: 'failed', label: 'Did not get through' },
  { outcome: 'delivered', label: 'Delivered' },
]

interface PageItemProps {
  status: PageStatus
  isLoud: boolean
  isLive: boolean
  /** the first of the loud ones: the key pages from here */
  isFirst: boolean
}

export function PageItem({ status, isLoud, isLive, isFirst }: PageItemProps) {
  const { open } = useConsole()
  const { page, acknowledged } = status
  const { whom, by } = page.data
  if (isLoud) {
    return (
      <li className={styles.loud}>
        <p className={styles.alarm}>
          {whom.name}: <Waiting status={status} />
        </p>
        <PageMenu page={page.id} />
        <Deliveries subject={page.id} />
        <div className={classes(styles.buttons, styles.wide)}>
          <Button variant="primary" {...(isFirst ? { shortcut: 'page' } : {})} onClick={() => open({ name: 'page next', page: page.id })}>
            Page next
          </Button>
          <Acknowledge page={page.id} />
        </div>
      </li>
    )
  }
  return (
    <li className={styles.item}>
      <span className={styles.words} title={page.data.text}>
        {whom.name} {by && <span className={styles.faint}>{by}</span>}
      </span>
      <Outcome status={status} isLive={isLive} />
      <Deliveries subject={page.id} />
      {!acknowledged && (
        <div className={classes(styles.buttons, styles.wide)}>
          <Acknowledge page={page.id} />
          <PageMenu page={page.id} />
        </div>
      )}
    </li>
  )
}

function Acknowledge({ page }: { page: string }) {
  const { act } = useConsole()
  return (
    <Button size="small" onClick={() => void act({ type: 'AcknowledgePage', page })}>
      Acknowledge
    </Button>
  )
}

function PageMenu({ page }: { page: string }) {
  const { act, open } = useConsole()
  return (
    <Menu
      trigger={<IconButton size="small" label="What came of it" icon={<Ellipsis size={15} />} />}
      items={[
        ...OUTCOMES.map(({ outcome, label }) => ({ label, onSelect: () => void act({ type: 'RecordPageOutcome', page, outcome }) })),
        null,
        { label: 'Answered earlier, or by someone else…', onSelect: () => open({ name: 'acknowledge', page }) },
        { label: 'Page the next one…', onSelect: () => open({ name: 'page next', page }) },
      ]}
    />
  )
}

function Outcome({ status, isLive }: { status: PageStatus; isLive: boolean }) {
  const { state, timeText } = useConsole()
  const { page, acknowledged, escalated, outcome, waiting } = status
  if (acknowledged) {
    const by = acknowledged.data.who?.name
    const took = durationText(Date.parse(acknowledged.time) - Date.parse(page.time))
    return <span className={styles.good}>{by && by !== page.data.whom.name ? `${by} answered in ${took}` : `answered in ${took}`}</span>
  }
  if (escalated) {
    const next = pagesOf(state).find((other) => other.page.id === escalated.data.to)?.page.data.whom.name
    return <span className={styles.quiet}>{outcome ? `${outcome.data.outcome}; ` : ''}passed on{next ? ` to ${next}` : ''}</span>
  }
  if (waiting && isLive) return <span className={styles.quiet}>{outcome ? `${outcome.data.outcome}, ` : ''}paged <Waiting status={status} bare /> ago</span>
  return <span className={styles.quiet}>{outcome ? outcome.data.outcome : 'no answer recorded'}, {timeText((outcome ?? page).time)}</span>
}

/** "no answer, 4 min", or the length alone. */
function Waiting({ status: { page, outcome, waiting }, bare = false }: { status: PageStatus; bare?: boolean }) {
  const now = useNow(1000)
  const length = lastedText(now - Date.parse(page.time))
  return bare ? length : `${outcome && !waiting ? outcome.data.outcome : 'no answer'}, ${length}`
}
