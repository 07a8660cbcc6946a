/** Writing to a terminal or a pipe: with its pace, and with nothing in it that a terminal would obey. */

/** Writes a line; resolves when there is room for the next. */
export function printTo(stream: NodeJS.WriteStream, line: string): Promise<void> {
  return new Promise((resolve) => {
    if (stream.write(`${line}\n`)) resolve()
    else stream.once('drain', resolve)
  })
}

/** A person's words on one line, without the control characters that could move a terminal's cursor or change its title. */
export function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
}
