/** A value that is replaced, never overwritten: what nobody replaced stands, and two standing are a conflict to settle. */

export interface Head<V> {
  readonly id: string
  readonly value: V
}

/** The heads of one slot. `replaced` is kept apart, because a replacement may be reduced before what it replaces. */
export interface Slot<V> {
  standing: Head<V>[]
  replaced: Set<string>
}

export type Heads<V> = Map<string, Slot<V>>

/** Puts a value into a slot; the heads that it names in `replaces` stand no more. */
export function putHead<V>(heads: Heads<V>, slot: string, head: Head<V>, replaces: readonly string[] = []): void {
  let present = heads.get(slot)
  if (!present) heads.set(slot, (present = { standing: [], replaced: new Set() }))
  for (const id of replaces) if (id !== head.id) present.replaced.add(id)
  const { replaced } = present
  present.standing = [...present.standing, head].filter(({ id }) => !replaced.has(id))
}

/** What stands in a slot, lowest id first; more than one means a conflict. */
export function standing<V>(heads: ReadonlyMap<string, { readonly standing: readonly Head<V>[] }>, slot: string): readonly Head<V>[] {
  return heads.get(slot)?.standing ?? []
}

/** The value to show for a slot: the last one that stands, conflict or not. */
export function current<V>(heads: ReadonlyMap<string, { readonly standing: readonly Head<V>[] }>, slot: string): V | undefined {
  return standing(heads, slot).at(-1)?.value
}
