/** The dialog that is asked for. */
import { ActionDialog } from './ActionDialog.tsx'
import { AdoptDialog } from './AdoptDialog.tsx'
import { AmendDialog } from './AmendDialog.tsx'
import { AnswerDialog } from './AnswerDialog.tsx'
import { AssessDialog } from './AssessDialog.tsx'
import { CheckDialog } from './CheckDialog.tsx'
import { DecideDialog } from './DecideDialog.tsx'
import { EndDialog } from './EndDialog.tsx'
import { FactorDialog } from './FactorDialog.tsx'
import { HandoverDialog } from './HandoverDialog.tsx'
import { HistoryDialog } from './HistoryDialog.tsx'
import { MetricDialog } from './MetricDialog.tsx'
import { AlertPasteDialog } from '../../alerts/AlertPasteDialog.tsx'
import { PasteDialog } from '../entry/PasteDialog.tsx'
import { NotifyDialog } from './NotifyDialog.tsx'
import { PageDialog } from './PageDialog.tsx'
import { PictureDialog } from './PictureDialog.tsx'
import { PromiseDialog } from './PromiseDialog.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { ReleaseDialog } from './ReleaseDialog.tsx'
import { RedactDialog } from './RedactDialog.tsx'
import { ReplyDialog } from './ReplyDialog.tsx'
import type { DialogRequest } from './request.ts'
import { RetroDialog } from './RetroDialog.tsx'
import { ReviseDialog } from './ReviseDialog.tsx'
import { RoleDialog } from './RoleDialog.tsx'
import { SeverityDialog } from './SeverityDialog.tsx'
import { StartDialog } from './StartDialog.tsx'
import { TakeOverDialog } from './TakeOverDialog.tsx'
import { TextDialog } from './TextDialog.tsx'
import { UpdateDialog } from './UpdateDialog.tsx'

export function ConsoleDialog({ request, onClose }: { request: DialogRequest; onClose: () => void }) {
  switch (request.name) {
    case 'assess':
      return <AssessDialog onClose={onClose} />
    case 'severity':
      return <SeverityDialog onClose={onClose} />
    case 'page':
      return <PageDialog onClose={onClose} />
    case 'page next':
      return <PageDialog onClose={onClose} insteadOf={request.page} />
    case 'adopt':
      return <AdoptDialog onClose={onClose} />
    case 'acknowledge':
      return <AnswerDialog onClose={onClose} page={request.page} />
    case 'notify':
      return <NotifyDialog onClose={onClose} />
    case 'update':
      return <UpdateDialog onClose={onClose} audience={request.audience ?? 'internal'} />
    case 'decide':
      return <DecideDialog onClose={onClose} />
    case 'start':
      return <StartDialog onClose={onClose} kind={request.kind} />
    case 'complete':
      return <EndDialog onClose={onClose} kind={request.kind} />
    case 'check':
      return <CheckDialog onClose={onClose} />
    case 'role':
      return <RoleDialog onClose={onClose} {...(request.role === undefined ? {} : { role: request.role })} />
    case 'factor':
      return <FactorDialog onClose={onClose} />
    case 'action':
      return <ActionDialog onClose={onClose} action={request.action ?? null} />
    case 'release':
      return <ReleaseDialog onClose={onClose} />
    case 'retro':
      return <RetroDialog onClose={onClose} />
    case 'promise':
      return <PromiseDialog onClose={onClose} />
    case 'hand over':
      return <HandoverDialog onClose={onClose} />
    case 'take over':
      return <TakeOverDialog onClose={onClose} handover={request.handover} />
    case 'metric':
      return <MetricDialog onClose={onClose} />
    case 'reason':
      return <ReasonDialog onClose={onClose} entry={request.entry} asks={request.asks} />
    case 'revise':
      return <ReviseDialog onClose={onClose} promise={request.promise} />
    case 'amend':
      return <AmendDialog onClose={onClose} entry={request.entry} />
    case 'history':
      return <HistoryDialog onClose={onClose} entry={request.entry} />
    case 'reply':
      return <ReplyDialog onClose={onClose} entry={request.entry} />
    case 'redact':
      return <RedactDialog onClose={onClose} entry={request.entry} />
    case 'paste':
      return <PasteDialog onClose={onClose} text={request.text} onRecorded={request.recorded} />
    case 'alerts':
      return <AlertPasteDialog onClose={onClose} read={request.read} onRecorded={request.recorded} />
    case 'picture':
      return <PictureDialog onClose={onClose} entry={request.entry} />
    case 'detected':
    case 'began':
    case 'mitigated':
    case 'resolve':
    case 'reopen':
    case 'investigate':
    case 'theory':
    case 'held':
      return <TextDialog onClose={onClose} name={request.name} />
  }
}
