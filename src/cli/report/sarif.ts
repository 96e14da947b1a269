/** SARIF 2.1.0 (OASIS, sarif-schema-2.1.0.json), which code scanning services take. What is well is not told. */
import { packageVersion } from '../packageVersion.js'
import type { CodeTexts, Item, Report } from './item.js'

/** Only the codes that occur are listed as rules, in the order of the findings. O(items). */
export function sarifReport({ items }: Report, codes: CodeTexts): string {
  const found = items.filter(({ level }) => level !== 'ok')
  const used = [...new Set(found.map(({ code }) => code))]
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'cnm-sim',
            semanticVersion: packageVersion(),
            rules: used.map((code) => ({ id: code, shortDescription: { text: codes.get(code) ?? code } })),
          },
        },
        // places count columns in UTF-16 units, as JavaScript does
        columnKind: 'utf16CodeUnits',
        results: found.map((item) => result(item, used.indexOf(item.code))),
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

const LEVELS = { ok: 'none', error: 'error', warning: 'warning', note: 'note' } as const

function result({ code, level, title, lines, places }: Item, ruleIndex: number) {
  const [first, ...others] = places.map(({ place, says }) => ({
    physicalLocation: {
      artifactLocation: { uri: uri(place.file) },
      region: { startLine: place.line, startColumn: place.column },
    },
    message: { text: says },
  }))
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[level],
    message: { text: [title, ...lines].join('\n') },
    ...(first ? { locations: [first] } : {}),
    ...(others.length > 0 ? { relatedLocations: others.map((each, id) => ({ id, ...each })) } : {}),
  }
}

/** A path as a relative URI reference. */
const uri = (path: string): string => path.split('/').map(encodeURIComponent).join('/')
