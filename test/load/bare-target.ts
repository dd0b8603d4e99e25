// Stands where X stands and answers at once: what is measured against it is ours alone. Started as a program of its own.
import { createServer } from 'node:http'
import { clockMs } from './clock.ts'

/** Posts by their text, and looks at a timeline by the account's id, each with the time of its arrival. */
let arrivals: [what: string, at: number][] = []
let nextId = 1_900_000_000_000_000_000n

const server = createServer((req, res) => {
  const at = clockMs()
  let body = ''
  req.setEncoding('utf8')
  req.on('data', (chunk: string) => (body += chunk))
  req.on('end', () => {
    res.setHeader('content-type', 'application/json')
    res.end(JSON.stringify(answer(`${req.method} ${req.url}`, body, at)))
  })
})

function answer(asked: string, body: string, at: number): unknown {
  if (asked === 'GET /arrivals') {
    const told = arrivals
    arrivals = []
    return told
  }
  const [, user] = /^GET \/2\/users\/(\d+)\/tweets/.exec(asked) ?? []
  if (user !== undefined) {
    arrivals.push([user, at])
    return { meta: { result_count: 0 } }
  }
  const { text } = JSON.parse(body) as { text: string }
  const id = String(nextId++)
  arrivals.push([text, at])
  return { data: { id, text, edit_history_tweet_ids: [id] } }
}

server.listen(Number(process.env['BARE_PORT']), '127.0.0.1', () => console.log('Bare target: ready'))
process.on('SIGTERM', () => process.exit(0))
