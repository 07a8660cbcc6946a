// `npm run freeze-journals`: writes the journals of this version into test/fixtures/journals, once: what is frozen is never written again.
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import { runnerImport } from 'vite'
import { root } from './paths.mjs'

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
const fixtures = path.join(root, 'test', 'fixtures', 'journals')
const frozen = path.join(fixtures, version)
if (existsSync(frozen)) {
  console.error(`The journals of ${version} are frozen: ${path.relative(root, frozen)} stays as it is. A new version has a folder of its own.`)
  process.exit(1)
}

const { module: story } = await runnerImport(path.join(root, 'test/helpers/frozen-story.ts'), { configFile: false })
// Beside its place, and moved there once it is whole.
const workshop = mkdtempSync(path.join(fixtures, '.new-'))
await story.writeFrozenStory(workshop)
renameSync(workshop, frozen)
const files = readdirSync(frozen, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
const names = files.map((file) => path.relative(fixtures, path.join(file.parentPath, file.name)).replaceAll('\\', '/')).sort()
const sums = names.map((name) => `${createHash('sha256').update(readFileSync(path.join(fixtures, name))).digest('hex')}  ${name}\n`)
appendFileSync(path.join(fixtures, 'SHA256SUMS'), sums.join(''))
console.log(`Frozen: ${names.length} files of ${version}.`)
// Vite, which loads the story for us, keeps handles open.
process.exit(0)
