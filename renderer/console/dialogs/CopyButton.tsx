/** Copies a text to the clipboard, and says so. */
import { Copy } from 'lucide-react'
import { ask } from '../../bridge.ts'
import { announce } from '../../store.ts'
import { Button } from '../../ui/Button.tsx'

interface CopyButtonProps {
  /** what it is, as in "number" */
  what: string
  text: string
  onCopied?: () => void
}

export function CopyButton({ what, text, onCopied }: CopyButtonProps) {
  const copy = async (): Promise<void> => {
    await ask('copyText', { text })
    announce(`The ${what} is copied.`)
    onCopied?.()
  }
  return (
    <Button size="small" icon={<Copy size={14} />} onClick={() => void copy()}>
      Copy {what}
    </Button>
  )
}
