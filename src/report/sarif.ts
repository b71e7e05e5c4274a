import type { Place, PlacedDiagnostic } from '../model/diagnostic.js';
import { visible, visibleJson } from '../model/visible.js';

/** What SARIF says about a code. */
export interface SarifRule {
  readonly id: string;
  readonly title: string;
  readonly why: string;
}

/** Findings as SARIF 2.1.0, for tools that show them beside the lines of a review. */
export function sarif(
  diagnostics: readonly PlacedDiagnostic[],
  rules: readonly SarifRule[],
  tool: { readonly name: string; readonly version: string },
): string {
  const ids = rules.map(({ id }) => id);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            ...tool,
            rules: rules.map(({ id, title, why }) => ({
              id,
              shortDescription: { text: title },
              fullDescription: { text: why },
            })),
          },
        },
        columnKind: 'unicodeCodePoints',
        results: diagnostics.map(({ diagnostic, place, related }) => ({
          ruleId: diagnostic.code,
          ...(ids.includes(diagnostic.code) ? { ruleIndex: ids.indexOf(diagnostic.code) } : {}),
          level: diagnostic.severity,
          message: { text: visible([diagnostic.message, diagnostic.hint ?? ''].join(' ').trim()) },
          locations: place === undefined ? [] : [location(place)],
          ...(related.length === 0
            ? {}
            : {
                relatedLocations: related.flatMap((other) =>
                  other.place === undefined
                    ? []
                    : [{ ...location(other.place), message: { text: visible(other.message) } }],
                ),
              }),
        })),
      },
    ],
  };
  return `${visibleJson(JSON.stringify(log, null, 2))}\n`;
}

function location({ path, line, column, lineText, from, to }: Place): object {
  const length = Array.from(lineText.slice(from, Math.max(to, from + 1))).length;
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(path.replaceAll('\\', '/')) },
      region: { startLine: line, startColumn: column, endColumn: column + Math.max(1, length) },
    },
  };
}
