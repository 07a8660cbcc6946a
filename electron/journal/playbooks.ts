/** Keeps every playbook that an incident ever named, under the hash of its text. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { writeAtomically } from './atomic-write.ts'
import { nodeDisk, type Disk } from './disk.ts'
import { faultOf, type Fault } from './fault.ts'
import { playbookFolder } from './layout.ts'
import { syncWay } from './sync-way.ts'

/** `playbooks` in the data folder */
const PLAYBOOKS_DEPTH = 1

/** Stores a playbook's text unless it is there, unharmed; answers its SHA-256 in hex. */
export async function keepPlaybook(
  dataDir: string,
  text: string,
  disk: Disk = nodeDisk,
): Promise<{ ok: true; hash: string } | { ok: false; fault: Fault }> {
  const hash = hashOf(Buffer.from(text))
  const folder = playbookFolder(dataDir)
  const isThere = (await readPlaybook(dataDir, hash, disk)).ok
  try {
    await syncWay(folder, PLAYBOOKS_DEPTH, isThere ? [] : await disk.makeFolder(folder), disk)
  } catch (error) {
    return { ok: false, fault: faultOf(error, { doing: 'write to', where: folder, outcome: 'the playbook was not kept' }) }
  }
  if (isThere) return { ok: true, hash }
  const written = await writeAtomically(join(folder, `${hash}.json`), text, disk)
  return written.ok ? { ok: true, hash } : written
}

/** A stored playbook's text. A fault where there is none under this hash, or where its bytes do not fit the hash. */
export async function readPlaybook(
  dataDir: string,
  hash: string,
  disk: Disk = nodeDisk,
): Promise<{ ok: true; text: string } | { ok: false; fault: Fault }> {
  // The hash comes out of a fact, perhaps from elsewhere: nothing but a hash becomes a path.
  if (!/^[0-9a-f]{64}$/.test(hash)) return { ok: false, fault: { code: 'gone', sentence: 'That is no playbook of this store.' } }
  const path = join(playbookFolder(dataDir), `${hash}.json`)
  try {
    const bytes = await disk.readWhole(path)
    if (hashOf(bytes) === hash) return { ok: true, text: bytes.toString('utf8') }
    const sentence = `The playbook ${path} was changed or damaged, so it is not used. Copy it from another machine or from a backup.`
    return { ok: false, fault: { code: 'io', sentence } }
  } catch (error) {
    return { ok: false, fault: faultOf(error, { doing: 'read', where: path, outcome: 'the playbook cannot be shown' }) }
  }
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
