/** The icon of each kind of entry. */
import { Activity, AlarmClock, AlignLeft, BellRing, ChartNoAxesColumn, CircleCheck, CircleQuestionMark, Download, EyeOff, Flag, ListTodo, Megaphone, NotebookPen, Package, Paperclip, Signpost, TriangleAlert, UserRound, Wrench, type LucideIcon } from 'lucide-react'
import type { EntryKind } from '../../../shared/views/timeline.ts'

export const ICON_OF: Record<EntryKind, LucideIcon> = {
  alert: TriangleAlert,
  impact: Activity,
  page: BellRing,
  notice: Megaphone,
  decision: Signpost,
  work: Wrench,
  check: CircleCheck,
  phase: Flag,
  role: UserRound,
  action: ListTodo,
  retro: NotebookPen,
  note: AlignLeft,
  reminder: AlarmClock,
  export: Download,
  release: Package,
  metric: ChartNoAxesColumn,
  redaction: EyeOff,
  file: Paperclip,
  other: CircleQuestionMark,
}
