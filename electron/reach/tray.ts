/** The tray icon: a ring while all is quiet, else a disc in the colour of the worst severity, ringed where something is late. */
import { app, Menu, nativeImage, Tray, type NativeImage } from 'electron'
import type { TrayState } from './tray-state.ts'

/** Near the tokens of renderer/ui/tokens.css, and such that each stands out on light bars and on dark ones. */
const COLOUR: Record<TrayState['severity'], readonly [red: number, green: number, blue: number]> = {
  P0: [0xe5, 0x48, 0x4d],
  P1: [0xf2, 0x8c, 0x28],
  P2: [0xf0, 0xcb, 0x52],
  P3: [0xa9, 0xc6, 0xe3],
  unset: [0x8b, 0x94, 0x9e],
  none: [0x8b, 0x94, 0x9e],
}
const LATE = [0xd6, 0x40, 0x84] as const
/** px, at a scale of 1 */
const SIZE = 16

export interface TrayActions {
  open(): void
  show(incident: string): void
  declare(): void
}

/** @returns how to show a state; the icon is there from the first one on */
export function createTray({ open, show, declare }: TrayActions): (state: TrayState) => void {
  let tray: Tray | null = null
  let shown = ''
  return (state) => {
    const text = JSON.stringify(state)
    if (text === shown) return
    shown = text
    if (tray) tray.setImage(icon(state))
    else {
      tray = new Tray(icon(state))
      tray.on('click', open)
    }
    tray.setToolTip(state.text)
    tray.setContextMenu(
      Menu.buildFromTemplate([
        ...state.incidents.map(({ id, label }) => ({ label: label.replaceAll('&', '&&'), click: () => show(id) })),
        ...(state.incidents.length > 0 ? [{ type: 'separator' } as const] : [{ label: state.text, enabled: false }]),
        { label: 'Declare incident…', click: declare },
        { label: 'Open Knowngood', click: open },
        { type: 'separator' },
        { label: 'Quit', click: () => app.quit() },
      ]),
    )
  }
}

/** Drawn here, for every state in every scale would be many files. */
function icon({ severity, late }: TrayState): NativeImage {
  const image = nativeImage.createEmpty()
  for (const scaleFactor of [1, 2]) {
    const size = SIZE * scaleFactor
    image.addRepresentation({ scaleFactor, width: size, height: size, buffer: drawn(size, severity, late) })
  }
  return image
}

/** Premultiplied BGRA, as Chromium's bitmaps are. */
function drawn(size: number, severity: TrayState['severity'], late: boolean): Buffer {
  const pixels = Buffer.alloc(size * size * 4)
  const middle = (size - 1) / 2
  const outer = size * 0.44
  const inner = size * 0.28
  const cover = (radius: number, distance: number): number => Math.min(1, Math.max(0, radius + 0.5 - distance))
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const distance = Math.hypot(x - middle, y - middle)
      const disc = cover(late || severity === 'none' ? inner : outer, distance)
      const ring = late || severity === 'none' ? cover(outer, distance) - cover(inner + size * 0.06, distance) : 0
      const inside = severity === 'none' ? 0 : disc
      const ringColour = late ? LATE : COLOUR[severity]
      const at = (y * size + x) * 4
      for (const channel of [0, 1, 2]) pixels[at + channel] = Math.round(COLOUR[severity][2 - channel]! * inside + ringColour[2 - channel]! * ring)
      pixels[at + 3] = Math.round(255 * (inside + ring))
    }
  }
  return pixels
}
