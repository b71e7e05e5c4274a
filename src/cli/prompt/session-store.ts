import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { reason } from '../reason.js';
import { LARGEST_SESSION, readSession, type SavedSession, type SessionRead, sessionText } from './saved-session.js';

/** A file that should hold a session. */
export interface StoredSession {
  /** What `--resume` is given to take it up. */
  readonly name: string;
  readonly file: string;
  readonly read: SessionRead;
}

/** Where saved answers stand by the custom of the platform. */
export function sessionFolder(env: Readonly<Record<string, string | undefined>>, platform: string): string {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? homedir();
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'candidacy', 'sessions');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'candidacy', 'sessions');
  const state = env['XDG_STATE_HOME'];
  return join(
    state !== undefined && isAbsolute(state) ? state : join(home, '.local', 'state'),
    'candidacy',
    'sessions',
  );
}

const NAME = /^\d{8}-\d{6}-[0-9a-f]{6}$/;

/** A name that no other session has: the time in UTC, and chance. */
export function newName(now: Date): string {
  const time = now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  return `${time}-${randomBytes(3).toString('hex')}`;
}

/** The sessions of the folder, newest first. None where there is no folder. */
export function storedSessions(folder: string): readonly StoredSession[] {
  let entries: string[];
  try {
    entries = readdirSync(folder);
  } catch {
    return [];
  }
  const names = entries
    .filter((entry) => entry.endsWith('.json'))
    .map((entry) => basename(entry, '.json'))
    .filter((name) => NAME.test(name));
  return names
    .sort()
    .reverse()
    .map((name) => stored(name, fileOf(folder, name)));
}

/** A session by its name, or by the path of its file; `undefined` where there is neither. */
export function sessionNamed(folder: string, name: string): StoredSession | undefined {
  const own = NAME.test(name) ? fileOf(folder, name) : undefined;
  const file = own !== undefined && isThere(own) ? own : resolve(name);
  return isThere(file) ? stored(name, file) : undefined;
}

export function fileOf(folder: string, name: string): string {
  return join(folder, `${name}.json`);
}

function stored(name: string, file: string): StoredSession {
  return { name, file, read: readFile(file) };
}

function readFile(file: string): SessionRead {
  try {
    const stats = statSync(file);
    // A pipe would be waited for, and a large file is none of ours.
    if (!stats.isFile()) return { ok: false, problem: 'it is not a file' };
    if (stats.size > LARGEST_SESSION) return { ok: false, problem: 'it is too large' };
    return readSession(readFileSync(file, 'utf8'));
  } catch (error) {
    return { ok: false, problem: reason(error) };
  }
}

function isThere(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

/**
 * Writes a session so that only its owner can read it: whole, or as it was before. Throws the system's error.
 *
 * Every session has a file of its own, so that several at a time do not meet.
 */
export function keepSession(file: string, session: SavedSession): void {
  const folder = resolve(file, '..');
  if (!isThere(folder)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
  }
  const draft = `${file}.${process.pid}.tmp`;
  rmSync(draft, { force: true });
  const descriptor = openSync(draft, 'wx', 0o600);
  try {
    writeSync(descriptor, sessionText(session));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
}

export function removeSession(file: string): void {
  rmSync(file, { force: true });
}

/** Takes a session over under another name. False where somebody else has taken it first. */
export function claimSession(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Whether a process is still at work on its session. */
export function isAlive(pid: number): boolean {
  if (pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
