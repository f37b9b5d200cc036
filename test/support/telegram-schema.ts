// Compares what travels over the Bot API with its machine-readable description (telegram-api.json).
import { readFileSync } from 'node:fs'

interface Schema {
  methods: Record<string, { returns: string[]; fields: Record<string, string[]> }>
  types: Record<string, { fields?: Record<string, string[]>; subtypes?: string[] }>
}

const schema = JSON.parse(readFileSync(new URL('telegram-api.json', import.meta.url), 'utf8')) as Schema

/** What is wrong with an answer of a method; empty when nothing is. */
export function answerProblems(method: string, answer: unknown): string[] {
  const envelope = JSON.parse(JSON.stringify(answer)) as Record<string, unknown>
  const description = schema.methods[method]
  if (!description) return [`${method}: not described`]
  if (envelope.ok === true) return problems(envelope.result, description.returns, method)
  const { ok, error_code, description: text, parameters, ...rest } = envelope
  return [
    ...(ok === false && typeof error_code === 'number' && typeof text === 'string' ? [] : [`${method}: no envelope`]),
    ...(parameters === undefined ? [] : problems(parameters, ['ResponseParameters'], `${method}.parameters`)),
    ...Object.keys(rest).map((name) => `${method}: unknown ${name}`),
  ]
}

/** What is wrong with the parameters of a call: unknown names, missing ones. */
export function requestProblems(method: string, params: Record<string, unknown>): string[] {
  const fields = schema.methods[method]?.fields
  if (!fields) return [`${method}: not described`]
  const missing = Object.keys(fields).filter((name) => fields[name]!.includes('!') && params[name] === undefined)
  const unknown = Object.keys(params).filter((name) => !(name in fields))
  return [...missing.map((name) => `${method}: no ${name}`), ...unknown.map((name) => `${method}: unknown ${name}`)]
}

export function updateProblems(update: unknown): string[] {
  return problems(JSON.parse(JSON.stringify(update)), ['Update'], 'Update')
}

function problems(value: unknown, types: string[], path: string): string[] {
  const tries = types.filter((type) => type !== '!').map((type) => problemsOfType(value, type, path))
  return tries.find((found) => found.length === 0) ?? tries[0] ?? [`${path}: no type`]
}

function problemsOfType(value: unknown, type: string, path: string): string[] {
  const wrong = (fits: boolean) => (fits ? [] : [`${path}: ${JSON.stringify(value)?.slice(0, 80)} is no ${type}`])
  if (type === 'String') return wrong(typeof value === 'string')
  if (type === 'Boolean') return wrong(typeof value === 'boolean')
  if (type === 'Integer') return wrong(Number.isSafeInteger(value))
  if (type === 'Float') return wrong(typeof value === 'number')
  if (type.startsWith('Array of ')) {
    if (!Array.isArray(value)) return wrong(false)
    const inner = type.slice('Array of '.length)
    return value.flatMap((item: unknown, at) => problemsOfType(item, inner, `${path}[${at}]`))
  }
  const description = schema.types[type]
  if (!description) return [`${path}: ${type} is not served`]
  if (description.subtypes) return problemsOfUnion(value, description.subtypes, path)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(false)
  return problemsOfFields(value as Record<string, unknown>, description.fields ?? {}, path)
}

function problemsOfFields(value: Record<string, unknown>, fields: Record<string, string[]>, path: string): string[] {
  const missing = Object.keys(fields).filter((name) => fields[name]!.includes('!') && value[name] === undefined)
  return [
    ...missing.map((name) => `${path}: no ${name}`),
    ...Object.entries(value).flatMap(([name, inner]) =>
      fields[name] ? problems(inner, fields[name], `${path}.${name}`) : [`${path}: unknown ${name}`],
    ),
  ]
}

/** The subtype that fits best is the one meant. */
function problemsOfUnion(value: unknown, subtypes: string[], path: string): string[] {
  const tries = subtypes.map((type) => problemsOfType(value, type, path)).sort((a, b) => a.length - b.length)
  return tries[0] ?? [`${path}: empty union`]
}
