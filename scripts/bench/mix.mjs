// Facts of a long incident, the same at every run: mostly notes and readings, and of everything else what a long incident has.

const START = Date.UTC(2025, 0, 6, 9)
const NOTES = [
  'Connections to the database climb in step with the deployment; latency follows',
  'Restarted the worker in eu-west-1, and the queue drains again at about 400 a second',
  'Support has three more reports from customers on the old plan, all of them in checkout',
  'p95 of the checkout is back below 800 ms after the third replica joined',
]
const METRICS = ['API error rate', 'p95 latency', 'queue depth']

/**
 * One fact, about 330 bytes as JSON. Facts are two seconds apart.
 * @param {number} index from 0, the declaration
 * @param {string} writer
 */
export function mixedFact(index, writer) {
  const time = new Date(START + index * 2000).toISOString()
  const [type, data] = bodyOf(index, writer)
  return {
    v: 1,
    id: idOf(index, writer),
    type,
    data,
    at: { time, precision: 'exact', zone: 'Europe/Berlin' },
    recordedAt: time,
    by: { person: index % 3 === 0 ? 'bench' : 'ada@example.org', name: index % 3 === 0 ? 'Bench' : 'Ada' },
    source: 'app',
  }
}

/** @param {number} index @param {string} writer */
function idOf(index, writer) {
  return `${new Date(START + index * 2000).toISOString()}-0000-${writer}`
}

/**
 * @param {number} index
 * @param {string} writer
 * @returns {[string, object]}
 */
function bodyOf(index, writer) {
  const before = (/** @type {number} */ steps) => idOf(index - steps, writer)
  if (index === 0) return ['IncidentDeclared', { title: 'The long one: checkout fails for every third customer' }]
  if (index === 1) return ['SeverityChanged', { severity: 'P1' }]
  if (index === 2) return ['Detected', { text: 'HighErrorRate fired for the API', by: 'alert' }]
  if (index === 3) return ['ImpactAssessed', { users: 'some', effect: 'degraded', scope: 'partial' }]
  if (index % 2000 === 100) return ['Paged', { whom: { name: `on-call ${index}` }, by: 'phone' }]
  if (index % 2000 === 101) return ['PageAcknowledged', { page: before(1) }]
  if (index % 500 === 200) return ['UpdatePosted', { audience: 'internal', text: 'We are still looking into it; the next update follows.' }]
  if (index % 400 === 300) return ['CheckRecorded', { name: 'error rate', verdict: index % 800 === 300 ? 'failed' : 'passed', reading: '0.4%' }]
  if (index % 4000 === 400) return ['DecisionRecorded', { kind: 'contain', text: `Turn off retries in service ${index}`, reason: 'they keep the queue full' }]
  if (index % 1000 === 500) return ['HypothesisStated', { text: `The pool of service ${index} is too small` }]
  if (index % 300 === 250) return ['EntryAmended', { target: before(7), data: { text: 'Support has four reports by now, not three' } }]
  if (index % 900 === 850) return ['EntryStruck', { target: before(9) }]
  if (index % 700 === 600) return ['EntryStarred', { target: before(3), starred: true }]
  if (index % 5 === 4) return ['MetricRead', { metric: METRICS[index % METRICS.length], value: Math.round(1000 * Math.abs(Math.sin(index / 900))) / 10, unit: '%' }]
  return ['NoteAdded', { text: `${NOTES[index % NOTES.length]} (${index})` }]
}
