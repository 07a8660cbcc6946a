/** Zip files put together byte by byte from the format's description (PKWARE APPNOTE 4.3), so that they can lie in every field. */
import { deflateRawSync } from 'node:zlib'

export interface HandMadeEntry {
  readonly name: string | Buffer
  readonly bytes: Buffer | string
  readonly compress?: boolean
  /** what the headers claim, where that is not the truth */
  readonly claims?: { readonly size?: number; readonly packed?: number; readonly crc?: number; readonly flags?: number; readonly method?: number; readonly offset?: number }
  /** the name beside the bytes, where it differs from that in the table of contents */
  readonly localName?: string
  /** Unix mode, file type included */
  readonly mode?: number
  readonly extra?: Buffer
}

export function zipByHand(entries: readonly HandMadeEntry[], comment = Buffer.alloc(0)): Buffer {
  const parts: Buffer[] = []
  const table: Buffer[] = []
  let offset = 0
  for (const { name, bytes, compress = true, claims = {}, localName, mode = 0o100644, extra = Buffer.alloc(0) } of entries) {
    const content = Buffer.from(bytes)
    const packed = compress ? deflateRawSync(content) : content
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(claims.flags ?? 0, 2)
    fields.writeUInt16LE(claims.method ?? (compress ? 8 : 0), 4)
    fields.writeUInt16LE(0, 6)
    fields.writeUInt16LE(0x21, 8)
    fields.writeUInt32LE(claims.crc ?? crcOf(content), 10)
    fields.writeUInt32LE(claims.packed ?? packed.length, 14)
    fields.writeUInt32LE(claims.size ?? content.length, 18)
    const raw = Buffer.from(name)
    const local = Buffer.from(localName ?? name)
    const localFields = Buffer.from(fields)
    localFields.writeUInt16LE(local.length, 22)
    fields.writeUInt16LE(raw.length, 22)
    fields.writeUInt16LE(extra.length, 24)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE((mode << 16) >>> 0, 6)
    rest.writeUInt32LE(claims.offset ?? offset, 10)
    const localPart = Buffer.concat([u32(0x04034b50), localFields, local, packed])
    parts.push(localPart)
    table.push(Buffer.concat([u32(0x02014b50), Buffer.from([0x14, 0x03]), fields, rest, raw, extra]))
    offset += localPart.length
  }
  const contents = Buffer.concat(table)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(contents.length, 8)
  end.writeUInt32LE(offset, 12)
  end.writeUInt16LE(comment.length, 16)
  return Buffer.concat([...parts, contents, u32(0x06054b50), end, comment])
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/** By the definition, bit by bit: a second opinion on the table in electron/bundle/crc32.ts. */
function crcOf(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return ~crc >>> 0
}
