import type { Diagnostic, PlacedDiagnostic } from '../model/diagnostic.js';

/** A diagnostic as JSON has it: with its file, line and column, without the text around them. */
export type PlainDiagnostic = Omit<Diagnostic, 'range' | 'related'> &
  Spot & {
    readonly related: readonly (Spot & { readonly message: string })[];
  };

interface Spot {
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

export function plainDiagnostic({ diagnostic, place, related }: PlacedDiagnostic): PlainDiagnostic {
  const { code, severity, message, at, side, hint } = diagnostic;
  return {
    code,
    severity,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...spot(place),
    at,
    side,
    related: related.map((other) => ({ message: other.message, ...spot(other.place) })),
  };
}

function spot(place: PlacedDiagnostic['place']): Spot {
  return { file: place?.path ?? null, line: place?.line ?? null, column: place?.column ?? null };
}
