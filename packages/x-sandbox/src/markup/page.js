// Keeps the page current: on every change, the part marked "live" is read again.
// Nothing is replaced while somebody is writing in it or has opened a reply.

const live = document.getElementById('live')

async function refresh() {
  if (!live || document.hidden || live.querySelector('details[open]') || live.contains(document.activeElement)) return
  const response = await fetch(location.href, { headers: { accept: 'text/html' } })
  if (!response.ok) return
  const next = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('live')
  if (next && next.innerHTML !== live.innerHTML) live.replaceChildren(...next.childNodes)
}

function refreshQuietly() {
  refresh().catch(() => {
    // The sandbox was stopped; the next event or the next look at the page tries again.
  })
}

if (live) {
  const events = new EventSource('/sandbox/events')
  events.addEventListener('changed', refreshQuietly)
  // Whatever happened before the line stood, or while it was broken.
  events.addEventListener('open', refreshQuietly)
  document.addEventListener('visibilitychange', refreshQuietly)
  // Requests are logged without changing the world.
  if (location.pathname === '/requests') setInterval(refreshQuietly, 2000)
}
