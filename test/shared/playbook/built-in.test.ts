/** A walk through the guide: every id is in the built-in playbook once, with its owner and its "if". */
import { describe, expect, it } from 'vitest'
import { ROLES } from '../../../shared/incident/words.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { groupName, isGroup, parsePlaybook, type PlaybookItem } from '../../../shared/playbook/schema.ts'

type Row = readonly [id: string, about: RegExp, owners?: string, onlyIf?: string]

/** By hand from the guide: the id, words that it must hold, the owners in [brackets] (PdM is the Product Manager), its "(if …)". */
const GUIDE: Readonly<Record<string, readonly Row[]>> = {
  releaseTypes: [['RT1', /hotfix/], ['RT2', /incremental/i], ['RT3', /breaking changes/]],
  beforeRelease: [
    ['PR1', /acceptance criteria.*pull requests/i],
    ['PR2', /definition of done/i],
    ['PR3', /CI.*security.*high-severity/],
    ['PR4', /release notes.*stakeholders/i, 'Technical Writer with PM, Product Manager'],
    ['PR5', /rollback or mitigation plan.*tested/i, 'Release Manager'],
    ['PR6', /smoke tests.*staging/i, 'QA Lead'],
    ['PR7', /performance testing/i, '', 'if applicable'],
    ['PR8', /migrations.*reversible/, '', 'if applicable'],
    ['PR9', /support.*trained/i],
    ['PR10', /monitoring and alerting/i],
    ['PR11', /documentation/i, 'Technical Writer'],
    ['PR12', /customer communication plan/i, 'Customer Success', 'if customer-facing'],
  ],
  deployment: [
    ['DP1', /window.*stakeholders/i, 'Release Manager with PM, Tech Lead', 'if needed'],
    ['DP2', /backup or snapshot/i, 'Release Manager with PM, Tech Lead', 'if applicable'],
    ['DP3', /staging/, 'Release Manager with PM, Tech Lead'],
    ['DP4', /smoke tests.*staging.*critical paths/i, 'QA Lead'],
    ['DP5', /production.*automated pipeline/, 'Release Manager with PM, Tech Lead'],
    ['DP6', /smoke tests on production/, 'Release Manager'],
    ['DP7', /error rates, latency and key metrics.*30 minutes/i, 'Release Manager with PM, Tech Lead'],
    ['DP8', /announced to stakeholders, support and end users/, 'PM'],
    ['DP9', /customer communication sent/i, 'Customer Success', 'if customer-facing'],
    ['DP10', /status page or changelog/i, '', 'if public-facing'],
    ['DP11', /documentation live/i, 'Technical Writer'],
  ],
  smokeTests: [['SM1', /log in/], ['SM2', /3 s/], ['SM3', /5 s/], ['SM4', /desktop and mobile/], ['SM5', /CSV/], ['SM6', /API errors/], ['SM7', /console errors or warnings/]],
  incident: [
    ['IN1', /impact.*users affected.*severe/i],
    ['IN2', /page the on-call engineer.*P0 and P1/i, 'Release Manager'],
    ['IN3', /stakeholders within 15 minutes/],
    ['IN4', /Customer Success at once/, '', 'if customers are affected'],
    ['IN5', /roll back, or fix forward/],
    ['IN6', /last known-good release.*automated/, 'Release Manager', 'if rolling back'],
    ['IN7', /issue is gone.*stable/],
    ['IN8', /triage the root cause.*team/i],
    ['IN9', /action items.*learned.*prevents/i, 'PM with Scrum Master'],
    ['IN10', /customers on status and resolution/, 'Customer Success'],
    ['IN11', /blameless retrospective within 48 hours/],
  ],
  criteria: [['IN5a', /widespread.*no fix.*severe/], ['IN5b', /isolated.*fix is ready.*lose data/]],
  releaseNotes: [['RN1', /name or number/i], ['RN2', /date/i], ['RN3', /summary/i], ['RN4', /notable changes/i], ['RN5', /breaking changes/i], ['RN6', /migration steps/i, '', 'if any'], ['RN7', /known issues/i], ['RN8', /documentation/]],
}

const { releaseTypes, beforeRelease, deployment, smokeTests, incident, rollBackIf, fixForwardIf, releaseNotes } = BUILT_IN_PLAYBOOK
const PLAYBOOK: Readonly<Record<string, readonly PlaybookItem[]>> = {
  releaseTypes, beforeRelease, deployment, smokeTests: smokeTests.items, incident, criteria: [...rollBackIf, ...fixForwardIf], releaseNotes: releaseNotes.fields,
}

describe('the built-in playbook', () => {
  it.each(Object.entries(GUIDE))('holds every item of %s, in order, with its owner and its "if"', (part, rows) => {
    expect(PLAYBOOK[part]!.map(({ id }) => id)).toEqual(rows.map(([id]) => id))
    rows.forEach(([, about, owner = '', onlyIf], index) => {
      const item = PLAYBOOK[part]![index]!
      expect(item.text).toMatch(about)
      expect([item.owners.join(', '), item.with.join(', ')].filter(Boolean).join(' with ')).toBe(owner)
      expect(item.onlyIf).toBe(onlyIf)
    })
  })

  it('names an id once', () => {
    const ids = Object.values(PLAYBOOK).flat().map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)])
  })

  it('has the owners and the groups of the release notes', () => {
    expect([releaseNotes.owners, releaseNotes.with]).toEqual([['Technical Writer'], ['PM', 'Product Manager']])
    expect(releaseNotes.groups).toEqual(['New features', 'Improvements', 'Bug fixes', 'Performance'])
  })

  it('says what every role does, the guide\'s and the field\'s', () => {
    const guide = ['Release Manager', 'Technical Writer', 'PM', 'Product Manager', 'Product Lead', 'QA Lead', 'Tech Lead', 'Customer Success', 'Scrum Master', 'on-call engineer', 'support', 'stakeholders']
    const field = ['incident commander', 'scribe', 'communications lead', 'responder']
    const named = BUILT_IN_PLAYBOOK.roles.map(({ name }) => name)
    expect([...named].sort()).toEqual([...guide, ...field].sort())
    expect(named).toEqual(expect.arrayContaining([...ROLES]))
    for (const owner of Object.values(PLAYBOOK).flat().flatMap((item) => [...item.owners, ...item.with])) expect(named).toContain(owner)
  })

  it('has the guide\'s times: 15 minutes, 30 minutes, 48 hours; P0 and P1 page', () => {
    const { times, severities } = BUILT_IN_PLAYBOOK
    expect([times.notifyWithinMinutes, times.watchMinutes, times.retroHeldWithinMinutes]).toEqual([15, 30, 48 * 60])
    expect([times.pageWithinMinutes, times.answerWithinMinutes, times.customerGroupWithinMinutes, times.retroScheduledWithinMinutes]).toEqual([2, 5, 2, 4 * 60])
    expect(severities.map(({ id, pages }) => [id, pages])).toEqual([['P0', true], ['P1', true], ['P2', false], ['P3', false]])
  })

  it('tells PM, Product Lead and the relevant teams as stakeholders, Customer Success where customers are hurt', () => {
    const { groups, customerGroup } = BUILT_IN_PLAYBOOK
    expect(groups.filter(({ stakeholder }) => stakeholder).map(({ name }) => name)).toEqual(['PM', 'Product Lead', 'relevant teams'])
    expect(groupName(BUILT_IN_PLAYBOOK, customerGroup)).toBe('Customer Success')
  })
})

describe('a group in a notice', () => {
  it.each(['customer-success', 'Customer Success', 'customer success'])('is the same as an id and by name: %s', (named) => {
    expect(isGroup(BUILT_IN_PLAYBOOK, 'customer-success', named)).toBe(true)
    expect(isGroup(BUILT_IN_PLAYBOOK, 'pm', named)).toBe(false)
  })

  it('that the playbook does not know is its own name', () => {
    expect(groupName(BUILT_IN_PLAYBOOK, 'legal')).toBe('legal')
  })
})

describe('reading a playbook', () => {
  it('takes what was written', () => {
    expect(parsePlaybook(JSON.parse(JSON.stringify(BUILT_IN_PLAYBOOK)))).toEqual({ ok: true, playbook: BUILT_IN_PLAYBOOK })
  })

  it('names the field that is wrong', () => {
    const read = parsePlaybook({ ...BUILT_IN_PLAYBOOK, times: { ...BUILT_IN_PLAYBOOK.times, watchMinutes: -1 } })
    expect(!read.ok && read.sentence).toMatch(/^The playbook cannot be read: times\.watchMinutes: .+\.$/)
  })
})
