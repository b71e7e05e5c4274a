import { visible } from '../model/visible.js';

// prettier-ignore
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there',                EACCES: 'permission is denied',        EPERM: 'permission is denied',
  EISDIR: 'it is a folder',                 ENOTDIR: 'a part of its path is a file', ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',           ENAMETOOLONG: 'its name is too long',  ELOOP: 'its links lead in a circle',
  EDQUOT: 'the quota is used up',           EMFILE: 'too many files are open',     EFBIG: 'it would be too large',
};

/** Why the system did not do what was asked, to stand behind a colon. */
export function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return REASONS[code] ?? visible(code !== '' ? code : String(error));
}
