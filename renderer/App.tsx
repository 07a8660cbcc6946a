/** The whole window: the rail with the incidents, banners, the place that is open, and what lies above it. */
import { CSPProvider } from '@base-ui/react/csp-provider'
import { lazy, Suspense, useEffect } from 'react'
import { ClocksDialog } from './clocks/ClocksDialog.tsx'
import { Console } from './console/Console.tsx'
import { Banners } from './shell/Banners.tsx'
import { BugBoundary } from './shell/BugBoundary.tsx'
import { DeclareDialog } from './shell/DeclareDialog.tsx'
import { DeleteIncidentDialog } from './shell/DeleteIncidentDialog.tsx'
import { FirstRun } from './shell/FirstRun.tsx'
import { Home } from './shell/Home.tsx'
import { KeyboardMap } from './shell/KeyboardMap.tsx'
import { Palette } from './shell/palette/Palette.tsx'
import { Rail } from './shell/Rail.tsx'
import { SearchDialog } from './shell/SearchDialog.tsx'
import { useStore } from './store.ts'
import { RestoreDialog } from './transfer/RestoreDialog.tsx'
import { TransferBanners } from './transfer/TransferBanners.tsx'
import { focusPlaceWhereLost } from './ui/last-focus.ts'
import { StatusRegion } from './ui/StatusRegion.tsx'
import { TooltipProvider } from './ui/Tooltip.tsx'
import styles from './App.module.css'

const BreakGlass = lazy(() => import('./playbook/BreakGlass.tsx').then(({ BreakGlass }) => ({ default: BreakGlass })))
const Playbook = lazy(() => import('./playbook/Playbook.tsx').then(({ Playbook }) => ({ default: Playbook })))
const RetroPage = lazy(() => import('./retro/RetroPage.tsx').then(({ RetroPage }) => ({ default: RetroPage })))
const Settings = lazy(() => import('./settings/Settings.tsx').then(({ Settings }) => ({ default: Settings })))

export function App() {
  return (
    <CSPProvider disableStyleElements>
      <TooltipProvider delay={500}>
        <BugBoundary>
          <Window />
        </BugBoundary>
      </TooltipProvider>
    </CSPProvider>
  )
}

function Window() {
  const settings = useStore(({ settings }) => settings)
  // Nothing to show yet, and main answers within a few milliseconds: a spinner would only flash.
  if (!settings) return <Banners />
  if (!settings.person) return <FirstRun />
  return (
    <div className={styles.window}>
      <Rail />
      <div className={styles.main}>
        <Banners />
        <TransferBanners />
        <main className={styles.place} tabIndex={-1}>
          <Suspense>
            <Place />
          </Suspense>
        </main>
        <StatusRegion />
      </div>
      <DeclareDialog />
      <DeleteIncidentDialog />
      <SearchDialog />
      <ClocksDialog />
      <KeyboardMap />
      <Palette />
      <RestoreDialog />
    </div>
  )
}

function Place() {
  const place = useStore(({ place }) => place)
  const open = useStore(({ open }) => open?.id ?? null)
  // What had the focus went away with the place that it was in.
  useEffect(focusPlaceWhereLost, [place, open])
  if (place === 'settings') return <Settings />
  if (place === 'playbook') return <Playbook />
  if (place === 'card') return <BreakGlass />
  if (open === null) return <Home />
  // Another incident is another console: nothing half-typed in a dialog may land in the wrong one.
  return place === 'retro' ? <RetroPage key={open} /> : <Console key={open} />
}
