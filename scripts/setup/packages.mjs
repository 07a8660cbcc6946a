// The npm packages: installed again only where node_modules does not hold what package-lock.json says.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { modules, root } from '../paths.mjs'
import { run, step } from './progress.mjs'

/**
 * Why node_modules is not what the lockfile asks for, or null where it is.
 * npm writes node_modules/.package-lock.json last, so an install that was interrupted never looks complete.
 */
function outOfDate() {
  const installedFile = path.join(modules, '.package-lock.json')
  if (!existsSync(installedFile)) return 'node_modules is missing or incomplete'
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages
  delete wanted['']
  for (const [place, entry] of Object.entries(wanted)) {
    const found = installed[place]
    if (!found && (entry.optional || entry.devOptional)) continue // for another platform
    if (found?.version !== entry.version || found?.integrity !== entry.integrity) return `${place} is not ${entry.version}`
    if (!existsSync(path.join(root, place))) return `${place} is gone`
  }
  const extra = Object.keys(installed).find((place) => !(place in wanted))
  return extra ? `${extra} is no longer wanted` : null
}

export async function ensurePackages() {
  const reason = outOfDate()
  if (!reason) return
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']
  // Everything is a devDependency (it is bundled), so a NODE_ENV=production in the environment must not leave it out.
  const args = [...npm.slice(1), 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  await step(`Installing packages (${reason})`, () => run(npm[0] ?? 'npm', args, { cwd: root }))
}
