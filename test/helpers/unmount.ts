// Unmounts what a test rendered, so that no test sees another's window, and lets a slow machine take its time.
import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

// A busy machine is slow, not wrong: a condition that comes late is met all the same.
configure({ asyncUtilTimeout: 10_000 })

afterEach(cleanup)
