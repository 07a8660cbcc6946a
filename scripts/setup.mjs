// `node scripts/setup.mjs STEP…`: what must be there before `npm start`, `npm test` and the rest. Done once, then checked in a blink.
// Runs on plain Node: nothing here may import a package before `packages` has run.
import { build, buildIfChanged } from './build.mjs'
import { ensureAlertmanager } from './setup/alertmanager.mjs'
import { ensurePackages } from './setup/packages.mjs'
import { say, SetupError } from './setup/progress.mjs'
import { ensureRuntime } from './setup/runtime.mjs'
import { ensureSystem } from './setup/system.mjs'

const steps = {
  packages: ensurePackages,
  runtime: ensureRuntime,
  display: () => ensureSystem(false),
  tests: () => ensureSystem(true).then(ensureAlertmanager),
  build: buildIfChanged,
  rebuild: build,
}

try {
  for (const name of process.argv.slice(2)) await steps[name]()
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  say(`\n${error.message}`)
  process.exitCode = 1
}
