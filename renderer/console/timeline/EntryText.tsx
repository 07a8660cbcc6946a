/** An entry's words: plain text, with the links in it to click. */
import { linkParts } from '../../../shared/incident/entry/links.ts'
import { ask } from '../../bridge.ts'
import styles from './Timeline.module.css'

export function EntryText({ text }: { text: string }) {
  return linkParts(text).map(({ text: words, url }, index) => (url === null ? words : <Link key={index} url={url} words={words} />))
}

/** Opens in the system's browser: this window goes nowhere. */
export function Link({ url, words }: { url: string; words: string }) {
  return (
    <a
      href={url}
      className={styles.link}
      onClick={(event) => {
        event.preventDefault()
        void ask('openLink', { url })
      }}
    >
      {words}
    </a>
  )
}
