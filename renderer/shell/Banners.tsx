/** What is wrong, above everything: the disk, the journals, the window itself. */
import { isOfApp, useStore } from '../store.ts'
import { Banner } from '../ui/Banner.tsx'
import { FindingsBanner } from './FindingsBanner.tsx'
import { NewPlaybookBanner } from './NewPlaybookBanner.tsx'
import { OverdueBackup } from './OverdueBackup.tsx'
import { PlaybookBanner } from './PlaybookBanner.tsx'

export function Banners() {
  const fault = useStore(({ fault }) => fault)
  // There the whole place says it.
  const isSaid = useStore(({ fault, rows, open, place }) => fault?.reading === true && rows.length === 0 && open === null && !isOfApp(place))
  const bug = useStore(({ bug }) => bug)
  const openFailure = useStore(({ openFailure }) => openFailure)
  const unerased = useStore(({ unerased }) => unerased)
  const open = useStore(({ open }) => open)
  return (
    <>
      {fault && !isSaid && (
        <Banner tone="fault" title={fault.reading ? 'The incidents cannot be read.' : 'Not saved to disk.'}>
          {fault.sentence} {fault.reading ? 'Knowngood looks again every few seconds.' : 'What you typed is kept here. Knowngood looks every two seconds, and goes on by itself once that is mended.'}
        </Banner>
      )}
      {openFailure && (
        <Banner tone="fault" title="This incident could not be opened." onDismiss={() => useStore.setState({ openFailure: null })}>
          {openFailure}
        </Banner>
      )}
      {bug && (
        <Banner tone="fault" title="Something in this window failed." onDismiss={() => useStore.setState({ bug: null })}>
          What was recorded is safe. {bug}
        </Banner>
      )}
      <PlaybookBanner />
      <OverdueBackup />
      {unerased.length > 0 && (
        <Banner tone="late" title="Redacted, but not everywhere yet." onDismiss={() => useStore.setState({ unerased: [] })}>
          {unerased.join(' ')}
        </Banner>
      )}
      {open && <NewPlaybookBanner key={`playbook:${open.id}`} incident={open} />}
      {open && <FindingsBanner key={open.id} incident={open} />}
    </>
  )
}
