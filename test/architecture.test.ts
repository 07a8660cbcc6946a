/** The house: which folder may import which, what shared/ must not touch, and how files are named and opened. */
import { describe, expect, it } from 'vitest'
import { filesIn, importsOf, packageOf, touchedBy, type SourceFile } from './helpers/source-files.ts'

const shared = filesIn('shared')
const electron = filesIn('electron')
const renderer = filesIn('renderer')
const source = [...shared, ...electron, ...renderer]

/** Where a rule is broken, as `file: what`, so that a failure reads as a list of what to mend. */
const breaches = (files: readonly SourceFile[], broken: (file: SourceFile) => readonly string[]): string[] =>
  files.flatMap((file) => broken(file).map((what) => `${file.path}: ${what}`))

const touching = (files: readonly SourceFile[], names: readonly string[]): string[] =>
  breaches(files, (file) => {
    const touched = touchedBy(file)
    return names.filter((name) => touched.has(name))
  })

const importing = (files: readonly SourceFile[], forbidden: (imported: string) => boolean): string[] => breaches(files, (file) => importsOf(file).filter(forbidden))

const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  shared: ['zod', 'hast', 'hast-util-to-html', 'hastscript', 'mdast', 'mdast-util-from-markdown', 'mdast-util-gfm', 'mdast-util-to-markdown', 'micromark-extension-gfm', 'jsonc-parser'],
  electron: ['node:', 'electron', 'electron-store', 'zod', 'hastscript', 'hast-util-to-html', 'yazl', 'yauzl', 'minisearch', '@secretlint/core', '@secretlint/profiler', '@secretlint/secretlint-rule-preset-recommend'],
  renderer: ['react', 'react-dom', 'zustand', 'zod', '@base-ui/react', '@floating-ui/react-dom', 'downshift', 'lucide-react', 'react-virtuoso', '@fontsource-variable/inter', '@fontsource-variable/jetbrains-mono'],
}

/** The folders of ours that a folder may import. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  shared: ['shared/'],
  electron: ['electron/', 'shared/', 'package.json'],
  renderer: ['renderer/', 'shared/', 'package.json'],
}

describe('the arrows', () => {
  it.each([['shared', shared], ['electron', electron], ['renderer', renderer]] as const)('%s imports what it may, and no more', (folder, files) => {
    expect(files.length).toBeGreaterThan(0)
    const ours = importing(files, (imported) => packageOf(imported) === null && !ARROWS[folder]!.some((allowed) => imported.startsWith(allowed)))
    const packages = importing(files, (imported) => packageOf(imported) !== null && !PACKAGES[folder]!.includes(packageOf(imported)!))
    expect([...ours, ...packages]).toEqual([])
  })

  it('facts/ knows no incident', () => {
    expect(importing(filesIn('shared/facts'), (imported) => packageOf(imported) === null && !imported.startsWith('shared/facts/'))).toEqual([])
  })

  it('the window decides nothing', () => {
    expect(importing(renderer, (imported) => imported === 'shared/incident/decide.ts')).toEqual([])
  })
})

describe('shared/ is pure', () => {
  it('reads neither clock nor chance', () => {
    expect(touching(shared, ['Date.now', 'new Date()', 'Date()', 'DateTime.now', 'DateTime.local', 'performance', 'Math.random', 'crypto', 'setTimeout', 'setInterval'])).toEqual([])
  })

  it('has no default exports', () => {
    expect(touching(shared, ['export default'])).toEqual([])
  })
})

describe('one door each', () => {
  it('only bridge.ts touches window.knowngood', () => {
    const others = renderer.filter(({ path }) => path !== 'renderer/bridge.ts')
    expect(touching(others, ['window.knowngood', 'globalThis.knowngood', 'self.knowngood'])).toEqual([])
  })

  it('only preload.ts and ipc.ts speak IPC', () => {
    const others = source.filter(({ path }) => path !== 'electron/preload.ts' && path !== 'electron/ipc.ts')
    expect(touching(others, ['ipcRenderer', 'ipcMain'])).toEqual([])
  })
})

describe('every file', () => {
  // A CSS module belongs to the component of its name, which says what both are for.
  const styles = filesIn('renderer', ['.css']).filter(({ path }) => !path.endsWith('.module.css'))
  const written = [...source, ...styles, ...filesIn('test'), ...filesIn('scripts', ['.mjs', '.cjs', '.ts'])]

  it('opens with a sentence on its job', () => {
    const opening = /^(?:#!.*\n)?(?:\/\*\*? (?:[^*]|\*(?!\/))+[.!?] \*\/|(?:\/\/ .*\n)*\/\/ .*[.!?]\n)/
    expect(breaches(written, ({ text }) => (opening.test(text) ? [] : [text.split('\n', 1)[0]!]))).toEqual([])
  })

  it('has a name that says what it holds', () => {
    const vague = /(?:^|[/._-])(?:utils?|helpers?|managers?)(?:[/._-]|$)/i
    expect(breaches(written, ({ path }) => (vague.test(path.replace(/^test\/helpers\//, '')) ? ['a name that says nothing'] : []))).toEqual([])
  })
})
