/** A disk in memory, to read thousands of damaged journals from in no time. */
import type { Disk } from '../../../electron/journal/disk.ts'

/** Only what reading takes; every change of a file gives it a new identity, as if it had been replaced. */
export function memoryDisk(): { disk: Disk; put(path: string, bytes: Buffer): void; /** adds bytes to the same file */ grow(path: string, bytes: Buffer): void } {
  const files = new Map<string, { bytes: Buffer; identity: string }>()
  let changes = 0

  function at(path: string): { bytes: Buffer; identity: string } {
    const file = files.get(path)
    if (!file) throw Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' })
    return file
  }

  function stat(path: string) {
    const { bytes, identity } = at(path)
    return { size: bytes.length, modified: 0, identity }
  }

  const unused = (): never => {
    throw new Error('this disk is only read')
  }

  const disk: Disk = {
    list: (folder) => {
      const paths = [...files.keys()].filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1))
      const names = new Map(paths.map((path) => [path.split('/')[0]!, path.includes('/')]))
      return Promise.resolve([...names].map(([name, isFolder]) => ({ name, folder: isFolder, file: !isFolder })))
    },
    stat: (path) => Promise.resolve(stat(path)),
    readWhole: (path) => Promise.resolve(at(path).bytes),
    openToRead: (path) =>
      Promise.resolve({
        stat: () => Promise.resolve(stat(path)),
        read: (into, position) => Promise.resolve(at(path).bytes.copy(into, 0, position)),
        close: () => Promise.resolve(),
      }),
    create: unused,
    makeFolder: unused,
    syncFolder: unused,
    rename: unused,
    link: unused,
    removeFile: unused,
    removeFolder: unused,
  }
  return {
    disk,
    put(path, bytes) {
      changes += 1
      files.set(path, { bytes, identity: String(changes) })
    },
    grow(path, bytes) {
      const file = at(path)
      files.set(path, { ...file, bytes: Buffer.concat([file.bytes, bytes]) })
    },
  }
}
