import { ensure } from './fresh.mjs';

ensure({ types: process.argv.includes('--types') });
