// All that reads YAML or holds what comes from outside against a schema, behind one lazy import: bundled once, and not at all loaded where nothing is read.
export { readAnswersFile } from './answers-file.js';
export { formatFile, formatText } from './format-file.js';
export { loads, loadTestFile, openTestFile } from './load-tests.js';
export { loadRuleFile, readRuleFile } from './rule-file.js';
export { loadRevision } from './rule-revision.js';
export { problemsIn } from './rule-problems.js';
export { readSavedResult } from '../interchange/saved-result.js';
export { CODES } from '../rulefile/codes.js';
export { TEST_CODES } from '../rulefile/codes-tests.js';
export { placeDiagnostics } from '../rulefile/place.js';
