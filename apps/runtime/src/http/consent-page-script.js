// Runs in the consent's window: tells the page that opened it how the consent ended, and closes the window when it went well.
const { attempt, status } = document.body.dataset
if (attempt) {
  const channel = new BroadcastChannel('tailorbird-consent')
  channel.postMessage({ attemptId: attempt, status })
  channel.close()
}
if (status === 'connected') setTimeout(() => window.close(), 600)
