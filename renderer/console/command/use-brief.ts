/** The brief of a hand-over as the incident stands, and how to copy it. */
import { useMemo } from 'react'
import { briefMarkdown, briefOf, type Brief } from '../../../shared/views/brief.ts'
import { ask } from '../../bridge.ts'
import { announce } from '../../store.ts'
import { useConsole } from '../context.ts'

export function useBrief(): { readonly brief: Brief; readonly copy: () => void } {
  const { folded, playbook, timeText } = useConsole()
  const brief = useMemo(() => briefOf(folded, playbook, timeText), [folded, playbook, timeText])
  const copy = (): void => void ask('copyText', { text: briefMarkdown(brief) }).then(() => announce('The hand-over brief is copied as Markdown.'))
  return { brief, copy }
}
