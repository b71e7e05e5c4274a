import type { Diagnostic, Place, PlacedDiagnostic } from '../model/diagnostic.js';
import type { Pointer } from '../model/pointer.js';
import { sourceOf, type Location, type SourceText, type Sources } from './source-text.js';

/** Finds the lines that diagnostics are about. */
export function placeDiagnostics(diagnostics: readonly Diagnostic[], sources: Sources): readonly PlacedDiagnostic[] {
  return diagnostics.map((diagnostic) => ({
    diagnostic,
    ...placed(placeOf(diagnostic, sources)),
    related: (diagnostic.related ?? []).map(({ at, message }) => ({ message, ...placed(placeAt(at, 'key', sources)) })),
  }));
}

/** The line that a diagnostic is about; `undefined` where its file was not read. */
export function placeOf(diagnostic: Pick<Diagnostic, 'at' | 'side' | 'range'>, sources: Sources): Place | undefined {
  if (diagnostic.range === undefined) return placeAt(diagnostic.at, diagnostic.side, sources);
  const source = sourceOf(sources, diagnostic.at);
  return source && placeIn(source, source.locateRange(diagnostic.range.start, diagnostic.range.end));
}

/** The line of a node. */
export function placeAt(at: Pointer, side: 'key' | 'value', sources: Sources): Place | undefined {
  const source = sourceOf(sources, at);
  return source && placeIn(source, source.locate(at, side));
}

function placeIn(source: SourceText, location: Location): Place {
  const { line, column, start, end, lineStart, lineEnd } = location;
  const lineText = source.text.slice(lineStart, lineEnd);
  return { path: source.path, line, column, lineText, from: start - lineStart, to: end - lineStart };
}

function placed(place: Place | undefined): { readonly place?: Place } {
  return place === undefined ? {} : { place };
}
