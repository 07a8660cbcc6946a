/** The document inside the window: the same tree that the exports are written from, drawn with the window's own colours. */
import { Fragment, type ReactNode } from 'react'
import { lineText, type Block, type Column, type Inline, type Line, type RetroDocument as Document, type Row, type Section, type Stretch, type TableRow } from '../../shared/retro/tree.ts'
import { ask } from '../bridge.ts'
import { announce } from '../store.ts'
import { classes } from '../ui/classes.ts'
import styles from './RetroDocument.module.css'

export function RetroDocument({ document }: { document: Document }) {
  return (
    <article className={styles.document} aria-label="Retro">
      <header>
        <p className={styles.heading}>
          {document.heading.map((part, index) => (
            <span key={index}>{inline(part)}</span>
          ))}
        </p>
        <h1 className={styles.title}>{document.title}</h1>
        <ul className={styles.tiles} aria-label="At a glance">
          {document.tiles.map(({ value, label, detail }) => (
            <li key={label}>
              <b>{inline(value)}</b>
              <span>{label}</span>
              {lineText(detail) !== '' && <small>{line(detail)}</small>}
            </li>
          ))}
        </ul>
        <Course stretches={document.course} />
        <p className={styles.opening}>{document.opening}</p>
      </header>
      {document.sections.map((section) => (
        <DocumentSection key={section.id} section={section} />
      ))}
      <footer className={styles.footer}>{document.footer}</footer>
    </article>
  )
}

function Course({ stretches }: { stretches: readonly Stretch[] }) {
  if (stretches.length === 0) return null
  return (
    <ol className={styles.course} aria-label="The course up to the end of the harm">
      {stretches.map(({ start, events, ms, length, tone }, index) => (
        <li key={index} className={styles[tone]} style={{ flexGrow: Math.round((ms ?? 0) / 1000) }}>
          <i>{length}</i>
          <b>{line(start)}</b>
          <span>{events.join(', ')}</span>
        </li>
      ))}
    </ol>
  )
}

function DocumentSection({ section: { id, title, remark, blocks } }: { section: Section }) {
  const heading = `retro-${id}`
  return (
    <section aria-labelledby={heading} className={classes(styles.section, id === 'summary' && styles.lead)}>
      <h2 id={heading}>
        {title} {remark && <small>{remark}</small>}
      </h2>
      {blocks.map((block, index) => (
        <Fragment key={index}>{drawn(block)}</Fragment>
      ))}
    </section>
  )
}

function drawn(block: Block): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return <p>{line(block.words)}</p>
    case 'list':
      return (
        <ul className={styles.list}>
          {block.items.map((item, index) => (
            <li key={index}>{line(item)}</li>
          ))}
        </ul>
      )
    case 'rows':
      return <Rows rows={block.rows} />
    case 'card':
      return (
        <div className={styles.card}>
          <h3>{line(block.title)}</h3>
          <Rows rows={block.rows} />
        </div>
      )
    case 'table':
      return <Table block={block} />
  }
}

function Rows({ rows }: { rows: readonly Row[] }) {
  return (
    <dl className={styles.rows}>
      {rows.map(({ term, words }, index) => (
        <div key={index}>
          <dt>{term}</dt>
          <dd>{line(words)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Table({ block: { label, columns, groups } }: { block: Extract<Block, { kind: 'table' }> }) {
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ title, kind }) => (
            <th key={title} scope="col" className={styles[kind]}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(({ title, rows }, index) => (
        <tbody key={index}>
          {title !== null && (
            <tr>
              <th scope="rowgroup" colSpan={columns.length} className={styles.group}>
                {title}
              </th>
            </tr>
          )}
          {rows.map((row, number) => (
            <TableLine key={number} row={row} columns={columns} />
          ))}
        </tbody>
      ))}
    </table>
  )
}

/** The first cell names its row. */
function TableLine({ row: { cells, mark }, columns }: { row: TableRow; columns: readonly Column[] }) {
  return (
    <tr className={mark && styles[mark]}>
      {cells.map((cell, index) => {
        const Cell = index === 0 ? 'th' : 'td'
        return (
          <Cell key={index} scope={index === 0 ? 'row' : undefined} className={styles[columns[index]!.kind]}>
            {line(cell)}
          </Cell>
        )
      })}
    </tr>
  )
}

function line(words: Line): ReactNode {
  return words.map((each, index) => <Fragment key={index}>{inline(each)}</Fragment>)
}

function inline(each: Inline): ReactNode {
  switch (each.kind) {
    case 'text':
      return each.text
    case 'time':
      return <time dateTime={each.time}>{each.text}</time>
    case 'link':
      return <EvidenceLink url={each.url} text={each.text} />
    case 'figure':
    case 'quiet':
    case 'late':
      return <span className={styles[each.kind]}>{each.text}</span>
  }
}

/** Opens in the system's browser, which main decides; the window itself goes nowhere. */
function EvidenceLink({ url, text }: { url: string; text: string }) {
  const open = async (): Promise<void> => {
    const { ok } = await ask('openLink', { url })
    if (!ok) announce('Only https links open from here. Copy this one’s address instead.')
  }
  return (
    <a
      href={url}
      title={url}
      onClick={(event) => {
        event.preventDefault()
        void open()
      }}
    >
      {text}
    </a>
  )
}
