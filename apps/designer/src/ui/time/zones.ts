/** Where this computer stands. */
export const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone

/** The browser's list leaves out UTC, of all things. */
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

/** All zones to choose from, and the one that is chosen even if this browser does not list it. */
export const zonesWith = (zone: string) => (zone === '' || ZONES.includes(zone) ? ZONES : [zone, ...ZONES])
