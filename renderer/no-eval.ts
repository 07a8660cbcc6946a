/** Keeps zod from trying `new Function`, which the page's policy forbids and reports. Must be imported before any schema. */
import { z } from 'zod'

z.config({ jitless: true })
