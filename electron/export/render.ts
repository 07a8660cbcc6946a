/** A retro as text, in every format that needs no Electron: the same for the window and for the command line. */
import type { RetroFormat } from '../../shared/api.ts'
import type { Fact } from '../../shared/facts/fact.ts'
import { retroOf, type RetroOptions, type RetroSource } from '../../shared/retro/document.ts'
import { retroHtml } from '../../shared/retro/html.ts'
import { factsJson } from '../../shared/retro/json.ts'
import { retroMarkdown } from '../../shared/retro/markdown.ts'

export type TextFormat = Exclude<RetroFormat, 'pdf'>

export interface ExportSource extends RetroSource {
  /** as the journals hold them, for the formats that carry the facts themselves */
  readonly facts: readonly Fact[]
}

/** The same facts and options give the same text. Written as UTF-8, it ends with a newline. */
export function renderText(format: TextFormat, source: ExportSource, options: RetroOptions): string {
  switch (format) {
    case 'md':
      return retroMarkdown(retroOf(source, options))
    case 'html':
      return retroHtml(retroOf(source, options))
    case 'json':
      return factsJson(source.id, source.facts)
  }
}
