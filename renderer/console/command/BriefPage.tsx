/** The one-page brief, read in a dialog. */
import { Copy } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { useBrief } from './use-brief.ts'
import styles from './BriefPage.module.css'

export function BriefPage() {
  const { brief, copy } = useBrief()
  return (
    <section aria-label="Brief" className={styles.brief} tabIndex={0}>
      <header>
        <b>{brief.title}</b>
        <Button size="small" variant="quiet" icon={<Copy size={13} />} onClick={copy}>
          Copy as Markdown
        </Button>
      </header>
      {brief.sections.map(({ title, lines }) => (
        <div key={title}>
          <h3>{title}</h3>
          <ul>
            {lines.map((line, index) => (
              <li key={index}>{line}</li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
