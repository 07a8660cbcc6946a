/** An entry's words: plain text, with the links in it to click. */
import { linkParts } from '../../../shared/incident/entry/links.ts'
import { ask } from '../../bridge.ts'
import { Marked } from './Marked.tsx'
import styles from './Timeline.module.css'

/** @param pattern what is marked in the words; null: nothing */
export function EntryText({ text, pattern }: { text: string; pattern: RegExp | null }) {
  return linkParts(text).map(({ text: words, url }, index) =>
    url === null ? <Marked key={index} text={words} pattern={pattern} /> : <Link key={index} url={url} words={words} pattern={pattern} />,
  )
}

/** Opens in the system's browser: this window goes nowhere. */
export function Link({ url, words, pattern }: { url: string; words: string; pattern: RegExp | null }) {
  return (
    <a
      href={url}
      className={styles.link}
      onClick={(event) => {
        event.preventDefault()
        void ask('openLink', { url })
      }}
    >
      <Marked text={words} pattern={pattern} />
    </a>
  )
}
