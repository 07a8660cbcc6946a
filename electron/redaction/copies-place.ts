/** The copies that this machine made of the store, bundles and backups, as one place that a redaction reaches. */
import type { Copies } from '../copies.ts'
import type { Place } from './place.ts'

/** @param zone of the times in its sentences, asked each time; IANA */
export function copiesPlace(copies: Copies, zone: () => string): Place {
  return {
    async erase(redaction) {
      // Loaded when it is wanted: start-up is quicker without zip.
      const [{ backupPlace }, { bundlePlace }] = await Promise.all([import('../backup/backup-place.ts'), import('../bundle/bundle-place.ts')])
      const notices: string[] = []
      for (const place of [backupPlace(copies), bundlePlace(copies, zone)]) notices.push(...(await place.erase(redaction)))
      return notices
    },
  }
}
