// What is there beyond Node 18's types: the bundler and Node from 20.11 provide it.

/** The version in package.json; set while bundling and while testing. */
declare const KNOWNGOOD_VERSION: string

/** A digest of the sources that this was built from; set while bundling and while testing. */
declare const KNOWNGOOD_BUILD: string

interface ImportMeta {
  readonly dirname: string
  readonly filename: string
}
