/** Carries out what main's menu asks of the window, through the same keys that people press. */
import type { MenuItem } from '../shared/api.ts'
import { press, type KeyName } from './keys.ts'

const KEY_OF: Record<MenuItem, KeyName> = {
  declare: 'declare',
  'open retro': 'retro',
  find: 'find',
  'break-glass card': 'card',
  playbook: 'playbook',
  settings: 'settings',
  'undo last entry': 'undo',
  'export bundle': 'bundle',
  'open bundle': 'openBundle',
}

export function pressMenuItem(item: MenuItem): void {
  press(KEY_OF[item])
}
