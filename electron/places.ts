/** Where the app keeps its things, the same for the app and the command line. */
import { posix, win32 } from 'node:path'

/** The folder of the profile: below what Electron calls `appData`, whatever a packaged app is called. */
export const PROFILE_FOLDER = 'knowngood'
export const STORE_FOLDER = 'store'
export const SETTINGS_NAME = 'config'
/** In the profile, never in the store: what the list said last, on this machine. */
export const SUMMARY_NAME = 'summary.json'

/** Which machine this is: what the folders depend on. */
export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
}

/** The folder that Electron calls `userData`, for a process that is not Electron (docs: app.getPath). */
export function profileFolder({ platform, env, home }: Surroundings): string {
  switch (platform) {
    case 'win32':
      return win32.join(env['APPDATA'] || win32.join(home, 'AppData', 'Roaming'), PROFILE_FOLDER)
    case 'darwin':
      return posix.join(home, 'Library', 'Application Support', PROFILE_FOLDER)
    default:
      return posix.join(env['XDG_CONFIG_HOME'] || posix.join(home, '.config'), PROFILE_FOLDER)
  }
}
