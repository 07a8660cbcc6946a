/** Counts the pages of a PDF that Chromium made: it writes the objects of pages in plain text, outside of compressed streams. */

export function pagesIn(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
}
