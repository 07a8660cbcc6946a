// `npm run package`: the unpacked app, on the runtime that is installed here. On the older one it is marked as a trial.
import { realpathSync, rmSync } from 'node:fs'
import path from 'node:path'
import { electronPackage, modules, root } from './paths.mjs'
import { run, say, step } from './setup/progress.mjs'
import { installedRuntime } from './setup/runtime.mjs'

const runtime = installedRuntime()
if (!runtime) throw new Error('No runtime is installed: run `npm run package`, which puts one in place first.')

const folder = runtime.trial ? 'out/package-trial' : 'out/package'
const settings = {
  'directories.output': folder,
  electronVersion: runtime.version, // else it says what package.json says
  electronDist: realpathSync(path.join(electronPackage, 'dist')),
  ...(runtime.trial && { productName: 'Knowngood (trial)', 'extraMetadata.trial': 'true' }),
}
const options = Object.entries(settings).map(([name, value]) => `--config.${name}=${value}`)

rmSync(path.join(root, folder), { recursive: true, force: true })
await step('Packaging', () => run(path.join(modules, '.bin', 'electron-builder'), ['--dir', ...options], { cwd: root }))
say(`\nThe app is in ${folder}.`)
if (runtime.trial) {
  say(`It is a TRIAL: it runs on Electron ${runtime.version}, which gets no security fixes. Do not hand it to anyone who relies on it.`)
}
