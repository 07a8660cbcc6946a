/** Saves the retro as a file: the format is chosen here, the place in the system's dialog. What came of it stays until it is closed. */
import { Download } from 'lucide-react'
import { useState } from 'react'
import type { RetroFormat } from '../../shared/api.ts'
import { ask } from '../bridge.ts'
import { announce } from '../store.ts'
import { exportBundle } from '../transfer/transfer.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'

const FORMATS: readonly { format: RetroFormat; label: string }[] = [
  { format: 'md', label: 'Markdown' },
  { format: 'html', label: 'Web page (HTML)' },
  { format: 'pdf', label: 'PDF' },
  { format: 'json', label: 'Facts (JSON)' },
]

export type ExportResult = { readonly ok: true; readonly path: string; readonly unrecorded?: string | null } | { readonly ok: false; readonly sentence: string }

export interface Export {
  readonly run: (format: RetroFormat) => Promise<void>
  readonly busy: boolean
  /** null: nothing yet, or the person changed their mind */
  readonly result: ExportResult | null
  readonly forget: () => void
}

/** Exports one incident in one zone, one file at a time. */
export function useExport(incident: string, zone: string): Export {
  const [busy, setBusy] = useState(false)
  const [result, setResult] = useState<ExportResult | null>(null)
  const run = async (format: RetroFormat): Promise<void> => {
    if (busy) return
    setBusy(true)
    setResult(null)
    const exported = await ask('exportRetro', { incident, format, zone }).finally(() => setBusy(false))
    if (exported.ok) announce(`Exported to ${exported.path}`)
    setResult(exported.ok || !exported.cancelled ? exported : null)
  }
  return { run, busy, result, forget: () => setResult(null) }
}

export function ExportMenu({ run, busy }: Export) {
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="primary" busy={busy} icon={<Download size={15} aria-hidden="true" />}>
          Export
        </Button>
      }
      items={[
        ...FORMATS.map(({ format, label }) => ({ label, onSelect: () => void run(format) })),
        null,
        { label: 'Whole incident (bundle)…', shortcut: 'bundle' as const, onSelect: () => void exportBundle() },
      ]}
    />
  )
}

export function ExportBanner({ result, forget }: Export) {
  if (result === null) return null
  if (!result.ok) {
    return (
      <Banner tone="fault" title="The retro was not exported." onDismiss={forget}>
        {result.sentence}
      </Banner>
    )
  }
  const { path, unrecorded } = result
  return (
    <Banner
      tone="info"
      title="Exported."
      onDismiss={forget}
      actions={
        <Button size="small" variant="quiet" onClick={() => void ask('showExported', { path })}>
          Show in folder
        </Button>
      }
    >
      {path} {unrecorded}
    </Banner>
  )
}
