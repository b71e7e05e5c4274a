/** What is used of the YAML library, in one place: it is bundled once. */
export {
  Composer,
  CST,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  parseDocument,
  Parser,
  visit,
} from 'yaml';
export type { Node, Pair, Tags, YAMLMap } from 'yaml';
