/** Says that the playbook's file cannot be used, where and why. */
import { useState } from 'react'
import { playbookTrouble } from '../../shared/playbook/status.ts'
import { openPlaybookFile } from '../playbook/actions.ts'
import { go, useStore } from '../store.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'

export function PlaybookBanner() {
  const trouble = useStore(({ playbookFile }) => playbookFile && playbookTrouble(playbookFile))
  const isShown = useStore(({ place }) => place === 'playbook')
  const [failure, setFailure] = useState<string | null>(null)
  if (!trouble) return null
  return (
    <Banner
      tone="fault"
      title="The playbook’s file is not used."
      actions={
        <>
          <Button size="small" variant="quiet" onClick={() => void openPlaybookFile().then(setFailure)}>
            Open the file
          </Button>
          {!isShown && (
            <Button size="small" variant="quiet" onClick={() => go('playbook')}>
              Show faults
            </Button>
          )}
        </>
      }
    >
      {trouble} {failure}
    </Banner>
  )
}
