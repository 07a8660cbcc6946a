/** How the names of bundles end; alone in its file, for start-up needs to know no more of them. */

/** With its dot. */
export const BUNDLE_ENDING = '.knowngood'
