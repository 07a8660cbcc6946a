/** The frozen line format, byte by byte. */
import { describe, expect, it } from 'vitest'
import { factsLine, headerLine, readLine, redactLine } from '../../../electron/journal/line.ts'
import { factsByHand, headerByHand, SALT, sealed, sha } from './hand-made.ts'
import { note, STREAM } from './facts.ts'

const withoutBreak = (text: string): Buffer => Buffer.from(text.slice(0, -1))

describe('an ordinary line', () => {
  it('is the sum, the sum before, the salt and the facts, in this order and without a blank', () => {
    const facts = [note(1, 'ünïcode "quoted" \\ \n 🔥'), note(2)]
    const before = sha('the line before')
    const byHand = factsByHand(before, facts)
    const line = factsLine(before, SALT, facts)
    expect(line.bytes.toString('utf8')).toBe(byHand.text)
    expect(line.sum).toBe(byHand.sum)
  })

  it('has the sum that any SHA-256 gives', () => {
    // printf '"prev":"","salt":"AAAAAAAAAAAAAAAAAAAAAA","facts":[]}' | openssl dgst -sha256 -binary | base64 | tr +/ -_ | tr -d =
    const text = '{"sum":"A1AsTHXFFBGuBLZQJ7oSBMQFM0uO_IBMLGb75ltdQKc","prev":"","salt":"AAAAAAAAAAAAAAAAAAAAAA","facts":[]}\n'
    expect(factsLine('', SALT, []).bytes.toString('utf8')).toBe(text)
    expect(readLine(withoutBreak(text))).not.toBeNull()
  })

  it('gives back its facts, and their texts as they stand', () => {
    const texts = ['{"id":"a" , "n":1.0}', ' [1,"]",{"b":[]}]', '"\\\\"', 'null', '{"sum":"x","facts":[]}']
    const line = readLine(withoutBreak(factsByHand('', texts.join(',')).text))
    expect(line?.content).toEqual({ kind: 'facts', values: texts.map((text) => JSON.parse(text) as unknown), texts })
  })

  it.each(['', ' '])('may hold no facts (%j)', (inner) => {
    expect(readLine(withoutBreak(factsByHand('', inner).text))?.content).toEqual({ kind: 'facts', values: [], texts: [] })
  })

  it('is refused as soon as one byte differs', () => {
    const bytes = withoutBreak(factsByHand('', [note(1)]).text)
    for (let at = 0; at < bytes.length; at++) {
      for (const flip of [1, 0x20, 0x80]) {
        const changed = Buffer.from(bytes)
        changed[at]! ^= flip
        expect(readLine(changed), `byte ${at} ^ ${flip}`).toBeNull()
      }
    }
  })

  it('is refused where a byte is missing or too many at its end', () => {
    const bytes = withoutBreak(factsByHand('', [note(1)]).text)
    for (let length = 0; length < bytes.length; length++) expect(readLine(bytes.subarray(0, length))).toBeNull()
    expect(readLine(Buffer.concat([bytes, Buffer.from(' ')]))).toBeNull()
  })

  it.each(['[]}', '"prev":""'])('is refused where its sum holds but it is no JSON (%s)', (rest) => {
    expect(readLine(withoutBreak(sealed(rest).text))).toBeNull()
  })

  it('of a newer version, with more in its frame, still gives its facts', () => {
    const line = readLine(withoutBreak(sealed(`"prev":"","more":{"facts":["no"]},"facts":[ {"a":1} ],"tail":2}`).text))
    expect(line?.content).toEqual({ kind: 'facts', values: [{ a: 1 }], texts: ['{"a":1}'] })
  })

  it('that repeats its facts gives one and the same as values and as texts', () => {
    const line = readLine(withoutBreak(sealed(`"prev":"","salt":"${SALT}","facts":[1],"facts":[2]}`).text))
    expect(line?.content).toEqual({ kind: 'facts', values: [2], texts: ['2'] })
  })
})

describe('a header', () => {
  it('is the same frame with the header in place of the facts', () => {
    const seen = { q2w3e4r5: [12, sha('their last')] } as const
    const byHand = headerByHand('k7f3q9a2', STREAM, { q2w3e4r5: [12, sha('their last')] })
    const line = headerLine(SALT, { format: 'knowngood-journal', version: 1, stream: STREAM, writer: 'k7f3q9a2', seen })
    expect(line.bytes.toString('utf8')).toBe(byHand.text)
    expect(line.sum).toBe(byHand.sum)
    expect(readLine(withoutBreak(byHand.text))?.content.kind).toBe('header')
  })
})

describe('a redacted line', () => {
  const prev = sha('the line before')
  const secret = note(2, 'the password is hunter2', {
    at: { time: '2025-02-01T14:00:02.000Z', precision: 'minute', zone: 'UTC', raw: 'at hunter2' },
    evidence: [{ url: 'https://example.org/hunter2' }],
    key: 'import:2',
  })
  const erasedByHand =
    `{"v":1,"id":"${secret.id}","type":"NoteAdded","data":{},"at":{"time":"2025-02-01T14:00:02.000Z","precision":"minute","zone":"UTC"},` +
    `"recordedAt":"2025-02-01T14:00:02.000Z","by":{"person":"ada@example.org","name":"Ada"},"source":"app","key":"import:2","redacted":true}`
  /** spelled as no JSON.stringify would */
  const odd = JSON.stringify(note(1)).replace('"v":1', '"v": 1.0, "2":2, "1":1')
  const original = factsByHand(prev, `${odd},${JSON.stringify(secret)}`)
  const covered = `"prev":"${prev}","facts":[${odd},${erasedByHand}]}`
  const byHand = `{"sum":"${original.sum}","left":"${sha(original.sum, covered)}",${covered}`

  it('keeps sum and prev, loses the salt and what was said, and leaves the other facts as they stand', () => {
    const redacted = redactLine(withoutBreak(original.text), new Set([secret.id]))
    expect(redacted?.toString('utf8')).toBe(byHand)
    expect(redacted?.includes('hunter2')).toBe(false)
    expect(redacted?.includes(SALT)).toBe(false)
  })

  it('is valid by what is left, and says so', () => {
    expect(readLine(Buffer.from(byHand))).toMatchObject({ sum: original.sum, prev, redacted: true })
  })

  it('is refused as soon as one byte differs, the old sum and the mark included', () => {
    const bytes = Buffer.from(byHand)
    for (let at = 0; at < bytes.length; at++) {
      for (const flip of [1, 0x20, 0x80]) {
        const changed = Buffer.from(bytes)
        changed[at]! ^= flip
        expect(readLine(changed), `byte ${at} ^ ${flip}`).toBeNull()
      }
    }
  })

  it('can be redacted again: sum and prev stay, what is left is summed anew', () => {
    const again = redactLine(Buffer.from(byHand), new Set([note(1).id]))
    const line = readLine(again!)
    expect(line).toMatchObject({ sum: original.sum, prev, redacted: true })
    expect(again?.includes('note 1')).toBe(false)
    const text = again!.toString('utf8')
    expect(text.slice(61, 104)).toBe(sha(original.sum, text.slice(106)))
  })

  it('is left alone where nothing is to be erased', () => {
    expect(redactLine(withoutBreak(original.text), new Set([note(9).id]))).toBeNull()
    expect(redactLine(Buffer.from(byHand), new Set([secret.id]))).toBeNull()
    expect(redactLine(Buffer.from('damaged'), new Set([secret.id]))).toBeNull()
    expect(redactLine(withoutBreak(headerByHand('k7f3q9a2', STREAM).text), new Set([secret.id]))).toBeNull()
  })

  it('never loses the fact that says who redacted it', () => {
    const redaction = note(3, '', { type: 'Redacted', data: { targets: [secret.id], reason: 'a password' } })
    expect(redactLine(withoutBreak(factsByHand(prev, [redaction]).text), new Set([redaction.id]))).toBeNull()
  })

  it('erases a fact that does not fit the envelope down to its id', () => {
    const line = factsByHand(prev, `{"id":"${secret.id}","where":"hunter2"}`)
    const redacted = redactLine(withoutBreak(line.text), new Set([secret.id]))
    expect(readLine(redacted!)?.content).toMatchObject({ values: [{ id: secret.id, redacted: true }] })
    expect(redacted?.includes('hunter2')).toBe(false)
  })

  it('keeps what a strike strikes', () => {
    const strike = note(4, '', { type: 'EntryStruck', data: { target: note(1).id, reason: 'hunter2' } })
    const redacted = redactLine(withoutBreak(factsByHand(prev, [strike]).text), new Set([strike.id]))
    expect(readLine(redacted!)?.content).toMatchObject({ values: [{ id: strike.id, data: { target: note(1).id } }] })
  })
})
