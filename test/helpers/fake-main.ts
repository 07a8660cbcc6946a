/** Main in memory: the real decide and fold behind the real contract, for component tests and for a look in a browser. */
import { alertsText } from '../../shared/alerts/alert.ts'
import { groupAlerts } from '../../shared/alerts/group-alerts.ts'
import { readAlertText } from '../../shared/alerts/read-alerts.ts'
import { settingsSchema, type Alerts, type Answer, type AttachmentState, type BackupStatus, type Fault, type Finding, type IncidentRow, type KnowngoodApi, type Pushes, type Reach, type Replies, type RequestInput, type RequestName, type Settings } from '../../shared/api.ts'
import { channelSchema, type ChannelStatus } from '../../shared/delivery/channel.ts'
import type { Actor, Fact } from '../../shared/facts/fact.ts'
import { checksum } from '../../shared/facts/canonical.ts'
import { BASE32, INITIAL_CLOCK, nextStamp } from '../../shared/facts/stamp.ts'
import { refuseSize } from '../../shared/incident/attachments.ts'
import { parseCommand, type CommandInput } from '../../shared/incident/commands.ts'
import { decide } from '../../shared/incident/decide.ts'
import { secretIn } from '../../shared/incident/entry/secrets.ts'
import { createIncidentFold, type FoldedIncident } from '../../shared/incident/evolve.ts'
import { declarationOf, isArchived, isBackfilled, phaseOf, playbookOf as hashOfPlaybook, severityAt, titleOf } from '../../shared/incident/status.ts'
import { BUILT_IN_PLAYBOOK } from '../../shared/playbook/built-in.ts'
import { runningClocks } from '../../shared/playbook/due.ts'
import { remindersOf } from '../../shared/playbook/reminders.ts'
import { runningClocksOf } from '../../shared/views/running-clocks.ts'
import { editPlaybookFile } from '../../shared/playbook/file-edit.ts'
import { readPlaybookFile } from '../../shared/playbook/file.ts'
import type { Playbook } from '../../shared/playbook/schema.ts'
import { STARTER_PLAYBOOK } from '../../shared/playbook/starter.ts'
import type { PlaybookStatus } from '../../shared/playbook/status.ts'

export interface FakeMainOptions {
  /** who sits here; null shows the first run */
  person?: Settings['person']
  theme?: Settings['theme']
  /** the wall clock, ms UTC; without one, a clock that moves a second with every command */
  now?: () => number
  systemZone?: string
  /** what this machine can send by */
  channels?: readonly ChannelStatus[]
}

export interface FakeMain extends KnowngoodApi {
  /** what the window asked, in order */
  readonly asked: readonly { readonly name: RequestName; readonly input: unknown }[]
  push<P extends keyof Pushes>(name: P, push: Pushes[P]): void
  /** Carries out a command as the command line would: the window hears of it by push alone. @param by somebody else @returns the incident's id */
  elsewhere(incident: string | null, command: CommandInput, by?: Actor): string
  /** what the window gave to be kept of its entry lines */
  drafts(): Readonly<Record<string, string>>
  /** Puts facts on disk that the window has not asked for. */
  arrive(incident: string, facts: readonly Fact[]): void
  folded(incident: string): FoldedIncident
  /** how the files of these hashes stand; the others are there */
  readonly fileStates: Map<string, AttachmentState>
  /** While set, every command answers with it, and the window is told. */
  fail(fault: Fault | null): void
  /** what main answers, as the test says */
  readonly answers: {
    search: Replies['search']
    importBundle: Replies['importBundle']
    findBackups: Replies['findBackups']
    restoreBackup: Replies['restoreBackup']
    testChannel: Replies['testChannel']
    findRemote: Replies['findRemote'] | Promise<Replies['findRemote']>
    openAlertFile: Replies['openAlertFile']
    checkAlertmanager: Replies['checkAlertmanager']
  }
  setBackup(change: Partial<BackupStatus>): void
  /** what main says of alerts from now on */
  setAlerts(change: Partial<Alerts>): void
  /** Somebody saves playbook.json; null takes it away. */
  writePlaybook(text: string | null): void
  /** What stands in playbook.json. */
  playbookText(): string | null
  find(incident: string, findings: readonly Finding[]): void
}

/** The guide's day, in the afternoon. */
const FIRST_SECOND = Date.parse('2025-02-01T14:00:00Z')
const ANA: NonNullable<Settings['person']> = { id: 'ana@example.org', name: 'Ana', role: 'incident commander' }

interface Incident {
  readonly id: string
  readonly facts: Fact[]
  readonly fold: ReturnType<typeof createIncidentFold>
  findings: readonly Finding[]
}

export function createFakeMain({ person = ANA, theme = 'dark', now, systemZone = 'UTC', channels: atFirst = [] }: FakeMainOptions = {}): FakeMain {
  const incidents = new Map<string, Incident>()
  const listeners = new Map<keyof Pushes, Set<(push: never) => void>>()
  const asked: { name: RequestName; input: unknown }[] = []
  const uploads = new Map<string, { incident: string; name: string; mediaType?: string; bytes: Uint8Array[] }>()
  const fileStates = new Map<string, AttachmentState>()
  let settings: Settings = { person, zone: null, theme }
  let fault: Fault | null = null
  let reach: Reach = { shortcut: 'CommandOrControl+Alt+Shift+D', shortcutOn: true, keepAwake: true, trouble: null, live: false, awake: false }
  let channels = atFirst
  let drafts: Readonly<Record<string, string>> = {}
  let stamps = INITIAL_CLOCK
  let second = 0
  const clock = now ?? (() => FIRST_SECOND + 1000 * ++second)

  let backup: BackupStatus = { folder: null, running: false, last: null, trouble: null, overdue: false }
  const answers: FakeMain['answers'] = {
    search: { incidents: [], count: 0, terms: [], read: 0, of: 0 },
    importBundle: { ok: false, cancelled: true, sentence: 'Nothing was changed.' },
    findBackups: { ok: false, cancelled: true, sentence: 'Nothing was changed.' },
    testChannel: { ok: true, sentence: 'Team Slack took the test message. Look whether it is there.' },
    findRemote: { ok: true, incidents: [] },
    restoreBackup: { ok: true, sentence: 'Merged 2 incidents: 14 new facts, 3 files.', incident: null },
    openAlertFile: { ok: false, cancelled: true, sentence: 'Nothing was opened.' },
    checkAlertmanager: { ok: true, sentence: 'Alertmanager answers: no alert fires.' },
  }

  let playbookText: string | null = null
  let beforeEdit: string | null = null
  const keptPlaybooks = new Map<string, Playbook>()
  /** As main reads the file; one that is broken leaves the built-in playbook in force. */
  const playbookNow = (): { playbook: Playbook; status: PlaybookStatus } => {
    const { playbook, faults } = playbookText === null ? { playbook: null, faults: [] } : readPlaybookFile(playbookText)
    const state = playbookText === null ? 'absent' : playbook ? 'good' : 'broken'
    const version = playbookText === null ? null : checksum(playbookText).toString(16)
    return { playbook: playbook ?? BUILT_IN_PLAYBOOK, status: { path: '/store/playbook.json', state, inForce: playbook ? 'file' : 'built-in', faults, trouble: null, version } }
  }
  const writePlaybook = (text: string | null): void => {
    playbookText = text
    push('playbookFile', playbookNow().status)
    push('playbook', playbookNow().playbook)
  }
  const playbookOf = (id: string): Playbook => keptPlaybooks.get(hashOfPlaybook(incidents.get(id)!.fold.current.state) ?? '') ?? BUILT_IN_PLAYBOOK

  const setBackup = (change: Partial<BackupStatus>): void => {
    backup = { ...backup, ...change }
    push('backup', backup)
  }

  const changeChannels = (changed: readonly ChannelStatus[]): void => {
    channels = changed
    push('channels', channels)
  }

  let alerts: Alerts = { alertmanager: { url: '', on: false, token: null }, watch: { state: 'off' }, groups: [], total: 0, count: 0, dismissed: 0 }
  const setAlerts = (change: Partial<Alerts>): void => {
    alerts = { ...alerts, ...change }
    push('alerts', alerts)
  }
  const showGroups = (groups: Alerts['groups'], dismissed = alerts.dismissed): void =>
    setAlerts({ groups, dismissed, total: groups.length, count: groups.reduce((sum, { count }) => sum + count, 0) })
  const readAlerts = (text: string): Replies['readAlerts'] => {
    const read = readAlertText(text, new Date(clock()).toISOString())
    if (!read.ok) return read
    const groups = groupAlerts(read.alerts)
    return { ok: true, source: read.source, groups, total: groups.length, count: read.alerts.length, leftOut: read.leftOut }
  }

  const push: FakeMain['push'] = (name, value) => {
    for (const listener of listeners.get(name) ?? []) (listener as (push: unknown) => void)(value)
  }

  const arrive = (id: string, facts: readonly Fact[]): void => {
    const incident = incidents.get(id) ?? { id, facts: [], fold: createIncidentFold(), findings: [] }
    incidents.set(id, incident)
    incident.facts.push(...facts)
    incident.fold.add(facts)
    push('facts', { incident: id, facts: lines(facts) })
    push('incidents', [rowOf(incident)])
  }

  const carryOut = (id: string | null, input: unknown, source: string, by: Actor = { person: settings.person?.id ?? 'nobody', name: settings.person?.name ?? 'Nobody' }): Answer => {
    const checked = parseCommand(input)
    if (!checked.ok) return { ok: false, kind: 'refused', sentence: checked.refusal }
    // The disk of whoever writes elsewhere is another one.
    if (fault && source === 'app') return { ok: false, kind: 'fault', sentence: fault.sentence }
    const stream = id ?? `inc-${BASE32[incidents.size]!.repeat(8)}`
    const present = clock()
    const decision = decide((incidents.get(stream)?.fold ?? createIncidentFold()).current, checked.command, {
      now: new Date(present).toISOString(),
      by,
      source,
      zone: settings.zone ?? systemZone,
      newId() {
        const next = nextStamp(stamps, present, 'fakemain')
        stamps = next.clock
        return next.id
      },
    })
    if (!decision.ok) return { ok: false, kind: 'refused', sentence: decision.refusal }
    arrive(stream, decision.facts)
    return { ok: true, incident: stream, facts: decision.facts.map(({ id }) => id), ...(checked.command.type === 'Redact' && { erased: { lines: 1, journals: 1 } }) }
  }

  const replies: { [N in RequestName]: (input: RequestInput<N>) => Replies[N] | Promise<Replies[N]> } = {
    start: () => ({ settings, version: '0.1.0', trial: false, platform: 'linux', systemZone, storeFolder: '~/.config/Knowngood/store', playbook: playbookNow().playbook, playbookFile: playbookNow().status, channels, backup, drafts }),
    listIncidents: () => [...incidents.values()].map(rowOf),
    openIncident: ({ id }) => {
      const incident = incidents.get(id)
      return incident
        ? { ok: true, facts: lines(incident.facts), parts: 0, playbook: playbookOf(id), findings: incident.findings }
        : { ok: false, sentence: 'There is no such incident.' }
    },
    clocks: () => {
      const known = [...incidents.values()].map((incident) => {
        const clocks = runningClocks(incident.fold.current.state, playbookOf(rowOf(incident).id))
        return { row: rowOf(incident), clocks, ...remindersOf(incident.fold.current, clocks) }
      })
      return runningClocksOf(known, clock())
    },
    dispatch({ incident, command }) {
      if (incident === null || command['type'] !== 'DeleteIncident') return carryOut(incident, command, 'app')
      incidents.delete(incident)
      push('gone', [incident])
      return { ok: true, incident, facts: [] }
    },
    search: () => answers.search,
    describeDeletion({ incident: id }) {
      const incident = incidents.get(id)
      if (!incident) return { ok: false, sentence: 'There is no such incident.' }
      return { ok: true, title: rowOf(incident).title, entries: incident.fold.current.entries.length, files: 0, journals: 1 }
    },
    findSecret: ({ texts }) => secretIn(texts.join('\n')),
    keepDraft({ incident, text }) {
      const { [incident]: _, ...others } = drafts
      drafts = text === '' ? others : { ...others, [incident]: text }
      return { ok: true }
    },
    beginAttachment: ({ incident, name, mediaType, size }) => {
      const sentence = refuseSize(name, size)
      if (sentence !== null) return { ok: false, kind: 'refused', sentence }
      if (fault) return { ok: false, kind: 'fault', sentence: fault.sentence }
      const upload = String(uploads.size)
      uploads.set(upload, { incident, name, ...(mediaType !== undefined && { mediaType }), bytes: [] })
      return { ok: true, upload }
    },
    attachmentChunk: ({ upload, index, bytes }) => {
      const { bytes: pieces } = uploads.get(upload)!
      if (pieces.length !== index) throw new Error('the pieces came out of order')
      if (fault) return { ok: false, kind: 'fault', sentence: fault.sentence }
      pieces.push(bytes)
      return { ok: true }
    },
    finishAttachment: ({ upload }) => {
      const { incident, bytes, ...file } = uploads.get(upload)!
      const whole = bytes.flatMap((piece) => [...piece])
      // A hash of the fake's own: the window has no use for it but as a name.
      const sha256 = checksum(String(whole)).toString(16).padStart(64, '0')
      return carryOut(incident, { type: 'AttachFile', ...file, size: whole.length, sha256 }, 'app')
    },
    cancelAttachment: () => ({ ok: true }),
    checkAttachment: ({ sha256 }) => fileStates.get(sha256) ?? { state: 'there' },
    saveAttachment: () => ({ ok: true, path: '/documents/saved' }),
    beginStore: () => {
      fault = null
      push('fault', null)
      return { ok: true }
    },
    exportRetro: ({ incident, format }) => {
      const recorded = carryOut(incident, { type: 'RecordExport', format }, 'app')
      return { ok: true, path: `/exports/retro.${format}`, unrecorded: recorded.ok ? null : recorded.sentence }
    },
    exportBundle: ({ incident }) => ({ ok: true, path: `/exports/${incident}.knowngood`, unrecorded: null }),
    importBundle: () => answers.importBundle,
    cancelProgress: () => ({ ok: true }),
    chooseBackupFolder() {
      setBackup({ folder: '/backups', last: { at: '2025-02-01T15:00:00.000Z', incidents: incidents.size, files: 3, bytes: 4096 } })
      return { ok: true }
    },
    stopBackups() {
      setBackup({ folder: null, last: null })
      return { ok: true }
    },
    backUpNow: () => ({ ok: true, sentence: 'Nothing has changed since the last backup.' }),
    findBackups: () => answers.findBackups,
    restoreBackup: () => answers.restoreBackup,
    showExported: () => ({ ok: true }),
    saveSettings: (change) => {
      const parsed = settingsSchema.partial().safeParse(change)
      if (!parsed.success) return { ok: false, sentence: parsed.error.issues[0]!.message }
      settings = { ...settings, ...(parsed.data as Partial<Settings>) }
      return { ok: true, settings }
    },
    reach: () => reach,
    changeReach(change) {
      reach = { ...reach, ...(change as Partial<Reach>) }
      push('reach', reach)
      return { ok: true, reach }
    },
    quickDeclare: ({ title, severity }) => carryOut(null, { type: 'DeclareIncident', title, severity }, 'app'),
    hideDeclare: () => ({ ok: true }),
    copyText: () => ({ ok: true }),
    openLink: () => ({ ok: true }),
    saveChannel({ channel, secrets }) {
      const known = channels.find((status) => status.channel.id === channel['id'])
      const parsed = channelSchema.safeParse(known ? channel : { ...channel, id: `ch-${BASE32[channels.length]!.repeat(8)}` })
      if (!parsed.success) return { ok: false, field: String(parsed.error.issues[0]!.path[0]), sentence: parsed.error.issues[0]!.message }
      const names = new Set(known?.secrets)
      for (const [name, secret] of Object.entries(secrets)) if (secret === null) names.delete(name); else if (secret !== '') names.add(name)
      const status: ChannelStatus = { channel: parsed.data, secrets: [...names], kept: known?.kept ?? 'safe' }
      changeChannels(known ? channels.map((other) => (other === known ? status : other)) : [...channels, status])
      return { ok: true, id: parsed.data.id }
    },
    removeChannel({ id }) {
      changeChannels(channels.filter(({ channel }) => channel.id !== id))
      return { ok: true }
    },
    testChannel: () => answers.testChannel,
    sendAgain: () => ({ ok: true }),
    findRemote: () => answers.findRemote,
    currentPlaybook: () => playbookNow().playbook,
    checkPlaybook: () => playbookNow().status,
    openPlaybook() {
      if (playbookText === null) writePlaybook(STARTER_PLAYBOOK)
      return { ok: true }
    },
    editPlaybook({ edit, version }) {
      if (version !== playbookNow().status.version) return { ok: false, sentence: 'playbook.json was changed meanwhile.' }
      const edited = editPlaybookFile(playbookText ?? STARTER_PLAYBOOK, edit)
      if (!edited.ok) return { ok: false, sentence: edited.faults[0]!.sentence }
      beforeEdit = playbookText
      writePlaybook(edited.text)
      return { ok: true }
    },
    undoPlaybookEdit() {
      writePlaybook(beforeEdit)
      return { ok: true }
    },
    usePlaybook({ incident }) {
      const { playbook } = playbookNow()
      const hash = checksum(JSON.stringify(playbook)).toString(16).padStart(64, '0')
      keptPlaybooks.set(hash, playbook)
      return carryOut(incident, { type: 'UsePlaybook', playbook: hash, name: playbook.name }, 'app')
    },
    playbookOf: ({ incident }) => playbookOf(incident),
    printCard: ({ to }) => ({ ok: true, path: to === 'pdf' ? '/documents/break-glass card.pdf' : '' }),
    alerts: () => alerts,
    dismissAlert({ source, group, startsAt }) {
      showGroups(alerts.groups.filter((one) => one.source !== source || one.group !== group || one.startsAt !== startsAt), alerts.dismissed + 1)
      return { ok: true }
    },
    restoreAlerts() {
      setAlerts({ dismissed: 0 })
      return { ok: true }
    },
    readAlerts: ({ text }) => readAlerts(text),
    offerAlerts({ text }) {
      const read = readAlerts(text)
      if (!read.ok) return { ok: false, cancelled: false, sentence: read.sentence }
      showGroups([...alerts.groups, ...read.groups])
      return { ok: true, sentence: `Read ${alertsText(read.count, read.total)} of ${read.source}.` }
    },
    openAlertFile: () => answers.openAlertFile,
    changeAlertmanager({ url = alerts.alertmanager.url, on = alerts.alertmanager.on, token }) {
      setAlerts({ alertmanager: { url, on, token: token === undefined ? alerts.alertmanager.token : token ? 'safe' : null }, watch: { state: on ? 'watching' : 'off' } })
      return { ok: true }
    },
    checkAlertmanager: () => answers.checkAlertmanager,
  }

  return {
    asked,
    answers,
    setBackup,
    writePlaybook,
    playbookText: () => playbookText,
    setAlerts,
    push,
    fileStates,
    arrive,
    drafts: () => drafts,
    async ask(name, input) {
      asked.push({ name, input })
      await Promise.resolve()
      return replies[name](input as never)
    },
    on(name, listener) {
      const all = listeners.get(name) ?? new Set()
      listeners.set(name, all.add(listener))
      return () => void all.delete(listener)
    },
    elsewhere(incident, command, by) {
      const answer = carryOut(incident, command, 'cli', by)
      if (!answer.ok) throw new Error(answer.sentence)
      return answer.incident
    },
    folded: (id) => incidents.get(id)!.fold.current,
    fail(next) {
      fault = next
      push('fault', fault)
    },
    find(id, findings) {
      incidents.get(id)!.findings = findings
      push('findings', { incident: id, findings })
    },
  }
}

function lines(facts: readonly Fact[]): string {
  return facts.map((fact) => `${JSON.stringify(fact)}\n`).join('')
}

function rowOf({ id, fold, findings }: Incident): IncidentRow {
  const { state } = fold.current
  const declared = declarationOf(state)
  const next = runningClocks(state, BUILT_IN_PLAYBOOK)[0]
  return {
    id,
    title: titleOf(state),
    severity: severityAt(state),
    phase: phaseOf(state),
    declaredAt: declared?.time ?? new Date(0).toISOString(),
    backfilled: isBackfilled(state),
    practice: declared?.data.practice === true,
    archived: isArchived(state),
    nextDue: next ? { label: next.label, due: next.due } : null,
    findings: findings.filter(({ grave }) => grave).length,
  }
}
