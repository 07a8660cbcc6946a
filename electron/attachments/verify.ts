/** Checks the files that a stream's facts name. */
import { controlTargets } from '../../shared/facts/control.ts'
import type { Fact } from '../../shared/facts/fact.ts'
import { readData } from '../../shared/incident/events.ts'
import type { Disk } from '../journal/disk.ts'
import { findingOf, type Finding, type FindingCode } from '../journal/finding.ts'
import { relativeFilePath } from './layout.ts'
import { checkFile, type FileState } from './read.ts'

const CODES: Record<Exclude<FileState['state'], 'there'>, FindingCode> = { missing: 'missing-attachment', changed: 'changed-attachment', unreadable: 'unreadable-file' }

export interface FileCheck {
  /** Takes note of a fact, as a journal holds it. */
  visit(fact: Fact): void
  /** Reads every file that was named, and answers what is wrong with them. */
  findings(dataDir: string, stream: string, disk: Disk): Promise<Finding[]>
}

export function createFileCheck(): FileCheck {
  /** by the fact's id */
  const named = new Map<string, { sha256: string; name: string }>()
  const erased = new Set<string>()
  return {
    visit(fact) {
      if (fact.type === 'Redacted') for (const id of controlTargets(fact)) erased.add(id)
      if (fact.redacted) erased.add(fact.id)
      const data = readData(fact, 'FileAttached')
      if (data) named.set(fact.id, data)
    },
    async findings(dataDir, stream, disk) {
      const files = new Map<string, string>()
      for (const [id, { sha256, name }] of named) if (!erased.has(id)) files.set(sha256, files.get(sha256) ?? name)
      const found: Finding[] = []
      for (const [sha256, name] of files) {
        const checked = await checkFile(dataDir, { stream, sha256, name }, disk)
        if (checked.state !== 'there') found.push(findingOf(relativeFilePath(stream, sha256), { code: CODES[checked.state], detail: checked.sentence }))
      }
      return found
    },
  }
}
