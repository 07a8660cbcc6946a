/** The console: one incident on one screen. What to do next, the situation and its timeline, the facts at hand. */
import { useCallback, useMemo, useState } from 'react'
import type { CommandInput } from '../../shared/incident/commands.ts'
import { entryReference } from '../../shared/incident/entry-line.ts'
import { declarationOf } from '../../shared/incident/status.ts'
import { useDispatch, useOpenIncident, useZone } from '../hooks.ts'
import { useCommandQuestion } from '../question.ts'
import type { Opened } from '../store.ts'
import { Alerts } from '../alerts/Alerts.tsx'
import { Banner } from '../ui/Banner.tsx'
import { ActionsCard } from './cards/ActionsCard.tsx'
import { DecisionsCard } from './cards/DecisionsCard.tsx'
import { ImpactCard } from './cards/ImpactCard.tsx'
import { PagingCard } from './cards/PagingCard.tsx'
import { PromisesCard } from './cards/PromisesCard.tsx'
import { UpdatesCard } from './cards/UpdatesCard.tsx'
import { Conflicts } from './command/Conflicts.tsx'
import { Handover } from './command/Handover.tsx'
import { ConsoleKeys } from './ConsoleKeys.tsx'
import { ConsolePalette } from './ConsolePalette.tsx'
import { ConsoleProvider, type ConsoleContext } from './context.ts'
import { ConsoleDialog } from './dialogs/ConsoleDialog.tsx'
import type { DialogRequest } from './dialogs/request.ts'
import { EntryLine } from './entry/EntryLine.tsx'
import { AttachFiles } from './files/AttachFiles.tsx'
import { UploadRows } from './files/UploadRows.tsx'
import { ConsoleHeader } from './header/ConsoleHeader.tsx'
import { PracticeWalk } from './practice/PracticeWalk.tsx'
import { Situation } from './situation/Situation.tsx'
import { NextSteps } from './steps/NextSteps.tsx'
import { createUnknownTimes, momentText } from './times.ts'
import { TimeIsUp } from './tasks/TimeIsUp.tsx'
import { Timeline } from './timeline/Timeline.tsx'
import styles from './Console.module.css'

/** The open incident's console; nothing where none is open. */
export function Console() {
  const incident = useOpenIncident()
  return incident && <OpenConsole incident={incident} />
}

function OpenConsole({ incident }: { incident: Opened }) {
  const [dialog, setDialog] = useState<DialogRequest | null>(null)
  const close = useCallback(() => setDialog(null), [])
  const [refusal, setRefusal] = useState<string | null>(null)
  const context = useConsoleContext(incident, setDialog, setRefusal)
  return (
    <ConsoleProvider value={context}>
      <div className={styles.console}>
        <div>
          <ConsoleHeader />
          {refusal !== null && (
            <Banner tone="late" title="Nothing was recorded." onDismiss={() => setRefusal(null)}>
              {refusal}
            </Banner>
          )}
          <Conflicts />
          <Handover />
          <TimeIsUp />
          <Alerts where="incident" />
        </div>
        <div className={styles.columns}>
          <NextSteps />
          <div className={styles.centre}>
            <Situation />
            <Timeline />
            <UploadRows />
            <EntryLine />
          </div>
          <div className={styles.facts}>
            <PracticeWalk />
            <PagingCard />
            <ImpactCard />
            <DecisionsCard />
            <UpdatesCard />
            <PromisesCard />
            <ActionsCard />
          </div>
        </div>
        <AttachFiles />
      </div>
      <ConsoleKeys />
      <ConsolePalette />
      {dialog && <ConsoleDialog key={JSON.stringify(dialog)} request={dialog} onClose={close} />}
    </ConsoleProvider>
  )
}

function useConsoleContext({ id, folded, playbook }: Opened, open: ConsoleContext['open'], refuse: (sentence: string | null) => void): ConsoleContext {
  const zone = useZone()
  const dispatch = useDispatch()
  const question = useCommandQuestion('confirm once more')
  const [unknownTimes] = useState(createUnknownTimes)
  const act = useCallback(
    async (command: CommandInput) => {
      const doubt = await question([command])
      if (doubt !== null) {
        refuse(doubt)
        return false
      }
      const answer = await dispatch(command)
      refuse(answer.ok ? null : answer.sentence)
      return answer.ok
    },
    [dispatch, question, refuse],
  )
  return useMemo(() => {
    const { state } = folded
    const first = declarationOf(state)?.time
    const reference = entryReference(folded)
    const unknown = unknownTimes(folded)
    return {
      id,
      folded,
      state,
      playbook,
      zone,
      isKnown: (time) => !unknown.has(time),
      timeText: (time) => (unknown.has(time) ? 'time not known' : momentText(time, first ?? time, zone)),
      whenOptions: reference === undefined ? {} : { reference },
      open,
      act,
    }
  }, [id, folded, playbook, zone, open, act, unknownTimes])
}
