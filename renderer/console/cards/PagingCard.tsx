/** The region `Paging`: who was called, who answered and how fast. A page without an answer is the loudest thing there is. */
import { deliveriesFor } from '../../../shared/incident/delivery.ts'
import { isBackfilled, isOver, pagesOf, severityAt, type PageStatus } from '../../../shared/incident/status.ts'
import type { Severity } from '../../../shared/incident/words.ts'
import { useNow } from '../../hooks.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { useConsole } from '../context.ts'
import { PageItem } from './PageItem.tsx'
import { PagingMenu } from './PagingMenu.tsx'
import styles from './cards.module.css'

const MINUTE = 60_000

export function PagingCard() {
  const { state, playbook, open } = useConsole()
  const isLive = !isBackfilled(state) && !isOver(state)
  const now = useNow(10_000)
  const isLoud = ({ page, acknowledged, escalated, waiting }: PageStatus): boolean =>
    isLive && !acknowledged && !escalated && (!waiting || deliveriesFor(state, page.id).some((delivery) => delivery.state === 'unclear') || now - Date.parse(page.time) > playbook.times.answerWithinMinutes * MINUTE)

  const pages = pagesOf(state)
  const loud = pages.filter(isLoud)
  const calm = pages.filter((status) => !isLoud(status))
  const asksForPage = playbook.severities.find(({ id }) => id === severityAt(state))?.pages ?? false
  return (
    <Card
      title="Paging"
      aside={
        <>
          <Button size="small" {...(loud.length === 0 ? { shortcut: 'page' } : {})} onClick={() => open({ name: 'page' })}>
            Page someone
          </Button>
          <PagingMenu />
        </>
      }
    >
      {pages.length === 0 ? (
        <p className={styles.empty}>{emptyText(isLive, asksForPage ? severityAt(state) : null)}</p>
      ) : (
        <ul className={styles.list}>
          {[...loud, ...calm].map((status) => (
            <PageItem key={status.page.id} status={status} isLoud={loud.includes(status)} isLive={isLive} isFirst={status === loud[0]} />
          ))}
        </ul>
      )}
    </Card>
  )
}

/** @param paging the severity, where it pages at once */
function emptyText(isLive: boolean, paging: Severity | null): string {
  if (!isLive) return 'Nobody was paged.'
  return paging ? `Nobody yet; ${paging} pages at once.` : 'Nobody yet.'
}
