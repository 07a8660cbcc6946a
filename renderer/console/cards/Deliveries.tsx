/** By which channels a page, a notice or an update goes out; where nobody knows whether it arrived, a person says what to do. */
import { useState } from 'react'
import { deliveriesFor, isEnded, type DeliveryStatus } from '../../../shared/incident/delivery.ts'
import { ask } from '../../bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { useConsole } from '../context.ts'
import { deliveryText } from './delivery-text.ts'
import styles from './cards.module.css'

/** @param subject the fact that is sent */
export function Deliveries({ subject }: { subject: string }) {
  const { state } = useConsole()
  const deliveries = deliveriesFor(state, subject)
  if (deliveries.length === 0) return null
  return (
    <ul aria-label="Sending" className={classes(styles.deliveries, styles.wide)}>
      {deliveries.map((delivery) => (
        <Delivery key={delivery.queued.id} delivery={delivery} />
      ))}
    </ul>
  )
}

function Delivery({ delivery }: { delivery: DeliveryStatus }) {
  const { timeText, act } = useConsole()
  const { queued, state, tries } = delivery
  const isBad = state === 'refused' || state === 'expired' || state === 'unclear'
  return (
    <li>
      <span className={isBad ? styles.late : state === 'accepted' ? styles.good : styles.quiet}>{deliveryText(delivery, timeText)}</span>
      {state === 'unclear' ? (
        <Unclear delivery={queued.id} tries={tries} />
      ) : (
        !isEnded(delivery) && (
          <Button size="small" variant="quiet" onClick={() => void act({ type: 'AnswerDelivery', delivery: queued.id, number: tries, result: 'called off' })}>
            Call off
          </Button>
        )
      )}
    </li>
  )
}

/** The question whether it arrived: nothing goes out twice without a person's word. */
function Unclear({ delivery, tries }: { delivery: string; tries: number }) {
  const { id, act } = useConsole()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const sendAgain = async (): Promise<void> => {
    setBusy(true)
    try {
      const answer = await ask('sendAgain', { incident: id, delivery })
      setRefusal(answer.ok ? null : answer.sentence)
    } finally {
      setBusy(false)
    }
  }
  const answer = (result: 'accepted' | 'called off') => (): void => void act({ type: 'AnswerDelivery', delivery, number: tries, result })
  return (
    <div role="group" aria-label="Did it arrive?" className={styles.buttons}>
      <Button size="small" busy={busy} onClick={() => void sendAgain()}>
        Send again
      </Button>
      <Button size="small" onClick={answer('accepted')}>
        It arrived
      </Button>
      <Button size="small" variant="quiet" onClick={answer('called off')}>
        Call off
      </Button>
      {refusal !== null && (
        <p role="alert" className={styles.late}>
          {refusal}
        </p>
      )}
    </div>
  )
}
