/** The time that `--at` names. */
import type { When } from '../../shared/facts/fact.ts'
import { parseWhen } from '../../shared/time/when.ts'
import { isoTime } from '../clock.ts'
import { textOption, type Call } from './command.ts'

/** Undefined where none was given. @param reference see WhenContext */
export function whenOption(call: Call, reference?: string): { ok: true; at: When | undefined } | { ok: false; sentence: string } {
  const text = textOption(call, 'at')
  if (text === undefined) return { ok: true, at: undefined }
  const parsed = parseWhen(text, { now: isoTime(call.clock.now()), zone: call.zone, reference })
  return parsed.ok ? { ok: true, at: parsed.when } : { ok: false, sentence: parsed.sentence }
}
