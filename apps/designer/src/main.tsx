import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './app/styles.ts'
import { App } from './app/app.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root.')

// The pseudo-language of the tests is to be heard from the first sentence on.
if (localStorage.getItem('tailorbird-words') !== null) await import('./words/voice.ts')

createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
