// What Vitest runs: shared/ in four time zones (pure code must not care where it runs), everything else once.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { defineConfig } from 'vitest/config'
import manifest from '../package.json' with { type: 'json' }

const zones = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Europe/Berlin']

// What stands in for a module holds for a file only where each loads its modules anew.
const replacing = readdirSync(path.join(import.meta.dirname, 'renderer'), { recursive: true, encoding: 'utf8' })
  .map((name) => path.join('test/renderer', name))
  .filter((name) => /\.test\.tsx?$/.test(name) && readFileSync(path.join(import.meta.dirname, '..', name), 'utf8').includes('vi.mock('))

// Elsewhere modules are loaded once for all files, which takes half the time: what the window keeps is in its store, and that begins anew with each window.
const renderer = (name: string, test: { include: string[]; exclude?: string[]; isolate?: boolean }) => ({
  extends: true as const,
  test: { name, environment: 'jsdom', setupFiles: ['test/helpers/unmount.ts'], testTimeout: 30_000, /* as in unmount.ts */ ...test },
})

export default defineConfig({
  root: path.resolve(import.meta.dirname, '..'),
  define: { KNOWNGOOD_VERSION: JSON.stringify(manifest.version), KNOWNGOOD_BUILD: JSON.stringify('under test') },
  test: {
    maxWorkers: '100%', // Vitest leaves a processor free: on two of them that is half of the time
    projects: [
      ...zones.map((zone) => ({
        extends: true as const,
        test: {
          name: `shared ${zone}`,
          include: ['test/shared/**/*.test.ts'],
          exclude: zone === 'UTC' ? [] : ['test/shared/facts/**'], // its stamps are UTC text, and its properties take long
          env: { TZ: zone },
          isolate: false, // pure code keeps nothing: its modules need no loading anew for each file, which takes a third of the time
        },
      })),
      renderer('renderer', { include: ['test/renderer/**/*.test.{ts,tsx}'], exclude: replacing, isolate: false }),
      renderer('renderer in parts', { include: replacing }),
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
