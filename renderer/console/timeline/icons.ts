/** The icon of each kind of entry. */
import { Activity, AlarmClock, AlignLeft, BellRing, ChartNoAxesColumn, CircleCheck, CircleQuestionMark, EyeOff, Flag, ListTodo, Megaphone, NotebookPen, Package, Signpost, TriangleAlert, UserRound, Wrench, type LucideIcon } from 'lucide-react'
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
  release: Package,
  metric: ChartNoAxesColumn,
  redaction: EyeOff,
  other: CircleQuestionMark,
}
