/** Where a run takes place: a store, the profile of whoever meets the app, and that of somebody who meets nobody. */
import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { meetingOf, type Meeting } from '../../electron/one-mind/meeting.ts'

/** What the program is run with. */
export interface Built {
  readonly electron: string
  /** the checkout, with what was built */
  readonly root: string
  readonly version: string
  /** a display, among other things */
  readonly env: Readonly<Record<string, string | undefined>>
}

export interface Scene {
  readonly built: Built
  readonly folder: string
  readonly store: string
  /** the incident that everybody writes to */
  readonly incident: string
  readonly meeting: Meeting
  /** Starts `knowngood`. @param alone with a profile where it meets no app: it writes its own file */
  knowngood(args: readonly string[], alone?: boolean): ChildProcessWithoutNullStreams
  /** Starts the app, in a process group of its own. */
  app(): ChildProcess
  /** @param keep leaves everything to be looked at */
  over(keep: boolean): Promise<void>
}

/** The scenes that are on, so that nothing is left of them where the program itself is ended. */
const playing = new Map<string, Set<ChildProcess>>()

/** Ends every process of every scene and removes their folders, at once. */
export function abandonScenes(): void {
  for (const [folder, children] of playing) {
    for (const child of children) {
      child.kill('SIGKILL')
      endGroup(child)
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  }
}

/** Ends the app with its windows and helpers. */
export function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // Nobody is left in the group.
  }
}

export async function sceneFor(built: Built): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), 'knowngood-crash-'))
  const [store, profile] = [join(folder, 'store'), join(folder, 'profile')]
  const children = new Set<ChildProcess>()
  playing.set(folder, children)
  const known = <C extends ChildProcess>(child: C): C => {
    children.add(child)
    child.once('exit', () => children.delete(child))
    return child
  }
  const profileBelow = (name: string): Record<string, string> => ({ XDG_CONFIG_HOME: join(folder, name), APPDATA: join(folder, name), HOME: join(folder, name) })
  const env = { ...built.env, ELECTRON_RUN_AS_NODE: undefined, KNOWNGOOD_DATA: store }
  for (const path of [join(folder, 'met'), join(folder, 'alone'), profile]) await mkdir(path)
  await writeFile(join(profile, 'config.json'), JSON.stringify({ person: { id: 'ana', name: 'Ana', role: null }, zone: 'UTC', theme: 'dark' }))
  const knowngood: Scene['knowngood'] = (args, alone = false) =>
    known(spawn(process.execPath, [join(built.root, 'out', 'cli', 'knowngood.cjs'), ...args], { cwd: folder, env: { ...env, ...profileBelow(alone ? 'alone' : 'met') } }))
  // Chromium refuses to sandbox for root; for everybody else the sandbox stays.
  const switches = ['--log-level=3', ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
  const declared = await ended(knowngood(['declare', '--title', 'What everybody writes to'], true))
  if (declared.code !== 0) throw new Error(declared.stderr)
  return {
    built,
    folder,
    store,
    incident: declared.stdout.trim(),
    meeting: meetingOf(store, { platform: process.platform, env: profileBelow('met'), home: join(folder, 'met') })!,
    knowngood,
    app: () =>
      known(
        spawn(built.electron, [...switches, built.root, `--user-data-dir=${profile}`, `--data=${store}`], {
          env: { ...env, ...profileBelow('met') },
          stdio: 'ignore',
          detached: true,
        }),
      ),
    async over(keep) {
      playing.delete(folder)
      if (!keep) await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}

export interface Ended {
  /** null where a signal ended it */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Waits for the end of a process that reads nothing. */
export function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  let [stdout, stderr] = ['', '']
  child.stdin.end()
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code, stdout, stderr }))
  })
}
