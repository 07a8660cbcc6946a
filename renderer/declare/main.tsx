/** The first lines of the small Declare window: styles, theme, React, and as little as that. */
import '../no-eval.ts'
import '../ui/tokens.css'
import '../ui/fonts.css'
import '../ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Settings } from '../../shared/api.ts'
import { recall } from '../memory.ts'
import { showTheme } from '../shown-theme.ts'
import { QuickDeclare } from './QuickDeclare.tsx'

const theme = showTheme(() => recall('theme') as Settings['theme'] | null)
// The main window remembers another theme.
window.addEventListener('storage', theme.again)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QuickDeclare />
  </StrictMode>,
)
