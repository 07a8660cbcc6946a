/** No violation that axe finds, in any state of the app, in real Electron: everything in dark, contrast in light too. */
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '../helpers/electron-app.ts'
import { play, SCENES, showTheme } from './states/run.ts'

for (const scene of SCENES) {
  test(`axe finds nothing: ${scene.name}`, async ({ folder }) => {
    test.setTimeout(120_000)
    await play(scene, folder, async ({ name }, { page }) => {
      // One page is all there is here: axe's usual way opens a second one.
      const axe = (): AxeBuilder => new AxeBuilder({ page }).setLegacyMode()
      const { violations } = await axe().analyze()
      await showTheme(page, 'light')
      const inLight = await axe().withRules(['color-contrast']).analyze()
      await showTheme(page, 'dark')
      const found = [...violations, ...inLight.violations].map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary ?? ''}`).join('\n')}`)
      expect.soft(found, name).toEqual([])
    })
  })
}
