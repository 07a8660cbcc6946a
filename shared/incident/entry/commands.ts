/** The table of `/` commands: what each is called, what it takes, what it does. Completion and documentation read it too. */
import type { CommandInput } from '../commands.ts'
import * as followUp from './follow-up.ts'
import * as people from './people.ts'
import type { Reader } from './reading.ts'
import * as work from './work.ts'

export interface EntryCommand {
  /** the word after the slash */
  readonly name: string
  /** what follows it, as shown; brackets mean: may be left out */
  readonly takes: string
  /** what it does, in one line */
  readonly help: string
  /** other words that mean the same */
  readonly also?: readonly string[]
  /** its text is prose: a time at its end belongs to the text */
  readonly prose?: true
  /** it names a time to come, which may have an @ too */
  readonly plan?: true
  readonly read: Reader
}

type TextCommand = Extract<CommandInput, { text?: string | undefined }>['type']

/** A command whose one argument is its text. */
function text(type: TextCommand): Reader {
  return (said) => ({ type, text: said || undefined }) as CommandInput
}

function archive(said: string): ReturnType<Reader> {
  if (said !== '' && said.toLowerCase() !== 'back') return { sentence: 'Take /archive alone, or /archive back.' }
  return { type: 'ArchiveIncident', archived: said === '' }
}

export const ENTRY_COMMANDS: readonly EntryCommand[] = [
  { name: 'sev', takes: 'P0–P3 [reason]', help: 'Set the severity', also: ['severity'], read: work.severity },
  { name: 'impact', takes: '[all|some|internal|none] [blocked|degraded|cosmetic] [widespread|isolated] [no data at risk] [: text]', help: 'Assess the impact', read: work.impact },
  { name: 'page', takes: 'WHOM [by phone] [: text]', help: 'Record a page', read: people.page },
  { name: 'ack', takes: '[WHOM]', help: 'A page was answered', also: ['acknowledge', 'acked'], read: people.acknowledge },
  { name: 'escalate', takes: '[FROM to] WHOM [by phone]', help: 'Page the next one instead', read: people.escalate },
  { name: 'outcome', takes: 'no answer|voicemail|declined|failed|delivered|sent [from WHOM]', help: 'What came of a page', read: people.outcome },
  { name: 'notify', takes: '[GROUP, GROUP] [: text]', help: 'Record a notice; all stakeholders where no group is named', read: people.notify },
  { name: 'update', takes: '[internal|customers|public] TEXT [next 20m]', help: 'Record a status update', also: ['status'], prose: true, read: people.update },
  { name: 'decide', takes: 'WHAT [: reason] [look again in 20m]', help: 'Record a decision', also: ['decision'], prose: true, read: work.decide },
  { name: 'rollback', takes: 'start [to RELEASE] | done | failed', help: 'A rollback starts or ends', read: work.remedy('roll back', 'rollback') },
  { name: 'fix', takes: 'start | done | failed [text]', help: 'A forward fix starts or ends', read: work.remedy('fix forward', 'fix') },
  { name: 'contain', takes: 'start | done | failed [text]', help: 'A containment starts or ends', read: work.remedy('contain', 'contain') },
  { name: 'check', takes: 'NAME passed|failed|unclear [reading] [expected VALUE]', help: 'Record a check', read: work.check },
  { name: 'metric', takes: 'NAME NUMBER[unit]', help: 'Record a reading: error rate 15%', also: ['reading'], read: work.metric },
  { name: 'mitigated', takes: '[text]', help: 'The harm has stopped; the watch begins', also: ['mitigate'], read: text('MarkMitigated') },
  { name: 'resolve', takes: '[text]', help: 'The incident is over', also: ['resolved'], read: text('ResolveIncident') },
  { name: 'reopen', takes: '[text]', help: 'It is back', also: ['reopened'], read: text('ReopenIncident') },
  { name: 'restore', takes: 'start | done | failed [text]', help: 'A restore starts or ends', read: work.remedy('restore', 'restore') },
  { name: 'theory', takes: 'TEXT | supported | ruled out', help: 'State a working theory, or what came of it', also: ['hypothesis'], prose: true, read: followUp.theory },
  { name: 'task', takes: 'WHO TEXT [10m]', help: 'Hand out a task with a time; three minutes where none is said', prose: true, read: followUp.task },
  { name: 'promise', takes: 'TEXT by 14:40', help: 'Write down a promise with its time', also: ['eta'], prose: true, read: followUp.promise },
  { name: 'kept', takes: '[WHICH]', help: 'A promise or task is done', read: followUp.settled('kept') },
  { name: 'dropped', takes: '[WHICH]', help: 'A promise or task is no longer wanted', read: followUp.settled('dropped') },
  { name: 'role', takes: 'ROLE NAME', help: 'Who does what: incident commander Ana', read: people.role },
  { name: 'handover', takes: 'NAME [: what to know]', help: 'Offer the command to a successor, who confirms', also: ['hand-over'], read: people.handover },
  { name: 'takeover', takes: '[WHO]', help: 'The successor confirms the hand-over', also: ['take-over'], read: people.takeover },
  { name: 'withdraw', takes: '[why]', help: 'Take the offer to hand over back', read: (why) => ({ type: 'EndHandover', outcome: 'withdrawn', text: why || undefined }) },
  { name: 'decline', takes: '[why]', help: 'The successor declines the hand-over', read: (why) => ({ type: 'EndHandover', outcome: 'declined', text: why || undefined }) },
  { name: 'detected', takes: '[alert:|person:|customer:] TEXT', help: 'What was noticed first', prose: true, read: followUp.detected },
  { name: 'began', takes: '[text]', help: 'When the impact started', also: ['started'], read: text('RecordImpactStart') },
  { name: 'release', takes: 'NAME [deployed @14:00] [known good NAME]', help: 'The release that this follows', prose: true, read: work.release },
  { name: 'deployed', takes: '[text]', help: 'Something was deployed to production', read: text('RecordDeployment') },
  { name: 'investigate', takes: '[text]', help: 'The investigation begins', also: ['triage'], read: text('StartInvestigation') },
  { name: 'factor', takes: '[trigger:] TEXT', help: 'Name a contributing factor', prose: true, read: followUp.factor },
  { name: 'action', takes: 'TEXT [owner: NAME] [due: DATE]', help: 'Add an action item', prose: true, read: followUp.action },
  { name: 'retro', takes: 'TIME [, PLACE]', help: 'Schedule the retro', plan: true, read: followUp.retro },
  { name: 'held', takes: '[text]', help: 'The retro was held', read: text('HoldRetro') },
  { name: 'attach', takes: 'FILES, chosen in a dialog', help: 'Attach files', also: ['file'], read: () => ({ sentence: 'Take /attach alone: Enter opens the file dialog. Or paste the file, or drop it here.' }) },
  { name: 'title', takes: 'TEXT', help: 'Change the title', prose: true, read: (title) => ({ type: 'ChangeTitle', title }) },
  { name: 'archive', takes: '[back]', help: 'Out of the list of incidents once it is over, or back into it', read: archive },
]

/** The command of a word, with or without capitals. */
export function entryCommand(word: string): EntryCommand | null {
  const name = word.toLowerCase()
  return ENTRY_COMMANDS.find((command) => command.name === name || command.also?.includes(name)) ?? null
}
