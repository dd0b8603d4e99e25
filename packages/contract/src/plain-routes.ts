import type { Needs } from './needs.ts'

export interface PlainRoute {
  method: 'GET' | 'POST'
  /** As in the contract: what stands in braces differs from request to request. */
  path: string
  needs: Needs
}

/** The endpoints that are no procedures of the contract: what comes or goes as bytes, streams, pages and redirects. */
export const plainRoutes = {
  apiReference: { method: 'GET', path: '/api', needs: 'signed in' },
  openApi: { method: 'GET', path: '/api/openapi.json', needs: 'signed in' },
  uploadFile: { method: 'POST', path: '/api/attachments', needs: 'record.edit' },
  fileContent: { method: 'GET', path: '/api/attachments/{id}/content', needs: 'record.view' },
  runEvents: { method: 'GET', path: '/api/runs/{id}/events', needs: { right: 'run.view', of: 'run' } },
  exportRuns: { method: 'GET', path: '/api/runs/export', needs: 'run.view' },
  downloadRun: { method: 'GET', path: '/api/runs/{id}/download', needs: { right: 'run.view', of: 'run' } },
  consentScript: { method: 'GET', path: '/connections/x/consent-page.js', needs: 'anyone' },
  startConsent: { method: 'GET', path: '/connections/x/start/{attemptId}', needs: 'connection.manage' },
  finishConsent: { method: 'GET', path: '/connections/x/callback', needs: 'connection.manage' },
  designerFile: { method: 'GET', path: '/assets/{file}', needs: 'anyone' },
  designerPage: { method: 'GET', path: '/{page}', needs: 'anyone' },
  health: { method: 'GET', path: '/health', needs: 'anyone' },
  metrics: { method: 'GET', path: '/metrics', needs: { right: 'metrics.view', near: true } },
} as const satisfies Record<string, PlainRoute>
