/** Catches what React throws: the failure is shown, with a way on, and never an empty window. */
import { Component, type ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'

interface Props {
  readonly children: ReactNode
}

/** A class, for React has no hook that catches. */
export class BugBoundary extends Component<Props, { failure: string | null }> {
  override state = { failure: null as string | null }

  static getDerivedStateFromError(error: unknown): { failure: string } {
    return { failure: String(error) }
  }

  override render(): ReactNode {
    const { failure } = this.state
    if (failure === null) return this.props.children
    return (
      <EmptyState
        heading="h1"
        title="The window has failed"
        action={
          <Button variant="primary" onClick={() => window.location.reload()}>
            Reload the window
          </Button>
        }
      >
        <p>Everything that was recorded is safe on disk, and so is the text in the entry line.</p>
        <p role="alert">{failure}</p>
      </EmptyState>
    )
  }
}
