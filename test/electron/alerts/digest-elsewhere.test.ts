/** A flood of alerts is read in another thread; what is known of it is the same as if it were read here. */
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { digestAlerts, MOST_KEPT } from '../../../electron/alerts/digest.ts'
import { createDigestElsewhere } from '../../../electron/alerts/digest-elsewhere.ts'
import { apiAlert } from '../../helpers/alerts.ts'
import { utc } from '../../helpers/facts.ts'

const WORKER = join(import.meta.dirname, '..', '..', '..', 'out', 'worker', 'worker.cjs')

// A worker is a thread with a bundle to read, and a busy machine starts it slowly.
vi.setConfig({ testTimeout: 60_000 })

const alerts = Array.from({ length: 10_000 }, (_, index) => apiAlert({ labels: { alertname: 'Down', service: `s${String(index % 1000)}`, instance: String(index) }, startsAt: utc('14:15') }))
const bytes = Buffer.from(JSON.stringify(alerts))

it('ten thousand of them in a thousand groups: the first five hundred whole, the others counted, and all of them by name', async () => {
  const digest = await createDigestElsewhere(WORKER)(bytes, utc('14:30'))
  expect(digest).toMatchObject({ ok: true, rest: { groups: 500, alerts: 5000 } })
  expect(digest.ok && digest.groups).toHaveLength(MOST_KEPT)
  expect(digest.ok && new Set(digest.firing).size).toBe(1000)
  expect(digest).toEqual(digestAlerts(bytes, utc('14:30')))
})

it('where the thread cannot start, they are read all the same, and that is said', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  expect(await createDigestElsewhere('/nowhere/worker.cjs')(bytes, utc('14:30'))).toEqual(digestAlerts(bytes, utc('14:30')))
  expect(said).toHaveBeenCalledOnce()
  said.mockRestore()
})
