// Unmounts what a test rendered, so that no test sees another's window.
import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

afterEach(cleanup)
