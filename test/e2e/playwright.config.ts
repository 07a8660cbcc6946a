// What Playwright runs: the built app in real Electron, on the display that scripts/test.mjs provides.
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  outputDir: '../../out/test/e2e',
  reporter: 'line',
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  timeout: 60_000,
  globalTimeout: 8 * 60_000,
})
