import { existsSync, readFileSync } from 'node:fs'

interface Schema {
  $ref?: string
  type?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  oneOf?: Schema[]
  allOf?: Schema[]
  discriminator?: { propertyName: string; mapping: Record<string, string> }
  additionalProperties?: boolean | Schema
  enum?: unknown[]
}

interface Document {
  paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, { schema: Schema }> }> }>>
  components: { schemas: Record<string, Schema> }
}

/** One of X's OpenAPI documents, beside the repository; null when it is not there. */
export function openDocument(name: string): OpenApi | null {
  const file = new URL(`../../../../../shared/x-api/${name}`, import.meta.url)
  if (!existsSync(file)) return null
  return new OpenApi(JSON.parse(readFileSync(file, 'utf8')))
}

/** Compares answers with the schema of their endpoint. */
export class OpenApi {
  readonly #document: Document

  constructor(document: Document) {
    this.#document = document
  }

  /** What is wrong with a body: required properties that are missing, unknown ones, wrong kinds. */
  problemsOf(answer: { method: string; path: string; status: number; body: unknown }): string[] {
    const { method, path, status, body } = answer
    const responses = this.#document.paths[path]?.[method.toLowerCase()]?.responses
    const schema = responses?.[String(status)]?.content?.['application/json']?.schema
    if (!schema) return [`${method} ${path} has no schema for ${status}`]
    return this.#check(body, schema, '$')
  }

  /** Follows a reference and, where the kind of an object decides, the kind. */
  #resolve(given: Schema, value: unknown): Schema | undefined {
    const named = (ref: string) => this.#document.components.schemas[ref.split('/').at(-1) ?? '']
    const schema = given.$ref ? named(given.$ref) : given
    const { discriminator } = schema ?? {}
    if (!discriminator || typeof value !== 'object' || value === null) return schema
    const kind: unknown = Object.entries(value).find(([name]) => name === discriminator.propertyName)?.[1]
    const chosen = named(discriminator.mapping[String(kind)] ?? '')
    const parts = (chosen?.allOf ?? []).map((part) => (part.$ref ? named(part.$ref) : part))
    const properties = Object.assign({}, ...parts.map((part) => part?.properties ?? {}))
    return chosen?.allOf ? { properties, required: parts.flatMap((part) => part?.required ?? []) } : (chosen ?? schema)
  }

  #check(value: unknown, given: Schema, at: string): string[] {
    const schema = this.#resolve(given, value)
    // A problem's type still names the old host (X is moving); the shapes are in errors of their own.
    if (!schema || schema.oneOf || at.startsWith('$.errors')) return []
    if (Array.isArray(value)) {
      return value.flatMap((item, index) => (schema.items ? this.#check(item, schema.items, `${at}[${index}]`) : []))
    }
    if (typeof value !== 'object' || value === null) return kindProblem(value, schema, at)
    if (!schema.properties) return []
    const properties = schema.properties
    const missing = (schema.required ?? []).filter((name) => !(name in value)).map((name) => `${at}.${name} is missing`)
    const rest = Object.entries(value).flatMap(([name, inner]) => {
      const known = properties[name]
      return known ? this.#check(inner, known, `${at}.${name}`) : [`${at}.${name} is unknown`]
    })
    return [...missing, ...rest]
  }
}

function kindProblem(value: unknown, schema: Schema, at: string): string[] {
  if (schema.enum && !schema.enum.includes(value))
    return [`${at} is ${String(value)}, not one of ${schema.enum.join()}`]
  const kind = schema.type === 'integer' ? 'number' : schema.type
  return kind && typeof value !== kind ? [`${at} is a ${typeof value}, not a ${kind}`] : []
}
