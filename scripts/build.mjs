// Builds the app into out/: whenever asked (`npm run build`), or only where the sources changed (before everything else).
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildStamp, out, root } from './paths.mjs'
import { SetupError, step } from './setup/progress.mjs'

const results = ['main/main.cjs', 'worker/worker.cjs', 'preload/preload.cjs', 'cli/knowngood.cjs', 'renderer/index.html']

/** A digest of everything that the build reads. */
function digest() {
  const hash = createHash('sha256')
  const folders = ['electron', 'renderer', 'shared'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name))),
  )
  for (const file of [...folders.sort(), 'package.json', 'package-lock.json', 'tsconfig.json', 'scripts/bundles.mjs', 'scripts/node-bundle.mjs']) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

export async function build() {
  rmSync(buildStamp, { force: true })
  const sources = digest() // before the build: a file saved while it runs must count as changed
  await step('Building the app', async () => {
    const [vite, bundles] = await Promise.all([import('vite'), import('./bundles.mjs')]) // slow to load, seldom needed
    try {
      await Promise.all(Object.values(bundles).map((bundle) => vite.build(bundle)))
    } catch (error) {
      throw new SetupError(error instanceof Error ? error.message : String(error))
    }
  })
  writeFileSync(buildStamp, sources)
}

export async function buildIfChanged() {
  const whole = [buildStamp, ...results].every((file) => existsSync(path.resolve(out, file)))
  if (!whole || readFileSync(buildStamp, 'utf8') !== digest()) await build()
}
