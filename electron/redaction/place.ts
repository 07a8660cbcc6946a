/** What a redaction asks of every place that keeps words of a stream: journals, attachments, backups, bundles, the summary, drafts. */

/** What is to be erased of one stream. */
export interface Redaction {
  /** the stream's id */
  readonly stream: string
  /** ids of the facts whose words go */
  readonly facts: ReadonlySet<string>
  /** SHA-256 (hex) of the attachments that go */
  readonly files: ReadonlySet<string>
}

/** Somewhere that words of a stream are kept on this machine. */
export interface Place {
  /**
   * Erases what the redaction names; what is gone already is passed over, so it may be asked again.
   * Answers a sentence for each thing that could not be erased yet. Never rejects for what the disk does.
   */
  erase(redaction: Redaction): Promise<readonly string[]>
}
