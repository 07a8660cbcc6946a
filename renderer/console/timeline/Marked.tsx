/** Words with what is looked for marked in them. */
import { foundParts } from './find.ts'
import styles from './Timeline.module.css'

export function Marked({ text, pattern }: { text: string; pattern: RegExp | null }) {
  if (pattern === null) return text
  return foundParts(text, pattern).map(({ text: words, found }, index) =>
    found ? (
      <mark key={index} className={styles.mark}>
        {words}
      </mark>
    ) : (
      words
    ),
  )
}
