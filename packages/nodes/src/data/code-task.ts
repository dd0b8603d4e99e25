/** What is handed to the sandbox: both are text, nothing of ours goes in. */
export interface CodeTask {
  code: string
  /** JSON. */
  input: string
}

/** How the author's code came to its end. */
export type CodeEnd =
  | { end: 'done'; json: string }
  | { end: 'syntax' | 'threw'; message: string; line: number | undefined }
  | { end: 'not json'; message: string }
  | { end: 'time' | 'memory' | 'stack' | 'too large' | 'promise' | 'crashed' }
