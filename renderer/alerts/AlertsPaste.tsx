/** Where no incident is open: takes alerts that are pasted anywhere but into a box. */
import { useEffect } from 'react'
import { looksLikeAlerts } from '../../shared/alerts/read-alerts.ts'
import { MOST_ALERT_TEXT } from '../../shared/api.ts'
import { useStore } from '../store.ts'
import { offerText } from './alerts.ts'

export function AlertsPaste() {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      // What is pasted into a box is that box's.
      if (event.defaultPrevented || (event.target instanceof Element && event.target.closest('input, textarea, [contenteditable="true"]'))) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (!looksLikeAlerts(text)) return
      event.preventDefault()
      if (text.length > MOST_ALERT_TEXT) useStore.setState({ outcome: { ok: false, title: 'No alerts were read.', text: 'That is more text than is read as alerts. Paste part of it.', path: null } })
      else void offerText(text)
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [])
  return null
}
