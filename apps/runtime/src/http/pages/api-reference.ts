import type { OpenAPIGenerator } from '@orpc/openapi'

type OpenApi = Awaited<ReturnType<OpenAPIGenerator['generate']>>

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const

/** The contract as one page that needs no script. */
export function apiReference({ info, paths = {}, servers = [] }: OpenApi) {
  const rows = Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item?.[method]
      return operation ? [section({ method, path, summary: operation.summary ?? '', operation })] : []
    }),
  )
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Tailorbird API</title>
    <style>
      body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1.5rem }
      summary { cursor: pointer; padding: 0.25rem 0 }
      code, pre { font: 13px/1.5 ui-monospace, monospace }
      pre { overflow: auto; max-height: 24rem }
      b { display: inline-block; width: 4.5rem }
    </style>
  </head>
  <body>
    <h1>Tailorbird API</h1>
    <p>${escape(info.description ?? '')}</p>
    <p>Base address: <code>${escape(servers[0]?.url ?? '')}</code>. The same as data: <a href="/api/openapi.json">openapi.json</a></p>
${rows.join('\n')}
  </body>
</html>
`
}

interface Section {
  method: string
  path: string
  summary: string
  operation: object
}

function section({ method, path, summary, operation }: Section) {
  const details = escape(JSON.stringify(operation, null, 2))
  return `    <details><summary><b>${method.toUpperCase()}</b> <code>${escape(path)}</code> ${escape(summary)}</summary><pre>${details}</pre></details>`
}

const escape = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
