/** A disk with room for 64 KiB that can be filled up: a real one where a test may mount it, a counting one elsewhere. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodeDisk, type Disk } from '../../../electron/journal/disk.ts'

const ROOM_BYTES = 64 * 1024

export interface SmallDisk {
  readonly disk: Disk
  readonly folder: string
  /** Takes up all the room that is left but `bytes`. */
  fill(bytes: number): void
  /** Gives the room back. */
  empty(): void
  remove(): void
}

export function smallDisk(): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'knowngood-small-'))
  return mount(folder) ? mounted(folder) : counted(folder)
}

function mount(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${ROOM_BYTES}`, 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function mounted(folder: string): SmallDisk {
  const ballast = join(folder, 'ballast')
  return {
    disk: nodeDisk,
    folder,
    fill(bytes) {
      rmSync(ballast, { force: true })
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(ballast, Buffer.alloc(bavail * bsize - bytes))
    },
    empty: () => rmSync(ballast, { force: true }),
    remove() {
      execFileSync('umount', [folder])
      rmSync(folder, { recursive: true })
    },
  }
}

function counted(folder: string): SmallDisk {
  let room = ROOM_BYTES
  const disk: Disk = {
    ...nodeDisk,
    async create(path) {
      const file = await nodeDisk.create(path)
      return {
        ...file,
        async write(bytes) {
          if (room === 0) throw Object.assign(new Error('ENOSPC: no room'), { code: 'ENOSPC' })
          const taken = await file.write(bytes.subarray(0, room))
          room -= taken
          return taken
        },
      }
    },
  }
  return {
    disk,
    folder,
    fill: (bytes) => void (room = bytes),
    empty: () => void (room = ROOM_BYTES),
    remove: () => rmSync(folder, { recursive: true }),
  }
}
