/** What a retro of the guide's example must hold, from guide.md: its rows, and the durations that it implies. */

/** "The example incident": day, time, and words by which its row is known. */
export const GUIDE_ROWS = [
  ['Saturday, 1 February 2025', '14:00', 'Dashboard v2 deployed to production'],
  ['Saturday, 1 February 2025', '14:15', 'API error rate up to 15%'],
  ['Saturday, 1 February 2025', '14:18', 'Paged on-call engineer'],
  ['Saturday, 1 February 2025', '14:18', 'Notified PM, Product Lead'],
  ['Saturday, 1 February 2025', '14:22', 'Decision: roll back (cause unclear, user impact high)'],
  ['Saturday, 1 February 2025', '14:30', 'Rollback complete: error rate back to 0.2%'],
  ['Saturday, 1 February 2025', '14:45', 'Investigation began'],
  ['Saturday, 1 February 2025', '17:00', 'Contributing factor: database connection pool exhausted'],
  ['Sunday, 2 February 2025', '10:00', 'Forward fix complete: fix built and tested, redeployed successfully'],
  ['Monday, 3 February 2025', '14:00', 'Blameless retrospective held: action items made'],
] as const

/** "What it implies": each length with both its ends. */
export const GUIDE_DURATIONS = [
  ['Deployment to detection', '15 min, 14:00 → 14:15'],
  ['Detection to page', '3 min, 14:15 → 14:18'],
  ['Detection to notice', '3 min, 14:15 → 14:18'],
  ['Detection to decision', '7 min, 14:15 → 14:22'],
  ['Detection to mitigation', '15 min, 14:15 → 14:30'],
  ['Deployment to mitigation', '30 min, 14:00 → 14:30'],
  ['Mitigation to cause found', '2 h 30 min, 14:30 → 17:00'],
  ['Deployment to retro', '48 h, 14:00 → 2025-02-03 14:00'],
  ['Mitigation to retro', '47 h 30 min, 14:30 → 2025-02-03 14:00'],
] as const
