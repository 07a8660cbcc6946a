/** Disks of a test's own that can be small, read-only or pulled out. Mounting takes root; without it these tests fail and say so. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface RealDisk {
  /** Takes up all the room that is left. */
  fill(): void
  /** Gives the room back. */
  free(): void
  readOnly(): void
  writable(): void
  /** Gone at once, though files on it are open: what a cable that is pulled out looks like. */
  pullOut(): void
  /** Back again, with everything that was on it. */
  plugIn(): void
  /** For the end of the test, however it stands. */
  remove(): void
}

/**
 * A disk at `at`, a folder that is made for it.
 * @param behind where its content lies, so that it survives being pulled out
 */
export function realDisk(at: string, behind: string, kilobytes = 512): RealDisk {
  for (const folder of [at, behind]) mkdirSync(folder, { recursive: true })
  mount(['-t', 'tmpfs', '-o', `size=${String(kilobytes)}k`, 'tmpfs', behind])
  const plugIn = (): void => mount(['--bind', behind, at])
  plugIn()
  const ballast = join(behind, 'ballast')
  return {
    fill() {
      const { bavail, bsize } = statfsSync(behind)
      writeFileSync(ballast, Buffer.alloc(bavail * bsize))
    },
    free: () => rmSync(ballast, { force: true }),
    readOnly: () => mount(['-o', 'remount,ro,bind', at]),
    writable: () => mount(['-o', 'remount,rw,bind', at]),
    pullOut: () => unmount(at),
    plugIn,
    remove() {
      for (const folder of [at, behind]) {
        try {
          unmount(folder)
        } catch {
          // Pulled out, or never plugged in.
        }
      }
    },
  }
}

function mount(args: readonly string[]): void {
  try {
    execFileSync('mount', args, { stdio: 'pipe' })
  } catch (error) {
    throw new Error(`This test needs a disk of its own, and could not mount one. Run it as root, in a container that may mount. (${String(error)})`, { cause: error })
  }
}

/** Lazily: a plain unmount is refused while the app has a journal open on it. */
function unmount(folder: string): void {
  execFileSync('umount', ['-l', folder], { stdio: 'pipe' })
}
