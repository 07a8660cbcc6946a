/** Entries as text for elsewhere: a line each, as Markdown or plain, every time with its zone. */
import { clockTime, isoDay, offset } from '../time/format.ts'
import type { TimelineEntry } from './timeline.ts'

export type TextFormat = 'markdown' | 'plain'

/** @param zone IANA, in which the times are told */
export function timelineText(entries: readonly TimelineEntry[], format: TextFormat, zone: string): string {
  return entries.map((entry) => (format === 'markdown' ? markdownLine(entry, zone) : plainLine(entry, zone))).join('\n')
}

function plainLine(entry: TimelineEntry, zone: string): string {
  const remarks = remarksOn(entry)
  return `${timeOf(entry, zone)}  ${indented(entry.text)}${remarks === '' ? '' : ` (${remarks})`}${linksOf(entry).map(({ url }) => ` ${url}`).join('')}`
}

function markdownLine(entry: TimelineEntry, zone: string): string {
  const words = indented(escaped(entry.text))
  const remarks = remarksOn(entry)
  const links = linksOf(entry).map(({ title, url }) => (title === undefined ? ` <${url}>` : ` [${escaped(title)}](<${url}>)`))
  return `- **${timeOf(entry, zone)}** ${entry.struck ? `~~${words}~~` : words}${remarks === '' ? '' : ` (${escaped(remarks)})`}${links.join('')}`
}

/** "2025-02-01 14:18 UTC+01:00"; a day alone, or that nobody knows, where it is no more than that. */
function timeOf({ at }: TimelineEntry, zone: string): string {
  if (at.precision === 'unknown') return 'time not known'
  if (at.precision === 'day') return isoDay(at.time, at.zone)
  const day = isoDay(at.time, zone)
  const until = at.until === undefined ? '' : `–${isoDay(at.until, zone) === day ? '' : `${isoDay(at.until, zone)} `}${clockTime(at.until, zone)}`
  return `${at.precision === 'about' ? '~' : ''}${day} ${clockTime(at.time, zone)}${until} ${offset(at.time, zone)}`
}

function remarksOn({ by, struck, amended, replyTo }: TimelineEntry): string {
  return [by.name, struck && 'struck', amended && 'corrected', replyTo && `in reply to “${replyTo.text.replaceAll('\n', ' ')}”`].filter(Boolean).join('; ')
}

/** The links that the words do not hold already. */
function linksOf({ evidence, text }: TimelineEntry): TimelineEntry['evidence'] {
  return evidence.filter(({ url }) => !text.includes(url))
}

function indented(text: string): string {
  return text.replaceAll('\n', '\n  ')
}

/** What Markdown would read as its own is kept as it was typed; a link keeps its address. */
function escaped(text: string): string {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\`*_[\]<>~|]/g, String.raw`\$&`).replace(/^(\s*)([#+-]|\d+[.)])(?=\s|$)/gm, (_, space: string, sign: string) => `${space}${/\d/.test(sign) ? sign.replace(/[.)]/, String.raw`\$&`) : `\\${sign}`}`)))
    .join('')
}
