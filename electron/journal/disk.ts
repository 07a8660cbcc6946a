/** The only door to the file system, small enough that a test can stand in it. */
import { constants } from 'node:fs'
import { link, mkdir, open, readdir, readFile, rename, rmdir, stat, unlink, type FileHandle } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

export interface FileStat {
  /** bytes */
  readonly size: number
  /** ms since 1970, as the file system says */
  readonly modified: number
  /** the same for as long as it is the same file, whatever it is called */
  readonly identity: string
}

export interface ReadableFile {
  stat(): Promise<FileStat>
  /** Fills `into` from `position` (bytes); answers how many bytes there were. */
  read(into: Buffer, position: number): Promise<number>
  close(): Promise<void>
}

export interface WritableFile {
  /** One write of all bytes; answers how many were taken. */
  write(bytes: Buffer): Promise<number>
  /** Waits until what was written can be read back after a power cut. */
  datasync(): Promise<void>
  close(): Promise<void>
}

/** Every call rejects with the system's error; {@link faultOf} puts it into words. */
export interface Disk {
  list(folder: string): Promise<{ name: string; folder: boolean; file: boolean }[]>
  stat(path: string): Promise<FileStat>
  readWhole(path: string): Promise<Buffer>
  openToRead(path: string): Promise<ReadableFile>
  /** Makes a new file to append to; fails where the name is taken. */
  create(path: string): Promise<WritableFile>
  /** Makes a folder and what is missing above it; answers the folders it made, deepest first. */
  makeFolder(path: string): Promise<string[]>
  /** Waits until the names in a folder would survive a power cut. */
  syncFolder(path: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** Gives a file a second name; fails where that is taken, or where the file system knows no such thing. */
  link(path: string, second: string): Promise<void>
  removeFile(path: string): Promise<void>
  /** Removes a folder that is empty; fails where it is not. */
  removeFolder(path: string): Promise<void>
}

/** The real file system. */
export const nodeDisk: Disk = {
  async list(folder) {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries.map((entry) => ({ name: entry.name, folder: entry.isDirectory(), file: entry.isFile() }))
  },
  stat: async (path) => fileStat(await stat(path)),
  readWhole: (path) => readFile(path),
  async openToRead(path) {
    const handle = await open(path, constants.O_RDONLY)
    return {
      stat: async () => fileStat(await handle.stat()),
      read: async (into, position) => (await handle.read(into, 0, into.length, position)).bytesRead,
      close: () => handle.close(),
    }
  },
  async create(path) {
    // Exclusive, and appending: not even a program that mistakes our file for its own loses bytes to us.
    return writable(await open(path, 'ax'))
  },
  async makeFolder(path) {
    const whole = resolve(path)
    const first = await mkdir(whole, { recursive: true })
    if (first === undefined) return []
    const made = [whole]
    for (let folder = whole; folder !== first && folder !== dirname(folder); ) {
      folder = dirname(folder)
      made.push(folder)
    }
    return made
  },
  async syncFolder(path) {
    // Windows cannot open a folder to sync it, and writes names through anyway.
    if (process.platform === 'win32') return
    const handle = await open(path, constants.O_RDONLY)
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  },
  rename: (from, to) => rename(from, to),
  link: (path, second) => link(path, second),
  removeFile: (path) => unlink(path),
  removeFolder: (path) => rmdir(path),
}

function writable(handle: FileHandle): WritableFile {
  return {
    write: async (bytes) => (await handle.write(bytes)).bytesWritten,
    datasync: () => handle.datasync(),
    close: () => handle.close(),
  }
}

function fileStat(stats: { size: number; mtimeMs: number; dev: number; ino: number }): FileStat {
  return { size: stats.size, modified: stats.mtimeMs, identity: `${stats.dev}:${stats.ino}` }
}
