import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvOf, type Database } from './databases.js';

/** Where Debian keeps PostgreSQL, a folder for each version. */
const DEBIAN = '/usr/lib/postgresql';

/** A server of its own in a temporary folder, reached by a socket there: no port, nobody else's data. */
export function openPostgres(): Promise<Database> {
  const bin = join(DEBIAN, newest(), 'bin');
  const folder = mkdtempSync(join(tmpdir(), 'candidacy-pg-'));
  // The server refuses to be run by root; Debian's package has made a user for it.
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : undefined;
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const asUser = { ...user, cwd: folder, encoding: 'utf8' as const, stdio: 'pipe' as const };
  const data = join(folder, 'data');
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'], asUser);
  const server = `-k ${folder} -c listen_addresses='' -c fsync=off`;
  execFileSync(join(bin, 'pg_ctl'), ['-D', data, '-l', join(folder, 'log'), '-w', '-o', server, 'start'], {
    ...asUser,
    stdio: 'ignore',
  });

  const psql = (statement: string, input = ''): string => {
    const options = ['-h', folder, '-U', 'postgres', '-v', 'ON_ERROR_STOP=1', '-X', '-q', '-At'];
    const { status, stdout, stderr } = spawnSync(
      join(bin, 'psql'),
      input === '' ? [...options, '-f', '-'] : [...options, '-c', statement],
      { input: input === '' ? statement : input, encoding: 'utf8', maxBuffer: 2 ** 30 },
    );
    if (status !== 0) throw new Error(`psql: ${stderr}\n${statement.slice(0, 500)}`);
    return stdout;
  };
  const settle = async <T>(work: () => T): Promise<T> => await Promise.resolve().then(work);
  return settle(() => ({
    name: 'PostgreSQL',
    dialects: ['postgres'],
    load: (table, columns, rows, booleans) =>
      settle(() => {
        const typeOf = (column: string): string => (booleans?.has(column) === true ? 'BOOLEAN' : 'TEXT');
        psql(`DROP TABLE IF EXISTS "${table}"`);
        psql(`CREATE TABLE "${table}" (${columns.map((column) => `"${column}" ${typeOf(column)}`).join(', ')})`);
        if (rows.length > 0) psql(`COPY "${table}" FROM STDIN WITH (FORMAT csv)`, csvOf(rows));
      }),
    run: (statement) =>
      settle(() => {
        psql(statement);
      }),
    query: (sql) =>
      settle(() =>
        psql(`SET jit = off;\nSELECT row_to_json(r) FROM (\n${sql}\n) AS r`)
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line) as Record<string, unknown>),
      ),
    close: () =>
      settle(() => {
        execFileSync(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop'], asUser);
        rmSync(folder, { recursive: true, force: true });
      }),
  }));
}

function newest(): string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).filter((name) => /^\d+$/.test(name)) : [];
  const [last] = versions.sort((a, b) => Number(b) - Number(a));
  if (last === undefined) throw new Error(`No PostgreSQL in ${DEBIAN}: apt-get install postgresql.`);
  return last;
}

function idOf(option: '-u' | '-g'): number {
  return Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
}
