/** The real disk, with a fault to order. */
import { nodeDisk, type Disk, type WritableFile } from '../../../electron/journal/disk.ts'

export type Step = 'makeFolder' | 'create' | 'write' | 'short write' | 'datasync' | 'syncFolder' | 'rename' | 'link' | 'removeFile'

export interface BrittleDisk {
  readonly disk: Disk
  /** The next time that it comes to this step, it fails with the system's code. */
  failNext(step: Step, code: string): void
  /** The next time that it comes to this step, this happens first. */
  beforeNext(step: Step, happens: () => Promise<unknown>): void
  /** what was done that changes the disk, in order; paths without their folder */
  readonly steps: string[]
}

export function brittleDisk(): BrittleDisk {
  const steps: string[] = []
  let pending: { step: Step; code: string } | null = null
  let ahead: { step: Step; happens: () => Promise<unknown> } | null = null

  async function first(step: Step): Promise<void> {
    if (ahead?.step !== step) return
    const { happens } = ahead
    ahead = null
    await happens()
  }

  function does(step: Step, path: string): void {
    const failing = pending?.step === step ? pending : null
    if (!failing) return void steps.push(`${step} ${path.split('/').at(-1)}`)
    pending = null
    steps.push(`${step} ${path.split('/').at(-1)} failed`)
    throw Object.assign(new Error(`${failing.code}: to order`), { code: failing.code })
  }

  function brittle(file: WritableFile, path: string): WritableFile {
    return {
      async write(bytes) {
        if (pending?.step === 'short write') {
          pending = null
          return file.write(bytes.subarray(0, Math.floor(bytes.length / 2)))
        }
        does('write', path)
        return file.write(bytes)
      },
      async datasync() {
        does('datasync', path)
        return file.datasync()
      },
      close: () => file.close(),
    }
  }

  const disk: Disk = {
    ...nodeDisk,
    async makeFolder(path) {
      does('makeFolder', path)
      return nodeDisk.makeFolder(path)
    },
    async create(path) {
      does('create', path)
      return brittle(await nodeDisk.create(path), path)
    },
    async syncFolder(path) {
      does('syncFolder', path)
      return nodeDisk.syncFolder(path)
    },
    async rename(from, to) {
      await first('rename')
      does('rename', to)
      return nodeDisk.rename(from, to)
    },
    async link(path, second) {
      await first('link')
      does('link', second)
      return nodeDisk.link(path, second)
    },
    async removeFile(path) {
      await first('removeFile')
      if (pending?.step === 'removeFile') does('removeFile', path)
      return nodeDisk.removeFile(path)
    },
  }
  return {
    disk,
    steps,
    failNext(step, code) {
      pending = { step, code }
    },
    beforeNext(step, happens) {
      ahead = { step, happens }
    },
  }
}
