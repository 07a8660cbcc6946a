/** Writes down that an incident was exported, with the state of its journals. */
/** Whatever takes commands: the app's desk, or the command line's. */
export interface TakesCommands {
  dispatch(incident: string | null, command: unknown): Promise<{ readonly ok: true } | { readonly ok: false; readonly sentence: string }>
}

/**
 * To be called when the export is where it belongs. The export stands, whatever comes of this.
 * @param format as the person chose it: md, html, pdf, json, bundle
 * @returns null, or the sentence that says why it was not recorded
 */
export async function recordExport(desk: TakesCommands, incident: string, format: string): Promise<string | null> {
  const answer = await desk.dispatch(incident, { type: 'RecordExport', format })
  return answer.ok ? null : `The export is whole, but it was not recorded in the incident, so \`verify\` cannot refer to it. ${answer.sentence}`
}
