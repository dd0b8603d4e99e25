/** Text that is HTML already; everything else is escaped when it is put into a template. */
export class Markup {
  readonly html: string

  constructor(html: string) {
    this.html = html
  }
}

type Content = string | number | Markup | null | undefined | false | readonly Content[]

/** Builds HTML: what is put in is escaped unless it is markup itself; nothing, null and false leave no trace. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  let built = parts[0] ?? ''
  for (const [index, content] of contents.entries()) built += render(content) + (parts[index + 1] ?? '')
  return new Markup(built)
}

function render(content: Content): string {
  if (content === null || content === undefined || content === false) return ''
  if (content instanceof Markup) return content.html
  if (typeof content === 'object') return content.map(render).join('')
  return escapeHtml(String(content))
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)
}
