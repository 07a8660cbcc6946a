/** Journals of every released version are read today as they were meant, and nothing that reads old shapes goes unexercised. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import manifest from '../../../package.json' with { type: 'json' }
import { openDesk } from '../../../electron/desk.ts'
import { verifyStore } from '../../../electron/journal/verify.ts'
import { CONTROL_FACTS } from '../../../shared/facts/control.ts'
import { FACT_VERSION } from '../../../shared/facts/fact.ts'
import { UPCASTS, type Upcast } from '../../../shared/facts/upcast.ts'
import { INCIDENT_FACTS } from '../../../shared/incident/events.ts'
import { phaseOf, severityAt, titleOf } from '../../../shared/incident/status.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { durationsOf } from '../../../shared/views/durations.ts'
import { timelineOf } from '../../../shared/views/timeline.ts'
import { ANA, fact } from '../../helpers/facts.ts'
import { FROZEN, frozenStores, uncovered, type FrozenStore, type Shapes } from '../../helpers/frozen-journals.ts'

interface Expected {
  readonly title: string
  readonly phase: string
  readonly severity: string
  /** min, by name */
  readonly durations: Readonly<Record<string, number>>
  /** entries a type; a type that is frozen with made-up words is not named */
  readonly counts: Readonly<Record<string, number>>
  readonly struck: readonly string[]
  /** words that the timeline shows, among others */
  readonly shown: readonly string[]
}

/** Worked out by hand from test/helpers/frozen-story.ts. */
const EXPECTED: Readonly<Record<string, Expected>> = {
  '0.1.0': {
    title: 'API errors after Dashboard v2.0',
    phase: 'reviewed',
    severity: 'P1',
    durations: {
      'Deployment to detection': 10,
      'Impact start to detection': 5,
      'Detection to declaration': 1,
      'Detection to page': 6,
      'Detection to acknowledgement': 8,
      'Detection to notice': 11,
      'Detection to decision': 14,
      // The last mitigation after the reopening, 14:45.
      'Detection to mitigation': 45,
      'Impact start to mitigation': 50,
      'Deployment to mitigation': 55,
      'Mitigation to cause found': 105,
      'Detection to resolution': 75,
      // Two days later at 14:00.
      'Deployment to retro': 48 * 60 + 10,
      'Mitigation to retro': 47 * 60 + 15,
    },
    counts: {
      IncidentDeclared: 1, TitleChanged: 1, PlaybookChanged: 1, SeverityChanged: 2, Detected: 1, AlertFired: 1, AlertResolved: 1, ReminderSnoozed: 1, ClockStepped: 1, DeliveryQueued: 1, DeliveryTried: 1, DeliveryAnswered: 1, RemoteLinked: 1, ImpactStarted: 1, ImpactAssessed: 1, MetricRead: 1,
      // Ana at 14:04, and Bo, who confirmed a hand-over at 14:16.
      RoleAssigned: 2, HandoverOffered: 2, HandoverEnded: 1, ReleaseLinked: 1, Deployed: 1, Paged: 3, PageAcknowledged: 1, PageEscalated: 1, PageOutcomeRecorded: 2, StakeholdersNotified: 1,
      UpdatePosted: 1, DecisionRecorded: 1, RemediationStarted: 1, RemediationCompleted: 1, CheckRecorded: 1, IncidentMitigated: 2, IncidentResolved: 2,
      IncidentReopened: 1, InvestigationStarted: 1, HypothesisStated: 1, HypothesisJudged: 1, ContributingFactorNamed: 1, ActionItemAdded: 1,
      ActionItemChanged: 3, PromiseMade: 2, PromiseSettled: 1, RetroScheduled: 1, RetroHeld: 1, EntryStarred: 1, ReminderShown: 1, ExportRecorded: 1, IncidentArchived: 1,
      FileAttached: 2, EntryAmended: 1, EntryStruck: 3, Redacted: 1, SeanceHeld: 1,
      // Two were imported under one key, and are one.
      NoteAdded: 7,
    },
    struck: ['posted in the wrong window'],
    shown: ['Contributing factor: the pool of v2.0 was a tenth of that of v1.9', 'of the year 2031', 'Recorded by a newer version of Knowngood: SeanceHeld', 'Redacted', 'Page to database on-call: voicemail'],
  },
}

const stores = await frozenStores()

describe.each(stores)('the incident that $version wrote', ({ version, dataDir, incident: id, facts }: FrozenStore) => {
  const expected = EXPECTED[version]!
  const read = async () => {
    const desk = openDesk({ dataDir, clock: { now: () => 0 }, actor: () => ANA, source: 'app', zone: () => 'UTC' })
    return (await desk.read(id))!
  }

  it('is sound to the last byte, and what was redacted is gone', async () => {
    const verified = await verifyStore(dataDir)
    expect(verified).toMatchObject({ ok: true, report: { findings: [], redactedLines: 2, exports: [{ stream: id, export: { format: 'html' } }] } })
    expect(JSON.stringify(facts)).not.toContain('hunter2')
  })

  it('says what it said then', async () => {
    const { incident, findings, playbook } = await read()
    const { state, entries, rivals } = incident
    expect([findings, rivals]).toEqual([[], []])
    expect([titleOf(state), phaseOf(state), severityAt(state)]).toEqual([expected.title, expected.phase, expected.severity])
    expect(Object.fromEntries(durationsOf(state).map(({ name, ms }) => [name, ms! / 60_000]))).toEqual(expected.durations)
    const counts: Record<string, number> = {}
    for (const entry of entries) counts[entry.fact.type] = (counts[entry.fact.type] ?? 0) + 1
    expect(counts).toMatchObject(expected.counts)
    const rows = timelineOf(incident, playbook, String)
    expect(rows.filter(({ struck }) => struck).map(({ text }) => text)).toEqual(expected.struck)
    expect(rows.map(({ text }) => text)).toEqual(expect.arrayContaining([...expected.shown]))
    // Of all that stands there, only a newer version's type is not understood.
    expect(rows.filter(({ unreadable }) => unreadable).map(({ text }) => text)).toEqual(['Recorded by a newer version of Knowngood: SeanceHeld'])
    expect(playbook).toEqual(BUILT_IN_PLAYBOOK)
  })

  it('keeps what this version does not know', () => {
    expect(facts).toContainEqual(expect.objectContaining({ type: 'NoteAdded', data: { text: 'with more than we know', mood: 'calm' }, weather: { rain: true } }))
    expect(facts).toContainEqual(expect.objectContaining({ type: 'SeanceHeld', data: { ghosts: 3 } }))
  })
})

describe('what is frozen', () => {
  it('never changes', async () => {
    const files = (await readdir(FROZEN, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => relative(FROZEN, join(entry.parentPath, entry.name)).split(sep).join('/'))
    const frozen = files.filter((name) => name.includes('/')).sort()
    const sums = await Promise.all(frozen.map(async (name) => `${createHash('sha256').update(await readFile(join(FROZEN, name))).digest('hex')}  ${name}\n`))
    const listed = (await readFile(join(FROZEN, 'SHA256SUMS'), 'utf8')).split(/(?<=\n)/).sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1))
    expect(sums).toEqual(listed)
  })

  it('is expected of every version', () => {
    expect(stores.map(({ version }) => version)).toEqual(Object.keys(EXPECTED))
  })

  const TODAY: Shapes = { version: manifest.version, factVersion: FACT_VERSION, steps: UPCASTS, types: [...Object.keys(INCIDENT_FACTS), ...Object.keys(CONTROL_FACTS)] }

  it('covers every type of fact, and every migration', () => {
    expect(uncovered(TODAY, stores)).toEqual([])
  })

  describe('is guarded:', () => {
    const lift: Upcast = (old) => ({ ...old, data: { ...old.data, lifted: true } })
    const ofVersion = (version: string, v: number, ...types: string[]) => ({ version, facts: types.map((type, index) => fact(index, type, { text: 'x' }, { v })) })

    it('a type of fact that is not frozen fails the suite', () => {
      expect(uncovered({ ...TODAY, types: [...TODAY.types, 'TeaServed'] }, stores)).toEqual([`no frozen journal of ${TODAY.version} holds TeaServed`])
      // Erased, it shows nothing of its shape.
      const erased = { version: '2.0.0', facts: [fact(1, 'TeaServed', {}, { redacted: true })] }
      expect(uncovered({ ...TODAY, version: '2.0.0', types: ['TeaServed'] }, [erased])).toEqual(['no frozen journal of 2.0.0 holds TeaServed'])
    })

    it('a version that is not frozen fails it', () => {
      expect(uncovered({ ...TODAY, version: '9.9.9', types: [] }, stores)).toEqual(['version 9.9.9 has no frozen journal'])
    })

    it('a new version of facts without a migration fails it, and so does a migration too many', () => {
      expect(uncovered({ ...TODAY, types: [], factVersion: FACT_VERSION + 1 }, stores)).toEqual([`facts are at version ${String(FACT_VERSION + 1)}, with ${String(UPCASTS.length)} migrations`])
      expect(uncovered({ ...TODAY, types: [], steps: [...UPCASTS, lift] }, stores)).toContain(`facts are at version ${String(FACT_VERSION)}, with ${String(UPCASTS.length + 1)} migrations`)
    })

    it('a migration that no frozen journal exercises fails it', () => {
      const planted: Shapes = { version: '3.0.0', factVersion: 3, steps: [lift, lift], types: ['NoteAdded'] }
      const now = ofVersion('3.0.0', 3, 'NoteAdded')
      expect(uncovered(planted, [now])).toEqual(['the migration from version 1 is never exercised', 'the migration from version 2 is never exercised'])
      expect(uncovered(planted, [ofVersion('2.0.0', 2, 'NoteAdded'), now])).toEqual(['the migration from version 1 is never exercised'])
      expect(uncovered(planted, [ofVersion('1.0.0', 1, 'NoteAdded'), now])).toEqual([])
    })

    it('a journal of the current version that is written in an older shape fails it', () => {
      const planted: Shapes = { version: '2.0.0', factVersion: 2, steps: [lift], types: ['NoteAdded'] }
      expect(uncovered(planted, [ofVersion('1.0.0', 1, 'NoteAdded'), ofVersion('2.0.0', 1, 'NoteAdded')])).toEqual(['no frozen journal of 2.0.0 holds NoteAdded'])
    })
  })
})
