/** Joins class names. */

/** The names that are there, with spaces between. */
export function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
