// `npm start`: opens the built app; what follows `--` goes to it, and its exit code is ours.
import os from 'node:os'
import { displayEnvironment, forwardSignals, openApp } from './launch.mjs'

const app = openApp(await displayEnvironment(), { args: process.argv.slice(2) })
forwardSignals(() => app)
app.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? os.constants.signals[signal] : 0)))
