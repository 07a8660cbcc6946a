/** The only ipcMain: who asks and what is asked is checked here, once, for every request. */
import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron'
import type { z } from 'zod'
import { REQUESTS, type Pushes, type Replies, type RequestName } from '../shared/api.ts'
import { REQUEST_NAMES } from '../shared/channels.ts'
import { isOurAddress } from './app-files.ts'

/** The page that asks. */
export interface Sender {
  /** the same for as long as its window is there */
  readonly id: number
  /** Runs each time that the page is gone: closed, crashed, or loaded anew. */
  onGone(run: () => void): void
}

/** How each request is answered; the input has been checked. */
export type Requests = {
  readonly [N in RequestName]: (input: z.output<(typeof REQUESTS)[N]>, sender: Sender) => Replies[N] | Promise<Replies[N]>
}

/** Starts to answer. A request from anybody but our own page, or of another shape, is rejected aloud. */
export function answerRequests(requests: Requests): void {
  for (const name of REQUEST_NAMES) {
    const respond = requests[name] as (input: unknown, sender: Sender) => unknown
    ipcMain.handle(name, (event, input: unknown) => {
      if (!isOurPage(event)) throw refusal(`“${name}” was asked by ${event.senderFrame?.url || 'an unknown page'}, which is not Knowngood's own page.`)
      const checked = REQUESTS[name].safeParse(input)
      if (!checked.success) throw refusal(`“${name}” was asked in a shape that it does not have: ${firstIssue(checked.error)}.`)
      return respond(checked.data, senderOf(event))
    })
  }
}

/** Tells every window. */
export function push<P extends keyof Pushes>(name: P, message: Pushes[P]): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.webContents.isDestroyed()) window.webContents.send(name, message)
  }
}

/** The top frame of a window, at our own address: not a frame inside it, not a page that it went to. */
function isOurPage({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOurAddress(senderFrame.url)
}

function senderOf({ sender }: IpcMainInvokeEvent): Sender {
  return {
    id: sender.id,
    onGone(run) {
      sender.on('destroyed', run)
      sender.on('render-process-gone', run)
      sender.on('did-navigate', run)
    },
  }
}

function refusal(sentence: string): Error {
  console.error(sentence)
  return new Error(sentence)
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0]
  return issue ? `${issue.path.join('.') || 'input'}: ${issue.message}` : 'it cannot be read'
}
