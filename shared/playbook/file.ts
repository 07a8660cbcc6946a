/** `playbook.json` as a person writes it: what differs from the built-in playbook, with comments, and every fault named by line and column. */
import { createScanner, findNodeAtLocation, getNodeValue, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser'
import type { z } from 'zod'
import { BUILT_IN_PLAYBOOK } from './built-in.ts'
import { conflictsIn, type Place } from './conflicts.ts'
import { described, fieldsOf } from './describe.ts'
import { playbookSchema, type Playbook } from './schema.ts'

/** Something that is wrong with the file. */
export interface PlaybookFault {
  /** 1-based */
  readonly line: number
  /** 1-based, in characters */
  readonly column: number
  /** what is wrong and what to write instead, without the place */
  readonly sentence: string
  /** the file cannot be used because of it; otherwise it is only worth knowing */
  readonly grave: boolean
}

/** The playbook that a text describes, or null where it has a grave fault. Faults stand in the order of the file, 20 at most. */
export interface ReadPlaybook {
  readonly playbook: Playbook | null
  readonly faults: readonly PlaybookFault[]
}

/** Whoever has more than this many faults mends these first. */
const MOST_FAULTS = 20
/** characters; a playbook of a thousand persons has a fifth of it */
const MOST_TEXT = 1024 * 1024
/** Nothing in a playbook lies this deep; beyond it a reader that calls itself runs out of room. */
const MOST_DEPTH = 32

const BEGIN = 'begin the file with { and end it with }.'

interface Found {
  readonly offset: number
  readonly sentence: string
  readonly grave: boolean
}

/** Reads a playbook file, whatever it holds: never throws. Sections that it leaves out are the built-in playbook's; `times` field by field. */
export function readPlaybookFile(text: string): ReadPlaybook {
  const plain = text.replace(/^\uFEFF/, ' ')
  const found = faultsIn(plain)
  const faults = found.faults
    .sort((a, b) => Number(b.grave) - Number(a.grave) || a.offset - b.offset)
    .slice(0, MOST_FAULTS)
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, sentence, grave }) => ({ ...placeOf(plain, offset), sentence, grave }))
  return { playbook: found.faults.some(({ grave }) => grave) ? null : found.playbook, faults }
}

function faultsIn(text: string): { playbook: Playbook | null; faults: Found[] } {
  const tooMuch = measure(text)
  if (tooMuch) return { playbook: null, faults: [tooMuch] }
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { allowTrailingComma: true })
  if (!root) return { playbook: null, faults: [grave(0, `There is no playbook in the file: ${BEGIN}`)] }
  if (errors.length > 0) return { playbook: null, faults: errors.map(syntaxFault) }
  if (root.type !== 'object') return { playbook: null, faults: [grave(root.offset, `A playbook is one group of fields: ${BEGIN}`)] }
  const value: unknown = getNodeValue(root)
  const parsed = playbookSchema.safeParse(overBuiltIn(value as Readonly<Record<string, unknown>>), { reportInput: true })
  const strange = strangeFields(root, playbookSchema, [])
  const at = ({ path }: { path: Place }): number => offsetOf(root, path)
  if (!parsed.success) return { playbook: null, faults: [...strange, ...parsed.error.issues.map((issue) => grave(at(issue as { path: Place }), sentenceOf(issue)))] }
  const conflicts = conflictsIn(parsed.data).map(({ path, sentence, isGrave }) => ({ offset: at({ path }), sentence, grave: isGrave }))
  return { playbook: parsed.data, faults: [...strange, ...conflicts] }
}

/** The built-in playbook with the sections that a file has in place of its own. */
function overBuiltIn(given: Readonly<Record<string, unknown>>): object {
  const sections = Object.keys(playbookSchema.shape).filter((name) => Object.hasOwn(given, name))
  const times = given['times']
  return {
    ...BUILT_IN_PLAYBOOK,
    ...Object.fromEntries(sections.map((name) => [name, given[name]])),
    ...(isGroup(times) && { times: { ...BUILT_IN_PLAYBOOK.times, ...times } }),
  }
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What is too long or too deep to be read; null where nothing is. */
function measure(text: string): Found | null {
  if (text.length > MOST_TEXT) return grave(0, 'The file is longer than 1 MB, which no playbook is.')
  const scanner = createScanner(text, true)
  let depth = 0
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const sign = text[scanner.getTokenOffset()]
    if (sign === '{' || sign === '[') depth += 1
    if (sign === '}' || sign === ']') depth -= 1
    if (depth > MOST_DEPTH) return grave(scanner.getTokenOffset(), 'This lies deeper than anything in a playbook.')
  }
  return null
}

const SYNTAX: Readonly<Record<string, string>> = {
  InvalidNumberFormat: 'This is no number: write digits, with a point where it has a fraction.',
  PropertyNameExpected: 'The name of a field belongs here, in double quotes, as in "name".',
  ValueExpected: 'A value belongs here: text in double quotes, a number, true, false, a list in [ ] or a group in { }.',
  ColonExpected: 'A colon belongs here, between a field and its value.',
  CommaExpected: 'A comma belongs here, before the next one.',
  CloseBraceExpected: 'A } is missing: this group of fields has no end.',
  CloseBracketExpected: 'A ] is missing: this list has no end.',
  EndOfFileExpected: 'The playbook has ended before this: take away what follows its last }.',
  UnexpectedEndOfComment: 'This comment has no end: close it with */.',
  UnexpectedEndOfString: 'This text has no closing quote on its line.',
  UnexpectedEndOfNumber: 'This number has no end.',
  InvalidUnicode: 'After \\u stand four digits or letters from a to f.',
  InvalidEscapeCharacter: 'A backslash in a text is written twice: \\\\.',
  InvalidCharacter: 'A line break or tab inside a text is written \\n or \\t.',
}

function syntaxFault({ error, offset }: ParseError): Found {
  return grave(offset, SYNTAX[printParseErrorCode(error)] ?? 'This cannot be read: text stands in double quotes, lists in [ ] and groups in { }.')
}

/** Fields that no playbook has, which are ignored, and fields that stand there twice, of which one would be. */
function strangeFields(node: Node, schema: z.core.$ZodType, path: Place): Found[] {
  const fields = fieldsOf(schema)
  const item = described(schema, [0])
  if (node.type === 'array') return item ? (node.children ?? []).flatMap((child, index) => strangeFields(child, item, [...path, index])) : []
  if (node.type !== 'object' || !fields) return []
  const seen = new Set<string>()
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? []
    const name = String(key?.value)
    const where = pathText([...path, name])
    if (seen.has(name)) return [grave(property.offset, `${where} stands there twice: keep one of the two.`)]
    seen.add(name)
    if (name === '$schema' && path.length === 0) return []
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (!field) return [{ offset: property.offset, grave: false, sentence: `${where} is no field of a playbook, so it is ignored. There are: ${Object.keys(fields).join(', ')}.` }]
    return value ? strangeFields(value, field, [...path, name]) : []
  })
}

/** Says of a field what it is, and what stands there instead. */
function sentenceOf(issue: z.core.$ZodIssue): string {
  const path = issue.path as Place
  const field = pathText(path)
  const what = described(playbookSchema, path)
  const should = (what && nounOf(what)) ?? kindText(issue)
  return issue.input === undefined ? `${field} is missing: it is ${should}.` : `${field} is ${should}, not ${shown(issue.input)}.`
}

function nounOf(schema: z.core.$ZodType): string | undefined {
  return (schema as z.ZodType).description
}

function kindText(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return KINDS[issue.expected] ?? 'something else'
    case 'invalid_value':
      return issue.values.length === 1 ? JSON.stringify(issue.values[0]) : `one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`
    case 'too_small':
      return issue.origin === 'array' ? 'a list with something in it' : 'a text that is not empty'
    default:
      return 'something else'
  }
}

const KINDS: Readonly<Record<string, string>> = { string: 'a text in double quotes', number: 'a number', boolean: 'true or false', array: 'a list in [ ]', object: 'a group of fields in { }' }

/** characters of a value that are shown */
const SHOWN = 40

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${String(value.length)}`
  if (typeof value === 'object' && value !== null) return 'a group of fields'
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}

/** As in `severities[1].updateEveryMinutes`. */
export function pathText(path: Place): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${String(step)}]` : index === 0 ? step : `.${step}`)).join('') || 'The playbook'
}

/** Where a field stands; where it is missing, what it is missing from. */
function offsetOf(root: Node, path: Place): number {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(root, [...path.slice(0, length)])
    if (node) return node.offset
  }
  return root.offset
}

function placeOf(text: string, offset: number): Pick<PlaybookFault, 'line' | 'column'> {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/)
  return { line: lines.length, column: lines.at(-1)!.length + 1 }
}

function grave(offset: number, sentence: string): Found {
  return { offset, sentence, grave: true }
}
