/** Opens a bundle and merges it into a store: all of it is checked before anything is written. */
import { faultOf } from '../journal/fault.ts'
import type { Disk } from '../journal/disk.ts'
import { mergeInto, type Merged } from '../merge/merge.ts'
import type { BundleLimits } from './manifest.ts'
import { openBundle } from './read-bundle.ts'
import { isRefusal } from './refusal.ts'

export type ImportResult =
  | { readonly ok: true; readonly merged: Merged; readonly damagedLines: number }
  /** `refused`: the bundle is not as it should be, and nothing was changed; `fault`: a disk did not do its part */
  | { readonly ok: false; readonly kind: 'refused' | 'fault' | 'cancelled'; readonly sentence: string }

export interface ImportOptions {
  readonly disk?: Disk
  readonly limits?: BundleLimits
  /** of the whole, 0 to 1 */
  readonly onProgress?: (part: number) => void
  readonly signal?: AbortSignal
}

/** Never rejects for what the file holds nor for what the disk does. May be asked again, as often as anyone likes. */
export async function importBundle(dataDir: string, path: string, { onProgress = () => undefined, ...options }: ImportOptions = {}): Promise<ImportResult> {
  const { signal } = options
  try {
    // Checking and merging read the file once each.
    const bundle = await openBundle(path, { ...options, onProgress: (done, total) => onProgress(done / Math.max(1, total) / 2) })
    try {
      const result = await mergeInto(dataDir, bundle.source, { ...options, onProgress: (done) => onProgress(0.5 + done / Math.max(1, bundle.bytes) / 2) })
      if (result.ok) return { ok: true, merged: result.merged, damagedLines: bundle.damagedLines }
      if (result.kind === 'cancelled') return { ok: false, kind: 'cancelled', sentence: 'It was stopped. To add the rest, open the bundle again: nothing is added twice.' }
      return { ok: false, kind: 'fault', sentence: result.fault.sentence }
    } finally {
      await bundle.close()
    }
  } catch (error) {
    if (isRefusal(error)) return { ok: false, kind: 'refused', sentence: error.message }
    if (signal?.aborted) return { ok: false, kind: 'cancelled', sentence: 'It was stopped. Nothing was changed.' }
    return { ok: false, kind: 'fault', sentence: faultOf(error, { doing: 'read', where: path, outcome: 'nothing was changed' }).sentence }
  }
}
