import type { Diagnostic } from '../model/diagnostic.js';
import type { Location, SourceText } from '../rulefile/source-text.js';

/** Where in its text a diagnostic stands. */
export function placeOf(source: SourceText, { at, side, range }: Diagnostic): Location {
  return range === undefined ? source.locate(at, side) : source.locateRange(range.start, range.end);
}
