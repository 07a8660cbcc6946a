// The Electron runtime: the current release if it can be downloaded, else an older one, marked as a trial.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { cache, electronPackage } from '../paths.mjs'
import { run, say, SetupError, step } from './progress.mjs'
import { linkTrialRuntime, trialRuns, trialVersion } from './trial-runtime.mjs'

const stallMs = 7000
const retryAfterMs = 6 * 3600 * 1000
const dist = path.join(electronPackage, 'dist')

/** The executable that every tool uses; `electron`'s own path.txt and dist lead here too, so nothing needs telling. */
export const electronExe = () => path.join(dist, readFileSync(path.join(electronPackage, 'path.txt'), 'utf8'))

/** @returns {{ version: string, trial: boolean } | null} the runtime in place */
export function installedRuntime() {
  try {
    const version = readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '')
    return existsSync(electronExe()) ? { version, trial: existsSync(path.join(dist, 'TRIAL.txt')) } : null
  } catch {
    return null
  }
}

/** The release that Knowngood is built for. */
const currentVersion = () => JSON.parse(readFileSync(path.join(electronPackage, 'package.json'), 'utf8')).version

/** Puts a runtime in place; without a network this costs a few seconds once in six hours, and otherwise nothing. */
export async function ensureRuntime() {
  const require = createRequire(path.join(electronPackage, 'package.json'))
  const version = currentVersion()
  const now = installedRuntime()
  if (now && !now.trial && now.version === version) return
  const failure = path.join(cache, `electron-${version}.failed`)
  if (!trialRuns || !happenedWithin(failure, retryAfterMs)) {
    try {
      await step(`Downloading Electron ${version}`, (note) => downloadCurrent(require, version, note))
      rmSync(failure, { force: true })
      return
    } catch (error) {
      const reason = `Electron ${version} could not be downloaded (${reasonOf(error)}).`
      if (!trialRuns) throw new SetupError(`${reason} Knowngood needs it on this platform: check the network and try again.`)
      say(`  ${reason}`)
      mkdirSync(cache, { recursive: true })
      writeFileSync(failure, `${reason}\n`)
    }
  }
  if (installedRuntime()?.version !== trialVersion) {
    removeRuntime()
    await linkTrialRuntime(dist)
    writeFileSync(path.join(electronPackage, 'path.txt'), 'electron')
  }
  say(
    `Running on Electron ${trialVersion}, which is old and gets no security fixes: for trying and testing only. ` +
      `Knowngood is built for ${version}; its download is tried again later (at once: rm ${failure}).`,
  )
}

/** Electron's own download and installer, given up when no byte arrives for a while. */
async function downloadCurrent(require, version, note) {
  const { downloadArtifact } = await import(pathToFileURL(require.resolve('@electron/get')).href)
  const stalled = new AbortController()
  const stall = () => stalled.abort(new Error(`no answer within ${stallMs / 1000} s`))
  let timer = setTimeout(stall, stallMs)
  try {
    await downloadArtifact({
      version,
      artifactName: 'electron',
      checksums: require('./checksums.json'),
      downloadOptions: {
        quiet: true,
        signal: stalled.signal,
        getProgressCallback: ({ transferred, total }) => {
          clearTimeout(timer)
          timer = setTimeout(stall, stallMs)
          note(`${megabytes(transferred)} of ${total ? megabytes(total) : '?'} MB`)
        },
      },
    })
  } finally {
    clearTimeout(timer)
  }
  note('unpacking')
  removeRuntime() // a link to the trial runtime must not be unpacked into
  await run(process.execPath, [path.join(electronPackage, 'install.js')])
}

function removeRuntime() {
  rmSync(dist, { recursive: true, force: true })
  rmSync(path.join(electronPackage, 'path.txt'), { force: true })
}

function happenedWithin(file, ms) {
  const age = existsSync(file) ? Date.now() - statSync(file).mtimeMs : Infinity
  return age >= 0 && age < ms
}

/** `fetch failed` hides what failed in its cause. */
function reasonOf(error) {
  return error.cause?.code ?? error.cause?.message ?? error.message
}

function megabytes(bytes) {
  return Math.round(bytes / 1e6)
}
