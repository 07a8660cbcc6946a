/** A set of line sums in two flat buffers: a tenth of a Set's objects, and a worker can hand it over without copying. */

/** Characters of a sum. They are those of a SHA-256, so any few of them are as good as a hash. */
const LENGTH = 43
const FIRST_ROOM = 64

/** Sums in the order in which they were added. */
export interface Sums extends Iterable<string> {
  has(sum: string): boolean
  readonly size: number
}

export interface SumSet extends Sums {
  add(sum: string): void
  /** Gives the set away; it may not be used any more. */
  handOver(): PackedSums
}

/** A {@link SumSet} on its way from one thread to another: both buffers can be transferred. */
export interface PackedSums {
  readonly size: number
  /** the sums one behind the other, in the order in which they were added */
  readonly bytes: Uint8Array
  /** an open table, twice as long as there is room for sums: the number of a sum plus one, by its first characters; 0: free */
  readonly table: Uint32Array
}

export function createSumSet(from?: PackedSums): SumSet {
  let size = from?.size ?? 0
  let bytes = from?.bytes ?? new Uint8Array(FIRST_ROOM * LENGTH)
  let table = from?.table ?? new Uint32Array(2 * FIRST_ROOM)

  /** Where in the table a sum stands, or would stand. */
  function placeOf(sum: string): number {
    const mask = table.length - 1
    let place = hashOf(sum) & mask
    for (let number = table[place]!; number !== 0 && !stands(sum, number); number = table[place]!) place = (place + 1) & mask
    return place
  }

  function stands(sum: string, number: number): boolean {
    const start = (number - 1) * LENGTH
    for (let index = 0; index < LENGTH; index++) if (bytes[start + index] !== sum.charCodeAt(index)) return false
    return true
  }

  function put(sum: string, number: number): void {
    const start = (number - 1) * LENGTH
    for (let index = 0; index < LENGTH; index++) bytes[start + index] = sum.charCodeAt(index)
  }

  function grow(): void {
    const roomier = new Uint8Array(bytes.length * 2)
    roomier.set(bytes)
    bytes = roomier
    const wider = new Uint32Array(table.length * 2)
    const mask = wider.length - 1
    for (let number = 1; number <= size; number++) {
      let place = hashAt(bytes, (number - 1) * LENGTH) & mask
      while (wider[place] !== 0) place = (place + 1) & mask
      wider[place] = number
    }
    table = wider
  }

  return {
    has: (sum) => sum.length === LENGTH && table[placeOf(sum)] !== 0,
    add(sum) {
      if (sum.length !== LENGTH) throw new RangeError('a sum has 43 characters')
      const place = placeOf(sum)
      if (table[place] !== 0) return
      size += 1
      put(sum, size)
      table[place] = size
      if (size * LENGTH === bytes.length) grow()
    },
    get size() {
      return size
    },
    *[Symbol.iterator]() {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      for (let number = 0; number < size; number++) yield text.toString('latin1', number * LENGTH, (number + 1) * LENGTH)
    },
    handOver: () => ({ size, bytes, table }),
  }
}

/** So many characters of a sum, 36 bits of chance, are mixed into a hash. */
const HASHED = 6
const PRIME = 0x01000193

function hashOf(sum: string): number {
  let hash = 0
  for (let index = 0; index < HASHED; index++) hash = Math.imul(hash ^ sum.charCodeAt(index), PRIME)
  return hash ^ (hash >>> 15)
}

/** The same, of a sum that stands in `bytes`. */
function hashAt(bytes: Uint8Array, start: number): number {
  let hash = 0
  for (let index = 0; index < HASHED; index++) hash = Math.imul(hash ^ bytes[start + index]!, PRIME)
  return hash ^ (hash >>> 15)
}
