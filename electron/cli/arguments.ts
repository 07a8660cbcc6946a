/** Reads the words of a call: options, and what is no option. */
import { parseArgs } from 'node:util'
import { systemCode } from '../journal/fault.ts'
import type { CliOptions, CliValues } from './command.ts'

export type ReadArguments = { readonly ok: true; readonly values: CliValues; readonly words: readonly string[] } | { readonly ok: false; readonly sentence: string }

export function readArguments(args: readonly string[], options: CliOptions): ReadArguments {
  try {
    const { values, positionals } = parseArgs({ args: glued(args, options), options, allowPositionals: true })
    return { ok: true, values: values as CliValues, words: positionals }
  } catch (error) {
    if (!(error instanceof Error) || !systemCode(error)?.startsWith('ERR_PARSE_ARGS')) throw error
    return { ok: false, sentence: `${error.message.split('. ')[0]!.split('\n')[0]!}.` }
  }
}

/** `--at -5m` as `--at=-5m`: a value may begin with a dash, and parseArgs would take it for an option. */
function glued(args: readonly string[], options: CliOptions): string[] {
  const result: string[] = []
  for (let index = 0; index < args.length; index++) {
    const arg = args[index]!
    if (arg === '--') return [...result, ...args.slice(index)]
    const next = args[index + 1]
    if (arg.startsWith('--') && options[arg.slice(2)]?.type === 'string' && next !== undefined) {
      result.push(`${arg}=${next}`)
      index += 1
    } else result.push(arg)
  }
  return result
}
