/** The names of every request and push, apart from their schemas: preload checks names and must stay small. */

export const REQUEST_NAMES = [
  'start',
  'listIncidents',
  'openIncident',
  'dispatch',
  'describeDeletion',
  'findSecret',
  'keepDraft',
  'beginAttachment',
  'attachmentChunk',
  'finishAttachment',
  'cancelAttachment',
  'checkAttachment',
  'saveAttachment',
  'beginStore',
  'exportRetro',
  'exportBundle',
  'importBundle',
  'cancelProgress',
  'chooseBackupFolder',
  'stopBackups',
  'backUpNow',
  'findBackups',
  'restoreBackup',
  'showExported',
  'saveSettings',
  'copyText',
  'openLink',
] as const

export const PUSH_NAMES = ['facts', 'part', 'incidents', 'gone', 'findings', 'fault', 'show', 'backup', 'progress', 'imported', 'menu'] as const
