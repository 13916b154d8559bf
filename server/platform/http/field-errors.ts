import type { z } from 'zod'
import { errorTexts, fieldTexts } from '../../../shared/text/errors'
import { Problem } from '../problem'

type Issue = z.core.$ZodIssue

/** What a person did not fill in as it should be: 400 with a Chinese sentence for each field. */
export function invalidInput(error: z.ZodError): Problem {
  const fields: Record<string, string> = {}
  for (const issue of error.issues)
    for (const [field, text] of saidOf(issue)) if (!(field in fields)) fields[field] = text
  return new Problem(400, 'invalid_input', errorTexts.invalidInput(), fields)
}

function saidOf(issue: Issue): [string, string][] {
  const field = issue.path.map(String).join('.') || 'body'
  if (issue.code === 'unrecognized_keys') {
    const prefix = issue.path.length > 0 ? `${field}.` : ''
    // A stranger chooses these names: show few, and no long ones.
    return issue.keys.slice(0, 10).map((key) => [prefix + key.slice(0, 60), fieldTexts.unknown()])
  }
  return [[field, sentence(issue)]]
}

function sentence(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? fieldTexts.required() : fieldTexts.wrongType(issue.expected)
    case 'too_big':
      return issue.origin === 'string'
        ? fieldTexts.tooLong(Number(issue.maximum))
        : fieldTexts.tooBig(Number(issue.maximum))
    case 'too_small':
      return issue.origin === 'string'
        ? fieldTexts.tooShort(Number(issue.minimum))
        : fieldTexts.tooSmall(Number(issue.minimum))
    case 'invalid_value':
      return fieldTexts.oneOf(issue.values.map(String))
    default:
      return fieldTexts.malformed()
  }
}
