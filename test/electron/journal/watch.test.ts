/** What others write is noticed: soon in open streams, a little later in all others. */
import { rm } from 'node:fs/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Fact } from '../../../shared/facts/fact.ts'
import { streamFolder } from '../../../electron/journal/layout.ts'
import { watchStore, type Timers } from '../../../electron/journal/watch.ts'
import { note, opened, OTHER_STREAM, STREAM, tempFolder } from './facts.ts'

/** Timers that go by when told to. */
function handTimers() {
  let now = 0
  let armed: { due: number; run: () => void }[] = []
  const timers: Timers = {
    after(ms, run) {
      const timer = { due: now + ms, run }
      armed.push(timer)
      return () => void (armed = armed.filter((other) => other !== timer))
    },
  }
  return {
    timers,
    pending: () => armed.length,
    async pass(ms: number) {
      // Each look arms the next when it is done.
      await vi.waitFor(() => expect(armed).toHaveLength(2))
      now += ms
      const due = armed.filter((timer) => timer.due <= now)
      armed = armed.filter((timer) => timer.due > now)
      for (const { run } of due) run()
      await vi.waitFor(() => expect(armed).toHaveLength(2))
    },
  }
}

async function watched(dataDir: string) {
  const clock = handTimers()
  const news: Fact[] = []
  const changed: string[][] = []
  const watch = watchStore(
    dataDir,
    { onNews: (_, { facts }) => news.push(...facts), onChanged: (ids) => changed.push([...ids]) },
    undefined,
    clock.timers,
  )
  onTestFinished(() => watch.stop())
  await vi.waitFor(() => expect(clock.pending()).toBe(2))
  return { watch, clock, news, changed }
}

describe('a watch', () => {
  it('polls the streams that it follows twice a second', async () => {
    const dataDir = await tempFolder()
    const { watch, clock, news } = await watched(dataDir)
    const stream = opened(dataDir)
    watch.follow(stream)
    await opened(dataDir).append([note(1)])
    await clock.pass(499)
    expect(news).toEqual([])
    await clock.pass(1)
    expect(news).toEqual([note(1)])
    await opened(dataDir).append([note(2)])
    await clock.pass(500)
    expect(news).toEqual([note(1), note(2)])
    watch.unfollow(stream)
    await opened(dataDir).append([note(3)])
    await clock.pass(500)
    expect(news).toEqual([note(1), note(2)])
  })

  it('looks at all others every five seconds: new, changed and gone', async () => {
    const dataDir = await tempFolder()
    const writer = opened(dataDir)
    await writer.append([note(1)])
    const { watch, clock, changed } = await watched(dataDir)
    await clock.pass(5000)
    expect(changed).toEqual([])

    await opened(dataDir, undefined, OTHER_STREAM).append([note(1)])
    await clock.pass(4999)
    expect(changed).toEqual([])
    await clock.pass(1)
    expect(changed).toEqual([[OTHER_STREAM]])

    await writer.append([note(2)])
    await clock.pass(5000)
    await rm(streamFolder(dataDir, OTHER_STREAM), { recursive: true })
    await clock.pass(5000)
    expect(changed).toEqual([[OTHER_STREAM], [STREAM], [OTHER_STREAM]])

    watch.follow(writer)
    await writer.append([note(3)])
    await clock.pass(5000)
    expect(changed).toHaveLength(3)
  })

  it('tells of what is found wrong in a stream that it follows', async () => {
    const dataDir = await tempFolder()
    await opened(dataDir).append([note(1)])
    const stream = opened(dataDir)
    await stream.poll()
    const found: string[] = []
    const clock = handTimers()
    const watch = watchStore(
      dataDir,
      { onNews: (_, { findings }) => found.push(...findings.map(({ code }) => code)), onChanged: () => undefined },
      undefined,
      clock.timers,
    )
    onTestFinished(() => watch.stop())
    watch.follow(stream)
    await rm(streamFolder(dataDir, STREAM), { recursive: true })
    await clock.pass(500)
    await clock.pass(500)
    expect(found).toEqual(['missing-folder'])
  })

  it('that is stopped looks no more', async () => {
    const dataDir = await tempFolder()
    const { watch, clock, news } = await watched(dataDir)
    watch.follow(opened(dataDir))
    await opened(dataDir).append([note(1)])
    await watch.stop()
    expect(clock.pending()).toBe(0)
    expect(news).toEqual([])
  })
})
