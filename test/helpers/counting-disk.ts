/** The real disk, and which files were opened or read whole since it was last asked. */
import { basename, dirname } from 'node:path'
import { nodeDisk, type Disk } from '../../electron/journal/disk.ts'

export function countingDisk(): { disk: Disk; /** the streams whose journals were read since, sorted */ read(): string[] } {
  let streams: string[] = []
  const note = (path: string): void => void (path.endsWith('.jsonl') && streams.push(basename(dirname(path))))
  return {
    disk: {
      ...nodeDisk,
      readWhole(path) {
        note(path)
        return nodeDisk.readWhole(path)
      },
      openToRead(path) {
        note(path)
        return nodeDisk.openToRead(path)
      },
    },
    read() {
      const read = [...new Set(streams)].sort()
      streams = []
      return read
    },
  }
}
