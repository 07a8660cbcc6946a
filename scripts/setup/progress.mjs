// What a person sees while set-up works: one line when something starts, one every few seconds, one when it is done.
import { spawn } from 'node:child_process'

/** Set-up cannot go on; the message is written for the person at the keyboard and needs no stack. */
export class SetupError extends Error {}

const heartbeatMs = 4000

/** @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`)
}

/**
 * Runs one piece of set-up that takes noticeable time, and says so.
 * @template T
 * @param {string} title what is being done, as "Installing packages"
 * @param {(note: (text: string) => void) => Promise<T>} work may call `note` with how far it is
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const start = performance.now()
  const elapsed = () => `${((performance.now() - start) / 1000).toFixed(1)} s`
  let progress = ''
  say(`${title} …`)
  const heartbeat = setInterval(() => say(`  … ${elapsed()}${progress && `, ${progress}`}`), heartbeatMs)
  try {
    const result = await work((text) => (progress = text))
    say(`  done in ${elapsed()}`)
    return result
  } finally {
    clearInterval(heartbeat)
  }
}

/**
 * Runs a command and keeps its output to itself unless it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<string>} standard output
 * @throws {SetupError} with the last lines of the output
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let all = ''
    child.stdout?.on('data', (chunk) => ((stdout += chunk), (all += chunk)))
    child.stderr?.on('data', (chunk) => (all += chunk))
    child.on('error', (error) => reject(new SetupError(`${command} could not be started: ${error.message}`)))
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(stdout)
      const tail = all.trimEnd().split('\n').slice(-25).join('\n')
      reject(new SetupError(`${command} ${args[0] ?? ''} failed (${signal ?? code}):\n${tail}`))
    })
  })
}
