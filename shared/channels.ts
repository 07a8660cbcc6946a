/** The names of every request and push, apart from their schemas: preload checks names and must stay small. */

export const REQUEST_NAMES = [
  'start',
  'listIncidents',
  'openIncident',
  'dispatch',
  'findSecret',
  'keepDraft',
  'exportRetro',
  'showExported',
  'saveSettings',
  'copyText',
  'openLink',
] as const

export const PUSH_NAMES = ['facts', 'incidents', 'findings', 'fault', 'show', 'menu'] as const
