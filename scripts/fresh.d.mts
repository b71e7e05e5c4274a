export const ROOT: string;
export function built(options?: { readonly types?: boolean }): boolean;
