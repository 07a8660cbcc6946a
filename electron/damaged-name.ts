/** Where a file of the profile goes that could not be read: beside its place, under a name that nothing has yet. */
import { existsSync } from 'node:fs'

/** @param path of a `.json` */
export function damagedName(path: string): string {
  for (let number = 1; ; number++) {
    const name = path.replace(/\.json$/, `.damaged-${String(number)}.json`)
    if (!existsSync(name)) return name
  }
}
