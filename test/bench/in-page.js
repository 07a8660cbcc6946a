// Evaluated in the window: what is painted is measured where it is painted.
'use strict'
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
/** Behind a frame, the next task runs when it has been drawn. */
const drawn = async () => {
  await frame()
  await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = resolve
    port2.postMessage(null)
  })
}
const timeline = () => document.querySelector('[role="list"][aria-label="Timeline"]')
Object.assign(globalThis, {
  bench: {
    /** @param {string} id @returns {Promise<number>} ms */
    async open(id) {
      const title = id === 'inc-000sh0rt' ? 1 : 0
      const rows = [...document.querySelectorAll('[aria-label="Incidents"] button')]
      const before = timeline()
      const start = performance.now()
      rows[title].click()
      while (timeline() === null || timeline() === before || timeline()?.childElementCount === 0) await frame()
      await drawn()
      return performance.now() - start
    },
    /** @param {string} text @returns {Promise<number>} ms from the key to the entry's paint */
    painted(text) {
      return new Promise((resolve) => {
        let start = 0
        addEventListener('keydown', () => (start = performance.now()), { capture: true, once: true })
        const watch = new MutationObserver(() => {
          if (!timeline()?.textContent?.includes(text)) return
          watch.disconnect()
          void drawn().then(() => resolve(performance.now() - start))
        })
        watch.observe(document.body, { subtree: true, childList: true, characterData: true })
      })
    },
    /** @param {{ step: number, frames: number }} how */
    async scroll({ step, frames }) {
      const scroller = document.querySelector('[aria-label="Timeline"]').closest('[data-virtuoso-scroller]')
      const { left, top, width, height } = scroller.getBoundingClientRect()
      let longest = 0
      let blank = 0
      let last = await frame()
      const pace = Math.max(step, scroller.scrollHeight / frames)
      for (let count = 0; count < frames; count++) {
        scroller.scrollTop -= pace
        const now = await frame()
        longest = Math.max(longest, now - last)
        last = now
        const seen = document.elementFromPoint(left + width / 2, top + height / 2)
        if (!seen?.closest('[role="listitem"]')) blank += 1
      }
      return { longest, blank }
    },
  },
})
