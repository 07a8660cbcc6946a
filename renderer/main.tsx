/** The window's first lines: styles, theme, keys, main, React. */
import './no-eval.ts'
import './ui/tokens.css'
import './ui/fonts.css'
import './ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { listenForKeys } from './keys.ts'
import { connect } from './session.ts'
import { useStore } from './store.ts'
import { followTheme } from './theme.ts'
import { followFocus } from './ui/last-focus.ts'

followTheme()
followFocus()
listenForKeys()
window.addEventListener('error', ({ message }) => {
  // Chrome's way of saying that a size settles in the next frame: no failure.
  if (!message.startsWith('ResizeObserver loop')) useStore.setState({ bug: message })
})
window.addEventListener('unhandledrejection', ({ reason }) => useStore.setState({ bug: String(reason) }))
void connect()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
