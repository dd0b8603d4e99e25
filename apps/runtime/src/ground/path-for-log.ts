/** The path of a request as it may be written down: the token of a webhook opens it and is left out, however the address is
 *  spelled. */
export function pathForLog(url: string) {
  const path = url.split('?', 1)[0] ?? ''
  return HOOK.test(decoded(path)) ? '/hooks/***' : path
}

const HOOK = /^\/+hooks(\/|$)/i

function decoded(path: string) {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
