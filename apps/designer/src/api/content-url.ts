/** Where the bytes of an attachment are. */
export const contentUrl = (attachmentId: string) => `/api/attachments/${encodeURIComponent(attachmentId)}/content`
