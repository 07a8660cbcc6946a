/** The first lines of the small Declare window: styles, theme, React, and as little as that. */
import '../no-eval.ts'
import '../ui/tokens.css'
import '../ui/fonts.css'
import '../ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { recall } from '../memory.ts'
import { QuickDeclare } from './QuickDeclare.tsx'

const light = window.matchMedia('(prefers-color-scheme: light)')
function showTheme(): void {
  const set = recall('theme')
  document.documentElement.dataset['theme'] = set === 'dark' || set === 'light' ? set : light.matches ? 'light' : 'dark'
}
showTheme()
light.addEventListener('change', showTheme)
// The main window remembers another theme.
window.addEventListener('storage', showTheme)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QuickDeclare />
  </StrictMode>,
)
