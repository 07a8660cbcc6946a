// Debian's Prometheus Alertmanager for the end-to-end tests: unpacked into the cache and not installed, so that no service starts on anybody's machine.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { cache } from '../paths.mjs'
import { onPath } from './on-path.mjs'
import { run, SetupError, step } from './progress.mjs'

const name = 'prometheus-alertmanager'
const home = path.join(cache, name)
const unpacked = path.join(home, 'usr', 'bin', name)

/** The program, where it is there. */
export const alertmanagerExe = () => (existsSync(unpacked) ? unpacked : onPath(name))

export async function ensureAlertmanager() {
  if (process.platform !== 'linux' || alertmanagerExe()) return
  if (!onPath('apt-get') || !onPath('dpkg-deb')) throw new SetupError(`The tests need the Prometheus Alertmanager. Please install what Debian calls ${name}, so that it is on the PATH.`)
  await step(`Fetching ${name} from Debian`, async (note) => {
    mkdirSync(cache, { recursive: true })
    const work = mkdtempSync(path.join(cache, 'fetch-'))
    try {
      const download = () => run('apt-get', ['download', name], { cwd: work })
      try {
        await download()
      } catch (error) {
        if (process.getuid?.() !== 0) throw new SetupError(`${name} could not be fetched. Please run \`sudo apt-get update\`, then try again.`)
        note('updating the package lists first')
        await run('apt-get', ['-o', 'DPkg::Lock::Timeout=120', 'update'])
        await download()
      }
      const archive = readdirSync(work).find((file) => file.endsWith('.deb'))
      if (!archive) throw new SetupError(`apt-get downloaded no ${name}.`)
      await run('dpkg-deb', ['-x', path.join(work, archive), path.join(work, 'unpacked')])
      rmSync(home, { recursive: true, force: true })
      renameSync(path.join(work, 'unpacked'), home) // last, so a home that exists is whole
    } finally {
      rmSync(work, { recursive: true, force: true })
    }
  })
}
