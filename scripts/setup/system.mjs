// What Debian must provide: Electron's shared libraries, Xvfb where there is no display, pdftotext for the tests.
import { spawnSync } from 'node:child_process'
import { hasDisplay } from '../display.mjs'
import { onPath } from './on-path.mjs'
import { run, SetupError, step } from './progress.mjs'
import { electronExe } from './runtime.mjs'

const libraries = ['libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2']
const xvfb = { command: 'Xvfb', packages: ['xvfb'] }
const pdftotext = { command: 'pdftotext', packages: ['poppler-utils'] }

/**
 * @param {boolean} forTests the tests always use Xvfb, and read PDFs
 */
export async function ensureSystem(forTests) {
  if (process.platform !== 'linux') return
  const commands = forTests ? [xvfb, pdftotext] : hasDisplay() ? [] : [xvfb]
  const lacking = () =>
    [
      ...(missingLibraries().length > 0 ? [libraries] : []),
      ...commands.filter(({ command }) => !onPath(command)).map(({ packages }) => packages),
    ].flat()

  const wanted = lacking()
  if (wanted.length === 0) return
  if (!onPath('apt-get')) {
    throw new SetupError(`Knowngood needs what Debian calls ${wanted.join(', ')} (missing: ${missingLibraries().join(', ')}).`)
  }
  if (process.getuid?.() !== 0) {
    const install = `sudo apt-get install -y --no-install-recommends ${named(wanted).join(' ')}`
    throw new SetupError(`Knowngood needs some system packages. Please run this, then try again:\n\n  sudo apt-get update && ${install}\n`)
  }
  await step(`Installing system packages (${wanted.join(', ')})`, async (note) => {
    const apt = (...args) =>
      run('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    const install = () => apt('install', '-y', '--no-install-recommends', ...named(wanted))
    try {
      await install()
    } catch {
      note('updating the package lists first') // they are absent on a fresh machine, and may be stale on an old one
      await apt('update')
      await install()
    }
  })
  if (lacking().length > 0) throw new SetupError(`Still missing after apt-get: ${[...missingLibraries(), ...lacking()].join(', ')}.`)
}

function missingLibraries() {
  const { stdout } = spawnSync('ldd', [electronExe()], { encoding: 'utf8' })
  return [...(stdout ?? '').matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1])
}

/** Newer releases renamed some libraries for 64-bit time: libasound2 is libasound2t64 there. */
function named(packages) {
  const known = (name) => spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0
  return packages.map((name) => (libraries.includes(name) && known(`${name}t64`) ? `${name}t64` : name))
}
