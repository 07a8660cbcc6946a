// `npm run damage [-- --runs N] [--seed S]`: harms journals at random, N times (10,000), and checks what is read and what is found.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { endWithParent } from './launch.mjs'
import { modules, root } from './paths.mjs'

const { values } = parseArgs({ options: { runs: { type: 'string', default: '10000' }, seed: { type: 'string' } } })
if (!/^[1-9]\d*$/.test(values.runs) || (values.seed !== undefined && !/^-?\d+$/.test(values.seed))) {
  console.error('--runs takes a number, and so does --seed.')
  process.exit(2)
}

endWithParent()
const env = { ...process.env, KNOWNGOOD_DAMAGE_RUNS: values.runs, ...(values.seed && { KNOWNGOOD_DAMAGE_SEED: values.seed }) }
const args = ['run', '--config=test/vitest.config.ts', '--project=node', 'test/electron/damaged-store.test.ts']
spawn(path.join(modules, '.bin', 'vitest'), args, { cwd: root, env, stdio: 'inherit' }).on('exit', (code) => process.exit(code ?? 1))
