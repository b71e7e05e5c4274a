import { ensure } from './fresh.mjs';

ensure();
