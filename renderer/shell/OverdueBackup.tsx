/** Says that backups have failed for days, and where that is mended. */
import { useState } from 'react'
import { go, useStore } from '../store.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'

export function OverdueBackup() {
  const trouble = useStore(({ backup }) => (backup?.overdue ? (backup.trouble ?? '') : null))
  const [noticed, setNoticed] = useState(false)
  if (trouble === null || noticed) return null
  return (
    <Banner
      tone="late"
      title="There has been no backup for days."
      onDismiss={() => setNoticed(true)}
      actions={
        <Button size="small" variant="quiet" onClick={() => go('settings')}>
          Settings
        </Button>
      }
    >
      {trouble}
    </Banner>
  )
}
