/** How many pages a PDF has, counted in PDFs written by hand after ISO 32000-1, 7.7.3. */
import { expect, it } from 'vitest'
import { pagesIn } from '../../../electron/export/pdf-pages.ts'

const pdf = (pages: number): Buffer => {
  const kids = Array.from({ length: pages }, (_, index) => `${String(index + 3)} 0 R`)
  const objects = ['1 0 obj\n<</Type /Catalog\n/Pages 2 0 R>>\nendobj', `2 0 obj\n<</Type /Pages\n/Count ${String(pages)}\n/Kids [${kids.join(' ')}]>>\nendobj`, ...kids.map((kid) => `${kid.replace(' R', '')} obj\n<</Type /Page\n/Parent 2 0 R\n/MediaBox [0 0 595 842]>>\nendobj`)]
  return Buffer.from(`%PDF-1.4\n${objects.join('\n')}\ntrailer\n<</Root 1 0 R>>\n%%EOF`, 'latin1')
}

it.each([0, 1, 2, 12])('%i', (pages) => {
  expect(pagesIn(pdf(pages))).toBe(pages)
})
