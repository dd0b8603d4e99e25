import { watched } from './watched.ts'

/** The CSRF token of the session; the server gives it with the session and wants it back with every change. */
export const csrfToken = watched('')

/** Whether the last request got any answer. */
export const reachable = watched(true)

/** Counts how often the server said that nobody is signed in. */
export const signedOutCount = watched(0)
