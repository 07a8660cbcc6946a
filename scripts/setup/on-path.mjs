// Where a program lies on the PATH.
import { existsSync } from 'node:fs'
import path from 'node:path'

/**
 * @param {string} command
 * @returns {string | undefined} its file
 */
export function onPath(command) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter(Boolean)
    .map((folder) => path.join(folder, command))
    .find((file) => existsSync(file))
}
