import type { Diagnostic } from '../model/diagnostic.js';
import { at, type Pointer } from '../model/pointer.js';
import type { LoadOptions } from './load.js';
import type { ValidFile } from './draft.js';
import { problem, quoted } from './problem.js';
import { ID_PATTERN } from './schema-condition.js';
import { didYouMean } from './suggest.js';

/** One file in a chain of files that extend one another. */
export interface Link {
  /** As `read` takes it. */
  readonly path: string;
  /** The file part of pointers into it; '' for the file that was asked for. */
  readonly file: string;
  /** Where the file before it names it. */
  readonly from?: Pointer;
}

/** More rule sets than this on top of one another nobody can review. */
const MAX_CHAIN = 8;

/** The file that the last one of a chain extends; a problem where it may not. */
export function nextParent(
  child: ValidFile,
  chain: readonly Link[],
  files: readonly ValidFile[],
  options: Pick<LoadOptions, 'shipped' | 'shippedNames'>,
): Link | Diagnostic | undefined {
  const sameId = files.find((file) => file !== child && file.value.id === child.value.id);
  if (sameId !== undefined) {
    return problem('extends-circle', chain.at(-1)!.from!, `The rule set ${quoted(child.value.id)} extends itself.`, {
      hint: 'Take one "extends:" out of the circle, or give the other rule set an id of its own.',
      related: [{ at: at(sameId.root, 'id'), message: 'It is the same as this one, by its id.' }],
    });
  }
  const name = child.value.extends;
  if (name === undefined) return undefined;
  const from = at(child.root, 'extends');
  if (chain.length >= MAX_CHAIN)
    return problem('extends-circle', from, `More than ${MAX_CHAIN} rule sets extend one another.`, {
      hint: 'Is there a circle?',
    });
  const link = linkTo(name, from, chain.at(-1)!, options);
  if ('code' in link) return link;
  const taken = chain.find((other) => other.path === link.path);
  if (taken === undefined)
    return { ...link, file: chain.some((other) => other.file === link.file) ? `parent/${link.file}` : link.file };
  return problem('extends-circle', from, `${quoted(name)} is extended in a circle.`, {
    hint: 'Take one "extends:" out.',
    related: taken.from === undefined ? [] : [{ at: taken.from, message: 'It is extended here too.' }],
  });
}

function linkTo(
  name: string,
  from: Pointer,
  child: Link,
  options: Pick<LoadOptions, 'shipped' | 'shippedNames'>,
): Link | Diagnostic {
  if (ID_PATTERN.test(name)) {
    const path = options.shipped?.(name);
    if (path !== undefined) return { path, file: `${name}.yaml`, from };
    return problem('no-such-parent', from, `No rule set of the name ${quoted(name)} ships.`, {
      hint: didYouMean(name, options.shippedNames ?? []) ?? `For a file, write its name in full: ${name}.yaml`,
    });
  }
  const relative = name.replace(/^(?:\.\/)+/, '');
  const steps = relative.split('/');
  const inside = steps.every((step) => /^[A-Za-z0-9_](?:[A-Za-z0-9_. -]*[A-Za-z0-9_])?$/.test(step));
  if (!inside || !/\.ya?ml$/.test(relative)) {
    return problem('extends-outside', from, `${quoted(name)} is not a rule file in this folder or below.`, {
      hint: 'Write the name of a rule set that ships, or a path such as "base.yaml" or "shared/base.yaml".',
    });
  }
  return { path: `${folderOf(child.path)}${relative}`, file: `${folderOf(child.file)}${relative}`, from };
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
