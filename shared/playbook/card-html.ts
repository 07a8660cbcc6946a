/** The break-glass card as a page to print: large, black on white, in as many columns as it takes. */
import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import { cardOf, type CardLine } from './card.ts'
import type { Playbook } from './schema.ts'

const STYLE = `
*{box-sizing:border-box;margin:0}
body{font:13px/18px Inter,"Segoe UI","Noto Sans","DejaVu Sans",sans-serif;color:#000;background:#fff}
h1{font-size:24px;line-height:30px}
header p{margin:2px 0 14px}
main{columns:2;column-gap:28px}
section{margin-bottom:14px}
h2{font-size:15px;line-height:22px;border-bottom:2px solid #000;margin-bottom:6px;break-after:avoid}
ul{list-style:none;padding:0}
li{break-inside:avoid;padding:4px 0 6px;border-bottom:1px solid #bbb}
p{overflow-wrap:anywhere;unicode-bidi:plaintext}
.value{font:600 17px/23px "JetBrains Mono","DejaVu Sans Mono",Consolas,monospace;white-space:pre-wrap}
.stale{font-weight:700}
.stale::before{content:"! "}
`

/** A whole document that needs nothing else. @param today ISO day, which it names */
export function cardHtml(playbook: Playbook, today: string): string {
  const groups = cardOf(playbook, today)
  const body = [
    h('header', [h('h1', 'Break-glass card'), h('p', `${playbook.name}, printed ${today}`)]),
    h('main', groups.length === 0 ? [h('p', 'Nothing stands on the card yet.')] : groups.map(({ title, lines }) => h('section', [h('h2', title), h('ul', lines.map(line))]))),
  ]
  return `<!doctype html>\n${toHtml(h('html', { lang: 'en' }, [h('head', [h('meta', { charSet: 'utf-8' }), h('title', 'Break-glass card'), h('style', STYLE)]), h('body', body)]))}\n`
}

function line({ card, checked, isStale }: CardLine) {
  return h('li', [h('p', card.title), h('p.value', card.value), card.notes === undefined ? null : h('p', card.notes), checked === null ? null : h(isStale ? 'p.stale' : 'p', checked)])
}
