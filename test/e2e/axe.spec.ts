/** No violation that axe finds, in any state of the app, in real Electron: everything in dark, contrast in light too. */
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '../helpers/electron-app.ts'
import { play, SCENES, showTheme } from './states/run.ts'

for (const scene of SCENES) {
  test(`axe finds nothing: ${scene.name}`, async ({ folder }) => {
    test.setTimeout(120_000)
    await play(scene, folder, async ({ name, themes: [first, ...others] = ['dark', 'light'] }, page) => {
      // One page is all there is here: axe's usual way opens a second one.
      const axe = (): AxeBuilder => new AxeBuilder({ page }).setLegacyMode()
      // What fades is measured before or after, not in between.
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await showTheme(page, first!)
      const { violations } = await axe().analyze()
      for (const theme of others) {
        await showTheme(page, theme)
        violations.push(...(await axe().withRules(['color-contrast']).analyze()).violations)
      }
      await showTheme(page, 'dark')
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary ?? ''}`).join('\n')}`)
      expect.soft(found, name).toEqual([])
    })
  })
}
