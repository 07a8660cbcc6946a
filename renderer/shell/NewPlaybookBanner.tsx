/** Offers an open incident the playbook that new ones begin with, where it is another one than its own. */
import { useMemo, useState } from 'react'
import { isSamePlaybook } from '../../shared/playbook/same.ts'
import { phaseOf } from '../../shared/incident/status.ts'
import { isOverPhase } from '../../shared/incident/words.ts'
import { takeChangedPlaybook } from '../playbook/actions.ts'
import { useStore, type Opened } from '../store.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'

export function NewPlaybookBanner({ incident: { id, folded, playbook: own } }: { incident: Opened }) {
  const current = useStore(({ playbook }) => playbook)
  const place = useStore(({ place }) => place)
  const [declined, setDeclined] = useState<typeof current>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const isSame = useMemo(() => current === null || isSamePlaybook(own, current), [own, current])
  if (isSame || place !== 'console' || declined === current || isOverPhase(phaseOf(folded.state))) return null
  return (
    <Banner
      tone="info"
      title="The playbook has changed."
      onDismiss={() => setDeclined(current)}
      actions={
        <Button size="small" variant="quiet" onClick={() => void takeChangedPlaybook(id).then(setRefusal)}>
          Use the changed playbook
        </Button>
      }
    >
      {refusal ?? 'This incident keeps the one that it began with, until you say otherwise.'}
    </Banner>
  )
}
