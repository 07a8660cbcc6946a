/** The source files of the house, with what they import and touch, read from their syntax and not from their text. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

export interface SourceFile {
  /** from the root of the checkout, with slashes */
  readonly path: string
  readonly text: string
}

/** Every file below a folder whose name ends in one of `endings`. */
export function filesIn(folder: string, endings: readonly string[] = ['.ts', '.tsx']): SourceFile[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('node_modules'))
    .map((path) => ({ path: path.slice(ROOT.length + 1).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** What a file imports: paths from the root for what is ours, names for packages. */
export function importsOf({ path, text }: SourceFile): string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => {
    const name = fileName.replace(/\?.*$/, '')
    return name.startsWith('.') ? posix.join(posix.dirname(path), name) : name
  })
}

/** The package behind an import: `@scope/name/deep` is `@scope/name`; `node:fs` is `node:`; null for our own files. */
export function packageOf(imported: string): string | null {
  if (/^(?:shared|electron|renderer|test|scripts)\/|^package\.json$/.test(imported)) return null
  if (imported.startsWith('node:')) return 'node:'
  return imported.split('/').slice(0, imported.startsWith('@') ? 2 : 1).join('/')
}

/** What a file touches by name: identifiers, `a.b` pairs, and how it makes a `Date`. */
export function touchedBy({ path, text }: SourceFile): Set<string> {
  const touched = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) touched.add(node.text)
    if (ts.isPropertyAccessExpression(node)) touched.add(`${node.expression.getText()}.${node.name.text}`)
    if (ts.isNewExpression(node) && !node.arguments?.length) touched.add(`new ${node.expression.getText()}()`)
    if (ts.isCallExpression(node)) touched.add(`${node.expression.getText()}()`)
    if (ts.isExportAssignment(node) || (ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword))) touched.add('export default')
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS))
  return touched
}
