// A profile whose first question is answered and a store with one open incident, so that the app starts into its console.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { out } from '../paths.mjs'

/**
 * @param {string} folder to make them in
 * @returns {{ userData: string, data: string }}
 */
export function storeWithAnIncident(folder) {
  const userData = path.join(folder, 'profile')
  const data = path.join(folder, 'store')
  mkdirSync(userData, { recursive: true })
  const person = { id: 'bench', name: 'Bench', role: null }
  writeFileSync(path.join(userData, 'config.json'), JSON.stringify({ person, zone: 'UTC', theme: 'dark' }))
  const knowngood = path.join(out, 'cli/knowngood.cjs')
  const id = execFileSync(process.execPath, [knowngood, 'declare', '--title', 'API error rate at 15%', '--severity', 'P1', '--data', data], { encoding: 'utf8' }).trim()
  const notes = Array.from({ length: 50 }, (_, index) => `Note ${index + 1}: connections climb in step with the deployment`).join('\n')
  execFileSync(process.execPath, [knowngood, 'log', id, '--data', data], { input: notes })
  return { userData, data }
}
