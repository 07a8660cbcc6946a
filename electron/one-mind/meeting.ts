/** Where the app and the command line of one user meet over one store: a folder that is that user's alone, and the names in it. */
import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { systemCode } from '../journal/fault.ts'
import { profileFolder, type Surroundings } from '../places.ts'

const MEETING_FOLDER = 'one-mind'

/** An address longer than this is cut off in silence by some systems. Bytes: macOS has room for 104 with the closing zero, Linux for 108. */
export const LONGEST_ADDRESS = 103

export interface Meeting {
  /** below the usual profile, whatever profile the app was started with; mode 0700 */
  readonly folder: string
  /** holds the secret of the app that listens, drawn anew at each start; mode 0600 */
  readonly keyFile: string
  /** Where to listen and to call. On Windows a pipe whose name nobody can know who cannot read the key; elsewhere a socket in the folder. */
  address(key: string): string
}

/**
 * The same for every process of this user that works on this store.
 * Null where the path of the socket would be too long: then there is none, and the command line writes its own files.
 */
export function meetingOf(dataDir: string, here: Surroundings): Meeting | null {
  const folder = join(profileFolder(here), MEETING_FOLDER)
  const name = hashOf(realPath(dataDir)).slice(0, 16)
  const socket = join(folder, `${name}.sock`)
  const keyFile = join(folder, `${name}.key`)
  if (here.platform === 'win32') return { folder, keyFile, address: (key) => `\\\\.\\pipe\\knowngood-${hashOf(key).slice(0, 32)}` }
  return Buffer.byteLength(socket) > LONGEST_ADDRESS ? null : { folder, keyFile, address: () => socket }
}

/** The secret of the app that listens or listened last; null where there is none to be read. */
export async function keyOf({ keyFile }: Meeting): Promise<string | null> {
  try {
    return await readFile(keyFile, 'utf8')
  } catch (error) {
    if (systemCode(error) === null) throw error
    return null
  }
}

/** The path with every link followed, as far as it exists: a store is made by its first fact. */
function realPath(path: string): string {
  const whole = resolve(path)
  try {
    return realpathSync.native(whole)
  } catch {
    // Not there yet, or not to be looked at: what leads to it may be.
    return dirname(whole) === whole ? whole : join(realPath(dirname(whole)), basename(whole))
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
