// What Vitest runs: shared/ in four time zones (pure code must not care where it runs), everything else once.
import path from 'node:path'
import { defineConfig } from 'vitest/config'
import manifest from '../package.json' with { type: 'json' }

const zones = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Europe/Berlin']

export default defineConfig({
  root: path.resolve(import.meta.dirname, '..'),
  define: { KNOWNGOOD_VERSION: JSON.stringify(manifest.version), KNOWNGOOD_BUILD: JSON.stringify('under test') },
  test: {
    projects: [
      ...zones.map((zone) => ({
        extends: true as const,
        test: {
          name: `shared ${zone}`,
          include: ['test/shared/**/*.test.ts'],
          exclude: zone === 'UTC' ? [] : ['test/shared/facts/**'], // its stamps are UTC text, and its properties take long
          env: { TZ: zone },
        },
      })),
      {
        extends: true,
        test: {
          name: 'renderer',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          setupFiles: ['test/helpers/unmount.ts'],
          testTimeout: 30_000, // as in unmount.ts
        },
      },
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/shared/**', 'test/renderer/**', 'test/e2e/**'],
        },
      },
    ],
  },
})
