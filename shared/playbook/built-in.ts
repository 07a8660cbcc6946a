/** The built-in playbook: the Release & Deployment Guide, item by item, under the guide's own ids. */
import { playbookSchema, type Playbook } from './schema.ts'

/** Kept as one value so that its JSON text, and so its hash, is the same on every machine. */
export const BUILT_IN_PLAYBOOK: Playbook = playbookSchema.parse({
  format: 'knowngood-playbook',
  version: 1,
  name: 'Release & Deployment Guide',
  purpose: 'One way for features to reach production, so that risk is low and what happens is seen.',

  releaseTypes: [
    { id: 'RT1', text: 'Patch: a hotfix for a critical production issue' },
    { id: 'RT2', text: 'Minor: incremental features and improvements' },
    { id: 'RT3', text: 'Major: significant functionality, or breaking changes' },
  ],

  beforeRelease: [
    { id: 'PR1', text: 'Acceptance criteria met and pull requests merged' },
    { id: 'PR2', text: 'Every item meets the Definition of Done' },
    { id: 'PR3', text: 'CI passes, security scans too: no high-severity vulnerability' },
    { id: 'PR4', text: 'Release notes drafted, and reviewed by stakeholders', owners: ['Technical Writer'], with: ['PM', 'Product Manager'] },
    { id: 'PR5', text: 'Rollback or mitigation plan documented and tested', owners: ['Release Manager'] },
    { id: 'PR6', text: 'Smoke tests prepared, and validated in staging', owners: ['QA Lead'] },
    { id: 'PR7', text: 'Performance testing done', onlyIf: 'if applicable' },
    { id: 'PR8', text: 'Database migrations tested and reversible', onlyIf: 'if applicable' },
    { id: 'PR9', text: 'Support and customer-facing teams trained on what is new' },
    { id: 'PR10', text: 'Monitoring and alerting set up for what is new' },
    { id: 'PR11', text: 'Documentation updated and published', owners: ['Technical Writer'] },
    { id: 'PR12', text: 'Customer communication plan ready', owners: ['Customer Success'], onlyIf: 'if customer-facing' },
  ],

  deployment: [
    { id: 'DP1', text: 'Deployment window scheduled and communicated to stakeholders', owners: ['Release Manager'], with: ['PM', 'Tech Lead'], onlyIf: 'if needed' },
    { id: 'DP2', text: 'Backup or snapshot made', owners: ['Release Manager'], with: ['PM', 'Tech Lead'], onlyIf: 'if applicable' },
    { id: 'DP3', text: 'Deployed to staging', owners: ['Release Manager'], with: ['PM', 'Tech Lead'] },
    { id: 'DP4', text: 'Smoke tests run on staging, all critical paths verified', owners: ['QA Lead'] },
    { id: 'DP5', text: 'Deployed to production, by the automated pipeline where there is one', owners: ['Release Manager'], with: ['PM', 'Tech Lead'] },
    { id: 'DP6', text: 'Verified after the deployment, with smoke tests on production', owners: ['Release Manager'] },
    { id: 'DP7', text: 'Error rates, latency and key metrics watched for 30 minutes or more', owners: ['Release Manager'], with: ['PM', 'Tech Lead'] },
    { id: 'DP8', text: 'Release announced to stakeholders, support and end users', owners: ['PM'] },
    { id: 'DP9', text: 'Customer communication sent', owners: ['Customer Success'], onlyIf: 'if customer-facing' },
    { id: 'DP10', text: 'Status page or changelog updated', onlyIf: 'if public-facing' },
    { id: 'DP11', text: 'Documentation live and accessible', owners: ['Technical Writer'] },
  ],

  smokeTests: {
    name: 'Dashboard',
    items: [
      { id: 'SM1', text: 'A user can log in', critical: true },
      { id: 'SM2', text: 'The dashboard loads within 3 s', critical: true },
      { id: 'SM3', text: 'Data updates every 5 s', critical: true },
      { id: 'SM4', text: 'Charts render on desktop and mobile' },
      { id: 'SM5', text: 'Export to CSV works' },
      { id: 'SM6', text: 'API errors show a proper message' },
      { id: 'SM7', text: 'No console errors or warnings in the browser' },
    ],
  },

  incident: [
    { id: 'IN1', text: 'Assess impact: are users affected, and how severe is it?' },
    { id: 'IN2', text: 'Page the on-call engineer for P0 and P1', owners: ['Release Manager'] },
    { id: 'IN3', text: 'Notify stakeholders within 15 minutes' },
    { id: 'IN4', text: 'Notify Customer Success at once when customers are affected', onlyIf: 'if customers are affected' },
    { id: 'IN5', text: 'Decide: roll back, or fix forward?' },
    { id: 'IN6', text: 'Roll back to the last known-good release, by the automated process', owners: ['Release Manager'], onlyIf: 'if rolling back' },
    { id: 'IN7', text: 'Verify: the issue is gone and the system is stable' },
    { id: 'IN8', text: 'Triage the root cause: assemble the team for analysis' },
    { id: 'IN9', text: 'Capture action items: what was learned, what prevents it', owners: ['PM'], with: ['Scrum Master'] },
    { id: 'IN10', text: 'Update customers on status and resolution', owners: ['Customer Success'] },
    { id: 'IN11', text: 'Schedule the blameless retrospective within 48 hours' },
  ],
  rollBackIf: [{ id: 'IN5a', text: 'Roll back if the issue is widespread, or no fix is immediately available, or user impact is severe' }],
  fixForwardIf: [{ id: 'IN5b', text: 'Fix forward if the issue is isolated, or a fix is ready and tested, or rolling back would lose data' }],

  releaseNotes: {
    owners: ['Technical Writer'],
    with: ['PM', 'Product Manager'],
    fields: [
      { id: 'RN1', text: 'Name or number' },
      { id: 'RN2', text: 'Date' },
      { id: 'RN3', text: 'Summary' },
      { id: 'RN4', text: 'Notable changes, in groups' },
      { id: 'RN5', text: 'Breaking changes' },
      { id: 'RN6', text: 'Migration steps', onlyIf: 'if any' },
      { id: 'RN7', text: 'Known issues' },
      { id: 'RN8', text: 'Links to documentation' },
    ],
    groups: ['New features', 'Improvements', 'Bug fixes', 'Performance'],
  },

  roles: [
    { name: 'incident commander', does: 'Leads the response: asks, decides, hands out tasks, and keeps everyone to one picture.' },
    { name: 'scribe', does: 'Writes down what happens while it happens, with times.' },
    { name: 'communications lead', does: 'Keeps stakeholders and customers told, on time.' },
    { name: 'responder', does: 'Works on the problem and reports what was seen and done.' },
    { name: 'on-call engineer', does: 'Answers the page and looks first.' },
    { name: 'Release Manager', does: 'Coordinates the response and the deployment, and carries out the rollback.' },
    { name: 'Technical Writer', does: 'Owns release notes and documentation.' },
    { name: 'PM', does: 'Is told early, announces internally, and leads the capture of action items.' },
    { name: 'Product Manager', does: 'Gives input to release notes.' },
    { name: 'Product Lead', does: 'Is told early, as a stakeholder.' },
    { name: 'QA Lead', does: 'Prepares and signs off smoke tests.' },
    { name: 'Tech Lead', does: 'Supports the deployment and the analysis.' },
    { name: 'Customer Success', does: 'Tells customers: on status and on resolution.' },
    { name: 'Scrum Master', does: 'Tracks the follow-ups.' },
    { name: 'support', does: 'Hears from customers, and must know what is going on.' },
    { name: 'stakeholders', does: 'Are told within 15 minutes, and kept told.' },
  ],

  severities: [
    { id: 'P0', meaning: 'All customers blocked, or data at risk', pages: true, updateEveryMinutes: 20, thenEveryMinutes: 60 },
    { id: 'P1', meaning: 'Many customers hurt, or something vital degraded', pages: true, updateEveryMinutes: 20, thenEveryMinutes: 60 },
    { id: 'P2', meaning: 'Some customers hurt, with a way round', pages: false, updateEveryMinutes: 60, thenEveryMinutes: 120 },
    { id: 'P3', meaning: 'Cosmetic, or internal only', pages: false, updateEveryMinutes: 240 },
  ],

  groups: [
    { id: 'pm', name: 'PM', stakeholder: true },
    { id: 'product-lead', name: 'Product Lead', stakeholder: true },
    { id: 'relevant-teams', name: 'relevant teams', stakeholder: true },
    { id: 'customer-success', name: 'Customer Success', stakeholder: false },
  ],
  customerGroup: 'customer-success',

  matrix: [
    { severity: 'P0', when: { dataAtRisk: ['yes'] }, why: 'Data is at risk' },
    { severity: 'P0', when: { users: ['all'], effect: ['blocked'] }, why: 'All customers are blocked' },
    { severity: 'P3', when: { effect: ['cosmetic'] }, why: 'It is cosmetic' },
    { severity: 'P3', when: { users: ['none', 'internal'] }, why: 'No customer is affected' },
    { severity: 'P1', when: { users: ['all'] }, why: 'All customers are affected' },
    { severity: 'P1', when: { users: ['some'], scope: ['widespread'], effect: ['blocked', 'degraded'] }, why: 'Customers are hurt, and it is widespread' },
    { severity: 'P2', when: { users: ['some'] }, why: 'Some customers are affected' },
    { severity: 'P2', when: { customersAffected: ['yes'] }, why: 'Customers are affected' },
  ],
  directory: [],
  breakGlass: [],

  times: {
    pageWithinMinutes: 2,
    answerWithinMinutes: 5,
    notifyWithinMinutes: 15,
    customerGroupWithinMinutes: 2,
    updateEveryMinutesUnset: 30,
    watchMinutes: 30,
    watchSlackMinutes: 5,
    retroScheduledWithinMinutes: 4 * 60,
    retroHeldWithinMinutes: 48 * 60,
    updateOftenForMinutes: 120,
    pageExpiresMinutes: 10,
    cardCheckDays: 90,
  },
})
