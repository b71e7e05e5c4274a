import * as fs from 'node:fs';
import { hostname, uptime } from 'node:os';

/** As long as a busy clinic may take: a hundred writers that each wait for the disk. */
const PATIENCE = 60_000;

/** Whose a lock is. `id` is no other's. */
interface Holder {
  readonly process: number;
  readonly host: string;
  /** The namespace that the number of the process is of, where the system has such: two containers can have one host name. */
  readonly namespace: string;
  readonly at: number;
  readonly id: string;
}

/**
 * Waits until it has the lock `FILE.lock`, and gives what unlocks it. A lock that a process of this machine left behind when it
 * was killed holds nobody up. Undefined where another has it for longer than a minute. Throws the error of the system.
 */
export async function lockBeside(file: string): Promise<(() => void) | undefined> {
  const lock = `${file}.lock`;
  const id = `${process.pid}-${Math.random().toString(36).slice(2)}`;
  const own: Holder = { process: process.pid, host: hostname(), namespace: namespace(), at: Date.now(), id };
  for (let tries = 0; !taken(lock, own); tries++) {
    if (tries % 20 === 19) removeDead(lock, own);
    if (Date.now() - own.at > PATIENCE) return undefined;
    // Not all at the same moment again.
    await new Promise((done) => setTimeout(done, 2 + Math.random() * 20));
  }
  return () => fs.rmSync(lock, { force: true });
}

/**
 * Makes a lock where there is none. It is written aside first and linked then: a process can be killed at any moment, and no
 * lock may be there that does not say whose it is.
 */
function taken(lock: string, own: Holder): boolean {
  if (fs.existsSync(lock)) return false;
  const draft = `${lock}.${own.id}`;
  try {
    fs.writeFileSync(draft, JSON.stringify(own), { flag: 'wx', mode: 0o600 });
    return linked(draft, lock);
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

function linked(draft: string, lock: string): boolean {
  try {
    fs.linkSync(draft, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    return copied(draft, lock, error);
  }
}

/** Some file systems have no links. There the moment between making a lock and saying whose it is must do. */
function copied(draft: string, lock: string, why: unknown): boolean {
  if (!/^(EPERM|ENOTSUP|EOPNOTSUPP|ENOSYS|EISDIR|UNKNOWN)$/.test((why as NodeJS.ErrnoException).code ?? '')) throw why;
  try {
    fs.copyFileSync(draft, lock, fs.constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes the lock of a process that is gone. Of two that find it, the second could remove the lock that a third has taken
 * meanwhile: so there is a right to remove this one lock, a file too, which one alone has. Where that one is killed in turn,
 * the right to its place is the next; the dead do not come back to use theirs.
 */
function removeDead(lock: string, holder: Holder): void {
  const dead = deadHolder(lock);
  if (dead === undefined) return;
  const right = (generation: number): string => `${lock}.removal.${dead}.${generation}`;
  let own = 0;
  while (!taken(right(own), holder)) {
    if (deadHolder(right(own)) === undefined) return;
    own++;
  }
  if (deadHolder(lock) === dead) fs.rmSync(lock, { force: true });
  fs.rmSync(`${lock}.${dead}`, { force: true });
  for (let generation = 0; generation <= own; generation++) fs.rmSync(right(generation), { force: true });
}

/** The name of the holder of a lock, where that process is gone. */
function deadHolder(lock: string): string | undefined {
  const holder = holderOf(lock);
  if (holder === undefined) {
    // It is gone, or says nothing: then the power failed when it was made, and it is as old as the time before.
    const stat = fs.statSync(lock, { throwIfNoEntry: false });
    return stat !== undefined && isBeforeStart(stat.mtimeMs) ? 'unknown' : undefined;
  }
  if (holder.host !== hostname() || holder.namespace !== namespace()) return undefined;
  return isBeforeStart(holder.at) || isGone(holder.process) ? holder.id : undefined;
}

function holderOf(lock: string): Holder | undefined {
  try {
    const { process, host, namespace, at, id } = JSON.parse(fs.readFileSync(lock, 'utf8')) as Partial<Holder>;
    if (typeof process !== 'number' || typeof host !== 'string' || typeof namespace !== 'string') return undefined;
    // The id becomes part of a name.
    if (typeof at !== 'number' || typeof id !== 'string' || !/^[0-9a-z-]{1,40}$/.test(id)) return undefined;
    return { process, host, namespace, at, id };
  } catch {
    return undefined;
  }
}

function namespace(): string {
  try {
    return fs.readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

function isGone(id: number): boolean {
  try {
    process.kill(id, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Whether a time is before this machine was last started, give or take what clocks are set by. */
function isBeforeStart(time: number): boolean {
  return time < Date.now() - uptime() * 1000 - 10_000;
}
