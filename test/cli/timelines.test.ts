/** Six timelines that real companies published: each goes in entry by entry, and the retro lists all of it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import type { Nodes, RootContent } from 'mdast'
import { describe, expect, it } from 'vitest'
import { commandLine } from '../helpers/cli.ts'

interface Timeline {
  readonly title: string
  readonly entries: readonly { readonly time: string; readonly rawTime: string; readonly text: string }[]
}

const folder = join(import.meta.dirname, '..', 'fixtures', 'timelines')
const timelines = readdirSync(folder).sort().map((name) => ({ name, ...(JSON.parse(readFileSync(join(folder, name), 'utf8')) as Timeline) }))

/** The rows of the retro's timeline as a reader of the Markdown sees them: day, time, words. */
function rowsOf(markdown: string): string[][] {
  const { children } = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  const begin = children.findIndex((node) => isHeading(node, 2) && words(node) === 'Timeline')
  const end = children.findIndex((node, index) => index > begin && isHeading(node, 2))
  let day = ''
  return children.slice(begin + 1, end).flatMap((node) => {
    if (isHeading(node, 3)) day = words(node)
    if (node.type !== 'table') return []
    return node.children.slice(1).map((row) => [day, ...row.children.slice(1).map(words)])
  })
}

function isHeading(node: RootContent, depth: number): boolean {
  return node.type === 'heading' && node.depth === depth
}

function words(node: Nodes): string {
  return 'value' in node ? node.value : 'children' in node ? node.children.map(words).join('') : ''
}

/** `Saturday, 1 February 2025` and `14:18`, worked out apart from the app. */
function dayAndClock(time: string, zone: string): [string, string] {
  const format = (options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options }).format(new Date(time))
  const day = `${format({ weekday: 'long' })}, ${format({ day: 'numeric' })} ${format({ month: 'long' })} ${format({ year: 'numeric' })}`
  return [day, format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })]
}

it('there are six, with 82 entries', () => {
  expect(timelines).toHaveLength(6)
  expect(timelines.flatMap(({ entries }) => entries)).toHaveLength(82)
})

describe.concurrent('a timeline that was published', () => {
  it.for(timelines)('$name: every entry is in the retro, in order, at the right instant', async ({ title, entries }, { expect, onTestFinished }) => {
    const cli = await commandLine('America/New_York', onTestFinished)
    const id = await cli.ok(['declare', '--title', title, '--backfill', '--at', entries[0]!.time])
    for (const { time, text } of entries) await cli.ok(['log', id, '--at', time, text])

    for (const zone of ['UTC', 'Asia/Kolkata']) {
      const rows = rowsOf(await cli.ok(['export', id, '--format', 'md', '--zone', zone]))
      expect(rows).toEqual([
        [...dayAndClock(entries[0]!.time, zone), `Incident declared: ${title}`],
        ...entries.map(({ time, text }) => [...dayAndClock(time, zone), text]),
      ])
    }
    // That it was exported, twice, is written down after it all.
    const facts = (await cli.ok(['facts', id])).split('\n').map((line) => JSON.parse(line) as { type: string; at: { time: string } })
    expect(facts.splice(-2).map(({ type }) => type)).toEqual(['ExportRecorded', 'ExportRecorded'])
    expect(facts.slice(1).map(({ at }) => Date.parse(at.time))).toEqual(entries.map(({ time }) => Date.parse(time)))
  })

  it('the times may be typed as they were published, in the zone that was meant', async ({ expect, onTestFinished }) => {
    const { title, entries } = timelines.find(({ name }) => name.includes('mybinder'))!
    const cli = await commandLine('Asia/Kolkata', onTestFinished)
    const pacific = ['--zone', 'America/Los_Angeles']
    await cli.ok(['declare', '--title', title, '--backfill', ...pacific, '--at', entries[0]!.rawTime])
    // "4:27", "4:33", …: clock times alone, of the day that the incident has reached.
    for (const { rawTime, text } of entries) await cli.ok(['log', ...pacific, '--at', rawTime, text])
    const facts = (await cli.ok(['facts'])).split('\n').map((line) => JSON.parse(line) as { at: { time: string } })
    expect(facts.slice(1).map(({ at }) => Date.parse(at.time))).toEqual(entries.map(({ time }) => Date.parse(time)))
  })
})
