/** The path of a request as it may be written down: the token of a webhook opens it and is left out. */
export const pathForLog = (url: string) => (url.split('?', 1)[0] ?? '').replace(/^\/hooks\/[^/]+/, '/hooks/***')
